using Microsoft.Extensions.Logging;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Polling;

/// <summary>The single writer of one feed's poll state. See <see cref="FeedPoller"/>.</summary>
public sealed partial class FeedGrain(
    FeedReader reader, IFeedStore store, WebSubTopics topics, TimeProvider clock, FeedMetrics metrics, IGrainFactory grains, ILogger<FeedGrain> logger) : Grain, IFeedGrain
{
    private FeedPoller? _poller;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _poller = new FeedPoller(this.GetPrimaryKeyString(), reader, store, topics, clock, metrics);
        return Task.CompletedTask;
    }

    public async Task<PollSummary?> PollAsync(bool force, CancellationToken cancellationToken)
    {
        // Off the grain's scheduler, once for the whole poll: parsing takes the processor, and each await in a turn costs a change of threads.
        if (await Task.Run(() => _poller!.PollAsync(force, cancellationToken), cancellationToken) is not { } polled)
            return null;
        foreach (var language in polled.PendingLanguages)
            await WakeAsync(language);
        return polled.Summary;
    }

    public async Task<PushSummary> PushAsync(PushedDocument document, CancellationToken cancellationToken)
    {
        var (summary, languages) = await Task.Run(() => _poller!.PushAsync(document, cancellationToken), cancellationToken);
        foreach (var language in languages)
            await WakeAsync(language);
        return summary;
    }

    /// <summary>The articles are stored as pending: a wake that is lost costs a sweep, not an article.</summary>
    private async Task WakeAsync(string language)
    {
        try
        {
            await grains.GetGrain<IStoryIndexGrain>(language).WakeAsync(CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever stops the wake, the poll is stored and must be told so.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogWakeLost(logger, e, language);
        }
    }
}
