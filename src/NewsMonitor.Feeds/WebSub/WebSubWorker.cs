using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>
/// Gives subscriptions what they need: asks hubs for them, renews and ends them, and notices those that hubs leave unanswered. What is to be asked is
/// stored before it is asked, because a hub may verify before it answers. Hubs are asked side by side, one hub one thing at a time, spaced and bounded,
/// so that none holds up the others; who asks to be left alone, or cannot be reached, is left alone for all its subscriptions.
/// </summary>
public sealed partial class WebSubWorker(
    IWebSubStore store, HubClient hubs, WebSubTopics topics, FeedOptions options, TimeProvider clock, FeedMetrics metrics, ILogger<WebSubWorker> logger)
{
    private const int Batch = 200;

    private readonly HubPace _pace = new(options.HostSpacing);

    private bool _begun;
    private bool _refused;

    /// <summary>Takes what is due. Errors are logged, and the next sweep tries again. Not for concurrent use.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (!topics.On)
            return;
        try
        {
            if (!_begun)
            {
                // The public URL may be another than before: hubs have to learn it.
                await store.HurryAsync(options.WebSub.PublicUrl + WebSubRules.CallbackPath, clock.GetUtcNow(), cancellationToken);
                _begun = true;
            }

            _pace.Forget(clock.GetUtcNow());
            var due = await store.DueAsync(clock.GetUtcNow(), options.WebSub.HubShare, Batch, cancellationToken);
            await Parallel.ForEachAsync(
                due.GroupBy(d => new Uri(d.Subscription.Hub).Authority, StringComparer.Ordinal),
                new ParallelOptions { MaxDegreeOfParallelism = options.WebSub.MaximumConcurrentHubs, CancellationToken = cancellationToken },
                async (hub, token) => await TakeAsync(hub.Key, hub, token));
            _refused = false;
        }
        catch (StoreUnavailableException e)
        {
            // Once, not at every sweep.
            if (!_refused)
                LogRefused(logger, e.Message);
            _refused = true;
        }
    }

    private async Task TakeAsync(string hub, IEnumerable<DueSubscription> dueOfHub, CancellationToken cancellationToken)
    {
        var end = clock.GetUtcNow() + options.WebSub.HubTime;
        foreach (var due in dueOfHub)
        {
            var (now, notBefore) = (clock.GetUtcNow(), _pace.NotBefore(hub));
            if (notBefore > end)
            {
                // Subscriptions that came while it rests.
                await store.PutOffAsync(due.Subscription.Hub, now, notBefore, cancellationToken);
                return;
            }

            if (now >= end)
                return;
            if (notBefore > now)
                await Task.Delay(notBefore - now, clock, cancellationToken);
            HubAnswer? answer;
            try
            {
                answer = await TakeAsync(due, cancellationToken);
            }
#pragma warning disable CA1031 // One subscription that finds a fault of ours must not hold up those behind it.
            catch (Exception e) when (e is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFault(logger, e, due.Subscription.FeedId);
                continue;
            }

            if (answer is null)
                continue;
            now = clock.GetUtcNow();
            _pace.Asked(hub, now);
            if (answer is not ({ Unreachable: true } or { RetryAfter: not null }))
                continue;
            var until = now + (answer.RetryAfter ?? options.WebSub.RetryDelay);
            _pace.Rest(hub, until);
            await store.PutOffAsync(due.Subscription.Hub, now, until, cancellationToken);
            return;
        }
    }

    private async Task<HubAnswer?> TakeAsync(DueSubscription due, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = due.Subscription;
        if (due.Exists && before.State != WebSubState.Ending && !before.Callback.StartsWith(options.WebSub.PublicUrl + WebSubRules.CallbackPath, StringComparison.Ordinal))
        {
            await ReplaceAsync(before, before.Hub, now, cancellationToken);
            return null;
        }

        var step = WebSubRules.Step(due, options.WebSub, now);
        if (before.LiveSince is not null && step.Next.LiveSince is null)
            metrics.PushLost(step.Next.State == WebSubState.Ending ? "Abandoned" : "Expired");
        if (step.Ask is null && before.State == WebSubState.Requested)
            return await FailedAsync(before, step.Next, cancellationToken);
        if (!await store.StoreAsync([step.Next], cancellationToken) || step.Ask is not { } mode)
            return null;

        var answer = await hubs.AskAsync(step.Next, mode, cancellationToken);
        metrics.HubAsked(mode, answer.Error is null);
        if (answer.Error is null)
            return answer;
        LogFailed(logger, before.FeedId, step.Next.Hub, answer.Error);
        // When the hub verified it all the same, the version has moved on and this is not stored.
        var asked = step.Next with { Version = step.Next.Version + 1 };
        await FailedAsync(asked, WebSubRules.Failed(asked, answer.Error, answer.RetryAfter, options.WebSub, clock.GetUtcNow()), cancellationToken);
        return answer;
    }

    /// <summary>The next hub is asked where there are several. It gets a callback and a secret of its own.</summary>
    private async Task<HubAnswer?> FailedAsync(WebSubSubscription before, WebSubSubscription failed, CancellationToken cancellationToken)
    {
        var hub = WebSubRules.NextHub(before);
        if (failed.State != WebSubState.Wanted || hub == before.Hub)
            await store.StoreAsync([failed], cancellationToken);
        else
            await ReplaceAsync(failed, hub, failed.Due, cancellationToken);
        return null;
    }

    private Task<bool> ReplaceAsync(WebSubSubscription before, string hub, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var next = WebSubRules.New(before.FeedId, new HubLinks(before.Topic, before.Hubs, before.TopicInBody), hub, options.WebSub, due);
        return store.StoreAsync([before with { State = WebSubState.Ended }, next with { Failures = before.Failures, Reason = before.Reason }], cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The hub {Hub} of feed {Feed} could not be asked: {Error}")]
    private static partial void LogFailed(ILogger logger, string feed, string hub, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The subscription of feed {Feed} at its hub could not be taken care of")]
    private static partial void LogFault(ILogger logger, Exception exception, string feed);

    [LoggerMessage(Level = LogLevel.Error, Message = "Subscriptions at hubs wait until the store takes writes again: {Error}")]
    private static partial void LogRefused(ILogger logger, string error);
}
