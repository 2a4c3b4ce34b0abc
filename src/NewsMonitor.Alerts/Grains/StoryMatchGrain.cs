using Microsoft.Extensions.Logging;
using NewsMonitor.Alerts.Matching;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Grains;

/// <summary>Matches the story events of one language and follows its changes. See <see cref="StoryMatcher"/> and <see cref="ChangeMatcher"/>.</summary>
public sealed class StoryMatchGrain(ChangeMatcher changes, StoryMatcher matcher, ISubscriberWakes wakes, AlertOptions options, TimeProvider clock, ILogger<StoryMatchGrain> logger)
    : WorkerGrain(options, clock, logger), IStoryMatchGrain
{
    protected override async Task<IReadOnlyCollection<DateTimeOffset>> WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await changes.RunAsync(this.GetPrimaryKeyString(), cancellationToken);
            if (batch.Events == 0)
                batch = await matcher.RunAsync(this.GetPrimaryKeyString(), cancellationToken);
            if (batch.Events == 0)
                return [];
            await wakes.WakeAsync(batch.Subscribers, cancellationToken);
        }
    }
}
