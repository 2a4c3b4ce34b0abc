using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Server.Wiring;

/// <summary>Wakes the grains that have work. A wake carries no facts: losing one costs a sweep, sending one too many costs a look.</summary>
internal sealed class PipelineWakes(IGrainFactory grains, IStoryStore stories, IStoryLinkStore links, IStoryChangeStore changes, IAlertStore alerts, TimeProvider clock, FeedOptions feeds)
{
    /// <summary>A feed was added or goes on: its scheduler shard looks for it now.</summary>
    public Task FeedDueAsync(Feed feed, CancellationToken cancellationToken) =>
        Scheduler(HostShard.Bucket(HostShard.Host(feed.Url)) % feeds.SchedulerShards).WakeAsync(cancellationToken);

    /// <summary>The steps of the pipeline, each of which wakes every key that has work in it.</summary>
    public IReadOnlyList<(string Step, Func<CancellationToken, Task> WakeAsync)> Steps =>
    [
        ("polling", async token =>
        {
            for (var shard = 0; shard < feeds.SchedulerShards; shard++)
                await Scheduler(shard).WakeAsync(token);
        }),
        ("subscribing at hubs", async token =>
        {
            if (feeds.WebSub.PublicUrl is not null)
                await grains.GetGrain<IWebSubGrain>(IWebSubGrain.Key).WakeAsync(token);
        }),
        ("clustering", async token =>
        {
            var waiting = await stories.PendingLanguagesAsync(token);
            foreach (var language in waiting.Union(await changes.LanguagesToReviewAsync(clock.GetUtcNow(), token)))
                await grains.GetGrain<IStoryIndexGrain>(language).WakeAsync(token);
        }),
        ("linking", async token =>
        {
            if (await links.HasWorkAsync(token))
                await grains.GetGrain<IStoryLinkGrain>(IStoryLinkGrain.Key).WakeAsync(token);
        }),
        ("matching", async token =>
        {
            foreach (var language in await alerts.LanguagesWithEventsAsync(token))
                await grains.GetGrain<IStoryMatchGrain>(language).WakeAsync(token);
        }),
        ("judging", async token =>
        {
            foreach (var subscriber in await alerts.SubscribersWithDueAsync(clock.GetUtcNow(), token))
                await grains.GetGrain<ISubscriberGrain>(subscriber).WakeAsync(token);
        }),
        ("delivering", async token =>
        {
            foreach (var endpoint in await alerts.EndpointsWithDueAsync(clock.GetUtcNow(), token))
                await grains.GetGrain<IEndpointGrain>(endpoint).WakeAsync(token);
        }),
    ];

    private IPollSchedulerGrain Scheduler(int shard) => grains.GetGrain<IPollSchedulerGrain>(shard);
}
