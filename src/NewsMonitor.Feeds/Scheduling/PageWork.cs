namespace NewsMonitor.Feeds.Scheduling;

/// <summary>What a scheduler does beside polls: articles that wait for their page take their turn in the same line, by the page's host.</summary>
/// <param name="Store">Tells which pages are due.</param>
/// <param name="ReadAsync">Takes one step for an article; true when something was stored.</param>
/// <param name="ReleaseOverdueAsync">Lets go what has waited long enough.</param>
/// <param name="Limit">Pages in the line at a time, at most.</param>
public sealed record PageWork(
    IPageStore Store, Func<string, CancellationToken, Task<bool>> ReadAsync, Func<CancellationToken, Task> ReleaseOverdueAsync, int Limit);
