using Microsoft.Data.Sqlite;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>A queued write: runs inside its group's transaction, and tells its caller after the commit.</summary>
internal abstract class SqliteWrite
{
    /// <summary>It may be run again after its group was undone.</summary>
    public abstract bool Repeatable { get; }

    /// <summary>It must outlast a power failure.</summary>
    public abstract bool Lasting { get; }

    /// <returns>False when its changes must be undone; with <paramref name="fatal"/> the whole group must be.</returns>
    public abstract bool TryRun(SqliteConnection connection, out SqliteException? fatal);

    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

internal sealed class SqliteWrite<T>(Func<SqliteConnection, T> work, bool repeatable, bool lasting, CancellationToken cancellationToken) : SqliteWrite
{
    // Continuations must not run on the writer: they would hold up everybody's commits.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private Exception? _error;

    public override bool Repeatable => repeatable;

    public override bool Lasting => lasting;

    public Task<T> Completion => _done.Task;

    public override bool TryRun(SqliteConnection connection, out SqliteException? fatal)
    {
        (fatal, _error) = (null, null);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            _result = work(connection);
            return true;
        }
        catch (SqliteException e) when (SqliteErrors.Unavailable(e, "") is not null)
        {
            fatal = e;
            return false;
        }
        catch (Exception e)
        {
            _error = e;
            return false;
        }
    }

    public override void Complete()
    {
        if (_error is not null)
            _done.TrySetException(_error);
        else
            _done.TrySetResult(_result);
    }

    public override void Fail(Exception exception) => _done.TrySetException(_error ?? exception);
}
