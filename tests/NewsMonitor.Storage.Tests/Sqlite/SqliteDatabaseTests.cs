using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Storage.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private readonly TemporaryDatabase _temporary = new();

    private SqliteDatabase Database => _temporary.Database;

    public async Task InitializeAsync() => await CreateNotesAsync();

    public async Task DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        await AddAsync("kept");

        await _temporary.ReopenAsync();

        Assert.Equal(["kept"], await NotesAsync());
    }

    [Fact]
    public async Task A_commit_waits_for_the_disk_unless_none_of_its_writes_asks_for_that()
    {
        const int Normal = 1, Full = 2;
        using var gate = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        Assert.Equal(Full, await Database.WriteAsync(Synchronous, default));
        Assert.Equal(Normal, await Database.WriteAsync(Synchronous, default, lasting: false));
        var first = Database.WriteAsync(c => { begun.SetResult(); gate.Wait(); return Synchronous(c); }, default, lasting: false);
        await begun.Task;
        var among = Database.WriteAsync(Synchronous, default, lasting: false);
        var others = Database.WriteAsync(Synchronous, default);
        gate.Set();

        Assert.Equal((Normal, Full, Full), (await first, await among, await others));
        Assert.Equal(Normal, await Database.WriteAsync(Synchronous, default, lasting: false));

        static int Synchronous(SqliteConnection connection) => connection.ExecuteScalar<int>("PRAGMA synchronous");
    }

    [Fact]
    public async Task A_write_that_fails_takes_only_its_own_changes_back()
    {
        using var gate = new ManualResetEventSlim();
        // The first write holds the writer, so that the three behind it are committed as one group.
        var first = Database.WriteAsync(c => { gate.Wait(); return Insert(c, "first"); }, default);
        var good = AddAsync("good");
        var bad = Database.WriteAsync<int>(c => { Insert(c, "half"); throw new InvalidOperationException("no"); }, default);
        var alsoGood = AddAsync("also good");
        gate.Set();

        await first;
        await good;
        await alsoGood;
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal("no", error.Message);
        Assert.Equal(["first", "good", "also good"], await NotesAsync());
    }

    [Fact]
    public async Task A_write_that_fails_among_repeatable_ones_takes_only_its_own_changes_back()
    {
        using var gate = new ManualResetEventSlim();
        var first = Database.WriteAsync(c => { gate.Wait(); return Insert(c, "first"); }, default);
        var good = Database.WriteAsync(c => Insert(c, "good"), default, repeatable: true);
        var bad = Database.WriteAsync<int>(c => { Insert(c, "half"); throw new InvalidOperationException("no"); }, default, repeatable: true);
        var alsoGood = Database.WriteAsync(c => Insert(c, "also good"), default, repeatable: true);
        gate.Set();

        await first;
        Assert.Equal((1, 1), (await good, await alsoGood));
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        Assert.Equal(["first", "good", "also good"], await NotesAsync());
    }

    [Fact]
    public async Task Closing_leaves_no_log_behind_although_statements_were_kept()
    {
        await Database.WriteAsync(c => c.Run("INSERT INTO notes (text) VALUES (@text)", ("@text", "kept")), default);
        Assert.Equal("kept", await Database.ReadAsync(c => c.Value("SELECT text FROM notes"), default));

        await _temporary.CloseAsync();

        Assert.False(File.Exists(_temporary.Options.File + "-wal"));
    }

    [Fact]
    public async Task A_unique_key_that_is_hurt_fails_that_write_alone()
    {
        await AddAsync("one");

        var twice = Database.WriteAsync(c => c.Execute("INSERT INTO notes (id, text) VALUES (1, 'again')"), default);

        await Assert.ThrowsAsync<SqliteException>(() => twice);
        await AddAsync("two");
        Assert.Equal(["one", "two"], await NotesAsync());
    }

    [Fact]
    public async Task A_cancelled_write_that_waits_its_turn_is_not_made()
    {
        using var gate = new ManualResetEventSlim();
        using var cancelled = new CancellationTokenSource();
        var first = Database.WriteAsync(c => { gate.Wait(); return Insert(c, "first"); }, default);
        var second = Database.WriteAsync(c => Insert(c, "second"), cancelled.Token);
        await cancelled.CancelAsync();
        gate.Set();

        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(["first"], await NotesAsync());
    }

    [Fact]
    public async Task A_reader_sees_nothing_of_a_write_before_its_commit()
    {
        using var inserted = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var write = Database.WriteAsync(
            c =>
            {
                var result = Insert(c, "new");
                inserted.Set();
                gate.Wait();
                return result;
            },
            default);
        inserted.Wait();

        Assert.Empty(await NotesAsync());
        gate.Set();
        await write;
        Assert.Equal(["new"], await NotesAsync());
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        var write = Database.ReadAsync(c => Insert(c, "smuggled"), default);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => write);
        Assert.Empty(await NotesAsync());
    }

    [Fact]
    public async Task Closing_finishes_the_writes_that_were_accepted()
    {
        using var gate = new ManualResetEventSlim();
        var first = Database.WriteAsync(c => { gate.Wait(); return Insert(c, "first"); }, default);
        var accepted = Enumerable.Range(0, 20).Select(i => AddAsync($"accepted {i}")).ToArray();
        var closing = _temporary.CloseAsync();
        gate.Set();

        await closing;
        await Task.WhenAll(accepted.Prepend(first));
        Assert.Equal(21, (await NotesAsync()).Count);
    }

    [Fact]
    public async Task A_write_after_closing_is_refused()
    {
        var closed = Database;
        await _temporary.CloseAsync();

        var late = closed.WriteAsync(c => Insert(c, "late"), default);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => late);
    }

    [Fact]
    public async Task A_full_database_refuses_the_write_keeps_what_it_has_and_takes_writes_again_when_there_is_room()
    {
        await AddAsync("kept");
        await _temporary.CloseAsync();
        var roomy = _temporary.Options;
        _temporary.Options = roomy with { MaximumBytes = new FileInfo(roomy.File).Length + 64 * 1024 };

        var refused = AddAsync(new string('x', 1024 * 1024));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => refused);
        Assert.Contains("is full", error.Message, StringComparison.Ordinal);
        await AddAsync("small enough");
        await _temporary.CloseAsync();
        _temporary.Options = roomy;
        await AddAsync(new string('y', 1024 * 1024));
        Assert.Equal(["kept", "small enough", new string('y', 1024 * 1024)], await NotesAsync());
    }

    [Fact]
    public async Task A_database_that_another_process_locks_refuses_the_write_and_takes_it_later()
    {
        await _temporary.CloseAsync();
        _temporary.Options = _temporary.Options with { BusyTimeout = TimeSpan.FromSeconds(1) };
        await AddAsync("before");
        await using (var other = new SqliteConnection($"Data Source={_temporary.Options.File};Pooling=False"))
        {
            await other.OpenAsync();
            other.Execute("BEGIN IMMEDIATE");
            var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => AddAsync("meanwhile"));
            Assert.Contains("locked", error.Message, StringComparison.Ordinal);
            other.Execute("ROLLBACK");
        }

        await AddAsync("after");
        Assert.Equal(["before", "after"], await NotesAsync());
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_with_its_name()
    {
        await _temporary.CloseAsync();
        SqliteFiles.Delete(_temporary.Options.File);
        await File.WriteAllTextAsync(_temporary.Options.File, new string('?', 8192));

        var error = Assert.Throws<StoreUnavailableException>(() => _temporary.Database);

        Assert.Contains(_temporary.Options.File, error.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    private async Task CreateNotesAsync() =>
        await Database.WriteAsync(c => c.Execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"), default);

    private Task<int> AddAsync(string text) => Database.WriteAsync(c => Insert(c, text), default);

    private static int Insert(SqliteConnection connection, string text) =>
        connection.Execute("INSERT INTO notes (text) VALUES (@text)", new { text });

    private Task<List<string>> NotesAsync() => Database.ReadAsync(c => c.Query<string>("SELECT text FROM notes ORDER BY id").AsList(), default);
}
