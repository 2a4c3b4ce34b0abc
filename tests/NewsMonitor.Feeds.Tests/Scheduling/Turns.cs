using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Feeds.Scheduling;

namespace NewsMonitor.Feeds.Tests.Scheduling;

/// <summary>The turns at all hosts, without grains: one shard that has no feeds of its own.</summary>
internal static class Turns
{
    public static PollScheduler Of(FeedOptions options, TimeProvider clock, FeedMetrics metrics) =>
        new(0, new DueFeeds(), (_, _) => throw new NotSupportedException(), options, clock, metrics, NullLogger.Instance);
}
