using System.Globalization;
using Microsoft.Data.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.EndToEnd.Tests;

/// <summary>A database that cannot take writes stops intake with a clear error, loses nothing, and is gone on with by itself.</summary>
public sealed class StoreTroubleTests
{
    [Fact]
    public async Task A_full_database_stops_intake_until_there_is_room()
    {
        await using var scene = await Scene.SetAsync();
        await using (var first = await ServerProcess.ServeAsync(scene.DataDirectory))
        {
            await scene.SetUpAsync(first);
            scene.Press.Happen(0);
            await scene.SettledAsync(first);
            Assert.Equal(0, await first.TerminateAsync());
        }

        // Somebody else's data fills the file up to the quota.
        await ExecuteAsync(scene, "CREATE TABLE filler (bytes BLOB); INSERT INTO filler VALUES (zeroblob(2000000)); PRAGMA wal_checkpoint(TRUNCATE);");
        var quota = new FileInfo(scene.DatabaseFile).Length;
        await using var server = await ServerProcess.ServeAsync(
            scene.DataDirectory, string.Create(CultureInfo.InvariantCulture, $"--NewsMonitor:Storage:MaximumBytes={quota}"));
        // The file's last pages have some room left.
        for (var number = 1; number <= 30; number++)
            scene.Press.Happen(number);

        await TroubleAsync(server, "is full");

        await ExecuteAsync(scene, "DROP TABLE filler;");
        await RecoveryAsync(scene, server);
    }

    [Fact]
    public async Task A_locked_database_stops_intake_until_it_is_released()
    {
        await using var scene = await Scene.SetAsync();
        await using var server = await ServerProcess.ServeAsync(scene.DataDirectory, "--NewsMonitor:Storage:BusyTimeout=00:00:00.1");
        await scene.SetUpAsync(server);
        scene.Press.Happen(0);
        await scene.SettledAsync(server);

        await using (var other = await OpenAsync(scene))
        {
            await ExecuteAsync(other, "BEGIN IMMEDIATE;");
            for (var number = 1; number <= 5; number++)
                scene.Press.Happen(number);

            await TroubleAsync(server, "is locked by another process");

            await ExecuteAsync(other, "ROLLBACK;");
        }

        await RecoveryAsync(scene, server);
    }

    private static Task TroubleAsync(ServerProcess server, string reason) => Eventually.TrueAsync(
        async () =>
        {
            using var ready = await server.Http.GetAsync("/health/ready");
            return (int)ready.StatusCode == 503
                && (await ready.Content.ReadAsStringAsync()).Contains(reason, StringComparison.Ordinal)
                && server.Words.Contains(reason, StringComparison.Ordinal);
        },
        $"readiness and the log say that the database {reason}");

    private static async Task RecoveryAsync(Scene scene, ServerProcess server)
    {
        await scene.SettledAsync(server);
        await Eventually.TrueAsync(
            async () =>
            {
                using var ready = await server.Http.GetAsync("/health/ready");
                return ready.IsSuccessStatusCode;
            },
            "the server is ready again");
        await scene.NothingIsLostAndNothingIsToldTwiceAsync(server, kills: 0);
    }

    private static async Task ExecuteAsync(Scene scene, string sql)
    {
        await using var connection = await OpenAsync(scene);
        await ExecuteAsync(connection, sql);
    }

    private static async Task<SqliteConnection> OpenAsync(Scene scene)
    {
        var connection = new SqliteConnection($"Data Source={scene.DatabaseFile};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
