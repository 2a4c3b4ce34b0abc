namespace NewsMonitor.Alerts;

/// <summary>
/// Endpoints to which no subscription delivers any more and for which nothing is pending. They stay for a while, with their secrets and what became of their
/// deliveries, for who looks after them and for who comes back. One that its recipient ended is none of them: it stays, so that it stays ended.
/// </summary>
public interface IUnusedEndpoints
{
    /// <summary>Notes the time on those that are unused and were not before. Who saves a subscription to one takes it into use again.</summary>
    /// <returns>How many.</returns>
    Task<int> NoteAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes those that are unused since a time or longer and of which no attempts are kept, with their deliveries. The alerts stay.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
