using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Feeds.Discovery;
using NewsMonitor.Feeds.Failing;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.FullText;
using NewsMonitor.Feeds.Identity;
using NewsMonitor.Feeds.Opml;
using NewsMonitor.Feeds.Polling;
using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds;

/// <summary>Registers this room.</summary>
public static class FeedServices
{
    /// <summary>
    /// Everything but what the rest of the program gives: <see cref="FeedOptions"/>, <see cref="IFeedStore"/>, <see cref="ILanguageTagger"/>,
    /// a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddFeeds(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<FeedMetrics>();
        services.AddSingleton<IHostTurns, ShardTurns>();
        services.AddSingleton(provider => new FeedFetcher(
            provider.GetRequiredService<FeedOptions>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IHostTurns>()));
        services.AddSingleton(provider => new ArticleFactory(provider.GetRequiredService<ILanguageTagger>(), provider.GetRequiredService<FeedOptions>().Articles));
        services.AddSingleton<OutageWatch>();
        services.AddSingleton<FeedReader>();
        services.AddSingleton(provider =>
        {
            var grains = provider.GetRequiredService<IGrainFactory>();
            Func<string, CancellationToken, Task<PollSummary?>> poll = (feed, token) => grains.GetGrain<IFeedGrain>(feed).PollAsync(force: true, token);
            return ActivatorUtilities.CreateInstance<PollNow>(provider, poll);
        });
        services.AddSingleton<StoryIndexWakes>();
        services.AddSingleton<PageReader>();
        services.AddSingleton<OpmlImporter>();
        services.AddSingleton<FeedDiscovery>();
        services.AddSingleton<WebSubTopics>();
        services.AddSingleton<HubClient>();
        services.AddSingleton(provider =>
        {
            var grains = provider.GetRequiredService<IGrainFactory>();
            Func<string, PushedDocument, CancellationToken, Task<PushSummary>> push = (feed, document, token) => grains.GetGrain<IFeedGrain>(feed).PushAsync(document, token);
            return ActivatorUtilities.CreateInstance<WebSubCallback>(provider, push);
        });
        // A grain's activation has its own: it remembers that it began.
        services.AddTransient<WebSubWorker>();
        return services;
    }
}
