using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// Writes the write-ahead log into the file while writing goes on: most of the work, and of the waiting for the disk, is done beside the writer, and the writer itself does
/// what came in the meantime, after which the log begins anew. See https://www.sqlite.org/wal.html#checkpointing.
/// </summary>
/// <param name="writer">The connection that writes; used by its thread alone.</param>
/// <param name="connect">Opens the connection that works beside it.</param>
/// <param name="pages">Pages that are written before it is done again.</param>
internal sealed class SqliteCheckpoints(SqliteConnection writer, Func<SqliteConnection> connect, int pages) : IAsyncDisposable
{
    /// <summary>If nothing else does it, as when the disk is full, SQLite itself does after so many times the pages.</summary>
    public const int AtLatest = 4;

    // https://www.sqlite.org/c3ref/c_dbstatus_options.html
    private const int PagesWritten = 9;

    private SqliteConnection? _beside;
    private Task? _running;

    /// <summary>To be called by the writer between transactions.</summary>
    public void Committed()
    {
        if (_running is null && Written(reset: false) >= pages)
            _running = Task.Run(() => Run(() => _beside ??= connect()));
        if (_running is not { IsCompleted: true })
            return;
        Run(() => writer);
        _ = Written(reset: true);
        _running = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
            await _running;
        _beside?.Dispose();
    }

    private static void Run(Func<SqliteConnection> connection)
    {
        try
        {
            // Passive: it waits for nobody, and what it cannot do is done the next time.
            using var command = connection().CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // The log holds everything still.
        }
    }

    private int Written(bool reset)
    {
        _ = raw.sqlite3_db_status(writer.Handle, PagesWritten, out var written, out _, reset ? 1 : 0);
        return written;
    }
}
