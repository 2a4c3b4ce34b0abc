using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Tells apart what is wrong with the database as a whole from what is wrong with one statement.</summary>
internal static class SqliteErrors
{
    // Primary result codes, https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>The exception that callers see when the database cannot take anything now; null for an error of one statement.</summary>
    public static StoreUnavailableException? Unavailable(SqliteException e, string file)
    {
        var what = e.SqliteErrorCode switch
        {
            Busy or Locked => "is locked by another process",
            ReadOnly => "cannot be written (read-only)",
            IoError => "cannot be read or written (input/output error)",
            Corrupt or NotADatabase => "is damaged",
            Full => "is full: the disk has no room, or the size limit is reached",
            CannotOpen => "cannot be opened",
            _ => null,
        };
        return what is null ? null : new StoreUnavailableException($"The database {file} {what}. Nothing of this step was stored.", e);
    }
}
