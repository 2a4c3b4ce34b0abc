using NewsMonitor.Alerts.Queries;
using NewsMonitor.Feeds;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Server.Health;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Wiring;

/// <summary>What the rooms need of one another or of the outside, and cannot reach themselves.</summary>
internal static class Rooms
{
    /// <summary>Name of the client that webhooks are sent with.</summary>
    public const string WebhookClient = "NewsMonitor.Webhook";

    public static IServiceCollection AddRoomAdapters(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<ILanguageTagger, LanguageTagger>();
        services.AddSingleton<IArticleCountries, CountryReader>();
        // Subscribers choose where webhooks go: their addresses are guarded as those of feeds are.
        services.AddHttpClient(WebhookClient)
            // At any level: the URLs of webhooks and chats are what opens them.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => GuardedHttpHandler.Create(settings.Alerts.AllowPrivateNetworks))
            // The handler renews its own connections.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        return services;
    }

    /// <summary>What wakes the grains, and says whether all is well.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<PipelineWakes>()
        .AddSingleton<Readiness>()
        .AddHostedService<PipelinePings>();
}
