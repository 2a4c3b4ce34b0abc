using System.Net;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests.Health;

public sealed class HealthApiTests
{
    [Fact]
    public async Task A_server_that_can_work_is_live_and_ready()
    {
        await using var server = await RunningServer.StartAsync();

        await ReadyAsync(server);

        Assert.Equal("live", (await server.GetAsync("/health/live")).GetProperty("status").GetString());
        var ready = await server.GetAsync("/health/ready");
        Assert.Equal(["database", "sweep"], ready.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task While_another_process_locks_the_database_it_is_live_but_not_ready_refuses_writes_and_recovers_by_itself()
    {
        await using var server = await RunningServer.StartAsync(configure: null, "--NewsMonitor:Storage:BusyTimeout=00:00:00.05");
        await ReadyAsync(server);
        await using (var other = new SqliteConnection($"Data Source={server.Services.GetRequiredService<SqliteStorageOptions>().File};Pooling=False"))
        {
            await other.OpenAsync();
            other.Execute("BEGIN IMMEDIATE");

            using var refused = await server.PostAsync("/api/v1/feeds", """{"url": "http://127.0.0.1:9/feed"}""");
            await ProblemAssert.IsAsync(HttpStatusCode.ServiceUnavailable, refused, "is locked by another process");
            Assert.NotNull(refused.Headers.RetryAfter);
            using var ready = await server.Http.GetAsync("/health/ready");
            await ProblemAssert.IsAsync(HttpStatusCode.ServiceUnavailable, ready, "database: ");
            using var live = await server.Http.GetAsync("/health/live");
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            using var metrics = await server.Http.GetAsync("/metrics");
            Assert.Equal(HttpStatusCode.OK, metrics.StatusCode);
            other.Execute("ROLLBACK");
        }

        await ReadyAsync(server);
        await server.CreateAsync("/api/v1/feeds", """{"url": "http://127.0.0.1:9/feed"}""");
    }

    private static Task ReadyAsync(RunningServer server) => Eventually.TrueAsync(
        async () =>
        {
            using var response = await server.Http.GetAsync("/health/ready");
            return response.StatusCode == HttpStatusCode.OK;
        },
        "the server is ready");
}
