using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// One SQLite file in WAL mode: one writer that commits queued writes in groups, several readers beside it.
/// A write is stored durably when its task completes (synchronous=FULL), unless it says that it need not outlast a power failure, and wholly or not at all.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly SqliteStorageOptions _options;
    private readonly Channel<SqliteWrite> _writes;
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly SemaphoreSlim _reading;
    private readonly SqliteConnection _writer;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly Task _writing;
    private volatile string? _writeFailure;
    private int _changes;
    private long? _othersCommits;
    private bool _lasting = true;

    static SqliteDatabase()
    {
        // Each connection is used by one thread at a time, so SQLite needs no lock of its own for each, nor one to count memory that nobody asks after.
        // Without effect where the process has used SQLite before: https://www.sqlite.org/threadsafe.html
        SQLitePCL.Batteries_V2.Init();
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private SqliteDatabase(SqliteStorageOptions options, SqliteConnection writer)
    {
        _options = options;
        _writer = writer;
        _reading = new SemaphoreSlim(options.Readers);
        RecentFeeds = new RecentFeeds(options.RecentFeeds);
        _checkpoints = new SqliteCheckpoints(writer, () => Connect(options), options.CheckpointPages);
        _writes = Channel.CreateBounded<SqliteWrite>(new BoundedChannelOptions(options.WriteQueue) { SingleReader = true });
        // A thread of its own: it waits for the disk, and the pool has few threads to spare.
        _writing = Task.Factory.StartNew(WriteLoop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>What kept the last write from being stored, in words; null when the last write that changed something was stored.</summary>
    public string? WriteFailure => _writeFailure;

    internal RecentFeeds RecentFeeds { get; }

    /// <summary>Opens the file, makes it if it is missing, and brings its schema up to date.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be used, or a newer program made it.</exception>
    public static SqliteDatabase Open(SqliteStorageOptions options)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(options.File)) is { } folder)
                Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The folder of the database {options.File} cannot be made: {e.Message}", e);
        }

        SqliteConnection? writer = null;
        try
        {
            writer = Connect(options);
            // Migrations may replace a table that others refer to: https://www.sqlite.org/lang_altertable.html#otheralter
            Execute(writer, $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA wal_autocheckpoint = {SqliteCheckpoints.AtLatest * options.CheckpointPages};");
            SqliteMigrations.Apply(writer, options.File);
            // After the migrations: one that copies a table needs room for both for a moment, and must not keep the program from starting.
            if (options.MaximumBytes is { } limit)
                Execute(writer, $"PRAGMA max_page_count = {Math.Max(1, limit / 4096)};");
            Execute(writer, "PRAGMA foreign_keys = ON;");
            return new SqliteDatabase(options, writer);
        }
        catch (SqliteException e)
        {
            writer?.Dispose();
            throw SqliteErrors.Unavailable(e, options.File) ?? throw new StoreUnavailableException($"The database {options.File} cannot be used: {e.Message}", e);
        }
        catch
        {
            writer?.Dispose();
            throw;
        }
    }

    /// <summary>Runs a write in a transaction. It may be committed together with others; if it throws, only its own changes are undone.</summary>
    /// <param name="work">What to do with the connection; nothing of it is seen by others before the commit.</param>
    /// <param name="cancellationToken">Gives up the wait for its turn.</param>
    /// <param name="repeatable">It may be run again after it was undone, because it touches nothing but the database. That is faster.</param>
    /// <param name="lasting">
    /// False for what may be lost when the power fails or the system crashes, though not when the process does; whatever was written before it is then still there.
    /// A commit of such writes alone does not wait for the disk.
    /// </param>
    /// <exception cref="StoreUnavailableException">The database took nothing of it.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken, bool repeatable = false, bool lasting = true)
    {
        var write = new SqliteWrite<T>(work, repeatable, lasting, cancellationToken);
        try
        {
            await _writes.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new StoreUnavailableException($"The database {_options.File} is closed.", e);
        }

        return await write.Completion;
    }

    /// <summary>Reads from one consistent snapshot.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // SQLite is synchronous: off the caller's scheduler, so that a grain's turn does not hold it.
            return await Task.Run(() => Read(work, snapshot: true), cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Runs one statement that looks rows up by key, on the caller's thread: for what takes microseconds.</summary>
    public async Task<T> LookUpAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            return Read(work, snapshot: false);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Finishes the writes that were accepted, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writing;
        await _checkpoints.DisposeAsync();
        Close(_writer);
        while (_readers.TryTake(out var reader))
            Close(reader);
        _reading.Dispose();
    }

    /// <param name="work">On a connection that cannot write.</param>
    /// <param name="snapshot">For several statements that are to see the same: one statement sees one state anyhow.</param>
    private T Read<T>(Func<SqliteConnection, T> work, bool snapshot)
    {
        SqliteConnection? reader = null;
        try
        {
            if (!_readers.TryTake(out reader))
            {
                reader = Connect(_options);
                Execute(reader, "PRAGMA query_only = ON;");
            }

            if (snapshot)
                reader.Run("BEGIN");
            var result = work(reader);
            if (snapshot)
                reader.Run("COMMIT");
            _readers.Add(reader);
            return result;
        }
        catch (Exception e)
        {
            if (reader is not null)
                Close(reader);
            if (e is SqliteException sqlite && SqliteErrors.Unavailable(sqlite, _options.File) is { } unavailable)
                throw unavailable;
            throw;
        }
    }

    private void WriteLoop()
    {
        var group = new List<SqliteWrite>(_options.GroupCommit);
        while (_writes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < _options.GroupCommit && _writes.Reader.TryRead(out var write))
                group.Add(write);
            Commit(group);
            group.Clear();
            _checkpoints.Committed();
        }
    }

    private void Commit(List<SqliteWrite> group)
    {
        try
        {
            WaitForDisk(group.Exists(write => write.Lasting));
            // A savepoint for each write costs as much as a small write does.
            if (!group.TrueForAll(write => write.Repeatable) || !TryRun(group))
                RunApart(group);
            _writer.Run("COMMIT");
        }
        catch (Exception e)
        {
            // The whole group is undone; each writer is told, and none believes that its work is stored.
            RollBack();
            var told = e is SqliteException sqlite ? SqliteErrors.Unavailable(sqlite, _options.File) ?? e : e;
            _writeFailure = told.Message;
            _changes = SQLitePCL.raw.sqlite3_total_changes(_writer.Handle);
            foreach (var write in group)
                write.Fail(told);
            return;
        }

        // A commit of nothing always succeeds: it says nothing about the disk.
        if (SQLitePCL.raw.sqlite3_total_changes(_writer.Handle) is var changes && changes != _changes)
        {
            _changes = changes;
            _writeFailure = null;
        }

        NoticeOthers();
        foreach (var write in group)
            write.Complete();
    }

    /// <summary>A command of the program may write beside the server. Only other connections' commits count: https://www.sqlite.org/pragma.html#pragma_data_version</summary>
    private void NoticeOthers()
    {
        long? commits = null;
        try
        {
            commits = (long)_writer.Value("PRAGMA data_version")!;
        }
        catch (SqliteException)
        {
            // It has to read the file, which may fail; the group is committed all the same. Not known is taken for changed.
        }

        if (commits is not null && commits == _othersCommits)
            return;
        _othersCommits = commits;
        RecentFeeds.Forget();
    }

    /// <summary>Takes effect outside transactions only, and when it is compiled: https://www.sqlite.org/pragma.html#pragma_synchronous</summary>
    private void WaitForDisk(bool lasting)
    {
        if (lasting == _lasting)
            return;
        Execute(_writer, lasting ? "PRAGMA synchronous = FULL;" : "PRAGMA synchronous = NORMAL;");
        _lasting = lasting;
    }

    /// <returns>False when one of them failed: then nothing was done.</returns>
    private bool TryRun(List<SqliteWrite> group)
    {
        _writer.Run("BEGIN IMMEDIATE");
        foreach (var write in group)
        {
            if (write.TryRun(_writer, out var fatal))
                continue;
            if (fatal is not null)
                throw fatal;
            RollBack();
            return false;
        }

        return true;
    }

    /// <summary>Each write apart from the others: one that fails is undone alone.</summary>
    private void RunApart(List<SqliteWrite> group)
    {
        _writer.Run("BEGIN IMMEDIATE");
        foreach (var write in group)
        {
            _writer.Run("SAVEPOINT step");
            if (!write.TryRun(_writer, out var fatal))
            {
                if (fatal is not null)
                    throw fatal;
                _writer.Run("ROLLBACK TO step");
            }

            _writer.Run("RELEASE step");
        }
    }

    private void RollBack()
    {
        try
        {
            // Some errors (disk full, I/O) have already rolled back: https://www.sqlite.org/lang_transaction.html
            _writer.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Nothing to roll back.
        }
    }

    private static SqliteConnection Connect(SqliteStorageOptions options)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.File,
            Pooling = false,
            // The provider itself repeats what meets a lock until this many seconds have passed; 0 would mean for ever.
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)),
        }.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA cache_size = -{options.CacheKilobytes};");
            // The same for the statements that go round the provider.
            SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, connection.DefaultTimeout * 1000);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Close(SqliteConnection connection)
    {
        connection.Forget();
        connection.Dispose();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
