using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Storage.Tests.Sqlite;

public sealed class SqliteMigrationsTests : IAsyncDisposable
{
    private readonly TemporaryDatabase _temporary = new();

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task The_schema_after_all_migrations_is_the_checked_in_one()
    {
        var schema = await _temporary.Database.ReadAsync(
            c => c.Query<string>("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name").AsList(),
            default);

        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema.sql"));
        Assert.Equal(expected, string.Join("\n\n", schema) + "\n", ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Opening_again_applies_nothing_twice()
    {
        var first = await VersionAsync(_temporary.Database);

        var second = await VersionAsync(await _temporary.ReopenAsync());

        Assert.Equal(first, second);
        Assert.True(first > 0);
    }

    [Fact]
    public async Task A_schema_that_a_newer_program_made_is_refused_untouched()
    {
        _ = _temporary.Database;
        await _temporary.CloseAsync();
        await using (var other = new SqliteConnection($"Data Source={_temporary.Options.File};Pooling=False"))
        {
            await other.OpenAsync();
            other.Execute("PRAGMA user_version = 9999");
        }

        var error = Assert.Throws<StoreUnavailableException>(() => _temporary.Database);

        Assert.Contains("newer", error.Message, StringComparison.Ordinal);
    }

    private static Task<long> VersionAsync(SqliteDatabase database) =>
        database.ReadAsync(c => c.ExecuteScalar<long>("PRAGMA user_version"), default);
}
