using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Storage.Tests.Sqlite;

public sealed class SqliteProbeTests : IAsyncDisposable
{
    private readonly TemporaryDatabase _temporary = new();

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task A_database_that_takes_writes_passes_and_keeps_nothing_of_it()
    {
        var probe = new SqliteProbe(_temporary.Database);

        await probe.ProbeAsync(default);

        Assert.Null(probe.Failure);
        Assert.Equal(0, await _temporary.Database.ReadAsync(c => c.ExecuteScalar<long>("SELECT count(*) FROM probe"), default));
    }

    [Fact]
    public async Task A_full_database_fails_and_says_so_until_a_write_is_stored()
    {
        _ = _temporary.Database;
        await _temporary.CloseAsync();
        _temporary.Options = _temporary.Options with { MaximumBytes = new FileInfo(_temporary.Options.File).Length };
        var probe = new SqliteProbe(_temporary.Database);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => probe.ProbeAsync(default));
        // A commit of nothing proves nothing.
        await _temporary.Database.WriteAsync(c => c.Execute("DELETE FROM probe"), default);

        Assert.Contains("is full", probe.Failure, StringComparison.Ordinal);
        await _temporary.Database.WriteAsync(c => c.Execute("UPDATE subscriptions_version SET version = version + 1"), default);
        Assert.Null(probe.Failure);
    }

    [Fact]
    public async Task A_locked_database_fails_and_recovers_with_the_lock()
    {
        _temporary.Options = _temporary.Options with { BusyTimeout = TimeSpan.FromMilliseconds(10) };
        var probe = new SqliteProbe(_temporary.Database);
        await using (var other = new SqliteConnection($"Data Source={_temporary.Options.File};Pooling=False"))
        {
            await other.OpenAsync();
            other.Execute("BEGIN IMMEDIATE");

            await Assert.ThrowsAsync<StoreUnavailableException>(() => probe.ProbeAsync(default));

            Assert.Contains("locked", probe.Failure, StringComparison.Ordinal);
            other.Execute("ROLLBACK");
        }

        await probe.ProbeAsync(default);
        Assert.Null(probe.Failure);
    }
}
