namespace NewsMonitor.Model;

/// <summary>Reads what happened, for live views and their replay.</summary>
public interface IEventLog
{
    /// <summary>Events after <paramref name="sequence"/>, oldest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<LoggedEvent>> AfterAsync(long sequence, int limit, CancellationToken cancellationToken);

    /// <summary>The sequence numbers of the oldest kept and the newest event; (0, 0) when there is none.</summary>
    Task<(long Oldest, long Newest)> RangeAsync(CancellationToken cancellationToken);
}
