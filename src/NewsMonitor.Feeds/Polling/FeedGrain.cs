using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Polling;

/// <summary>The single writer of one feed's poll state. See <see cref="FeedPoller"/>.</summary>
public sealed class FeedGrain(FeedReader reader, IFeedStore store, WebSubTopics topics, StoryIndexWakes wakes, TimeProvider clock, FeedMetrics metrics) : Grain, IFeedGrain
{
    private FeedPoller? _poller;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _poller = new FeedPoller(this.GetPrimaryKeyString(), reader, store, topics, clock, metrics);
        return Task.CompletedTask;
    }

    public async Task<PollSummary?> PollAsync(bool force, CancellationToken cancellationToken)
    {
        if (await OffTurn(() => _poller!.PollAsync(force, cancellationToken)) is not { } polled)
            return null;
        await wakes.WakeAsync(polled.PendingLanguages);
        return polled.Summary;
    }

    public async Task<PushSummary> PushAsync(PushedDocument document, CancellationToken cancellationToken)
    {
        var (summary, languages) = await Task.Run(() => _poller!.PushAsync(document, cancellationToken), cancellationToken);
        await wakes.WakeAsync(languages);
        return summary;
    }

    /// <summary>
    /// Goes off the grain's scheduler at its first wait, and comes back once, at the end: parsing takes the processor, and each wait in a turn costs a change of
    /// threads. What comes before that wait is a look-up and the start of a request.
    /// </summary>
    private static Task<T> OffTurn<T>(Func<Task<T>> work)
    {
        var start = new Task<Task<T>>(work);
        start.RunSynchronously(TaskScheduler.Default);
        return start.Unwrap();
    }
}
