using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Discord;
using NewsMonitor.Alerts.Channels.Feed;
using NewsMonitor.Alerts.Channels.Log;
using NewsMonitor.Alerts.Channels.Mail;
using NewsMonitor.Alerts.Channels.Ntfy;
using NewsMonitor.Alerts.Channels.Push;
using NewsMonitor.Alerts.Channels.Slack;
using NewsMonitor.Alerts.Channels.Teams;
using NewsMonitor.Alerts.Channels.Telegram;
using NewsMonitor.Alerts.Channels.Webhook;
using NewsMonitor.Alerts.Deliveries;
using NewsMonitor.Alerts.Grains;
using NewsMonitor.Alerts.Matching;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Alerts.Preview;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Alerts.Wishes;

namespace NewsMonitor.Alerts;

/// <summary>Registers this room.</summary>
public static class AlertServices
{
    /// <summary>
    /// Everything but what the rest of the program gives: <see cref="AlertOptions"/>, <see cref="IAlertStore"/>, <see cref="ISubscriptionStore"/>, <see cref="IStoryWishStore"/>,
    /// <see cref="IArticleCountries"/>, a <see cref="TimeProvider"/>, the grain runtime, and the guarded HTTP client <see cref="WebhookChannel.ClientName"/>.
    /// </summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddHttpClient();
        services.AddSingleton<AlertMetrics>();
        services.AddSingleton<ChannelHttp>();
        services.AddSingleton<IChannel, WebhookChannel>();
        services.AddSingleton<IChannel, LogChannel>();
        services.AddSingleton<IChannel, MailChannel>();
        services.AddSingleton<PushChannel>();
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<PushChannel>());
        services.AddSingleton<Unsubscribing>();
        services.AddSingleton<IChannel, SlackChannel>();
        services.AddSingleton<IChannel, DiscordChannel>();
        services.AddSingleton<IChannel, TeamsChannel>();
        services.AddSingleton<IChannel, TelegramChannel>();
        services.AddSingleton<IChannel, NtfyChannel>();
        services.AddSingleton<IChannel, FeedChannel>();
        services.AddSingleton<AlertChannels>();
        services.AddSingleton<ArticleTexts>();
        services.AddSingleton<CurrentSubscriptions>();
        services.AddSingleton<ChangeMatcher>();
        services.AddSingleton<StoryMatcher>();
        services.AddSingleton<AlertComposer>();
        services.AddSingleton<StoryJudge>();
        services.AddSingleton<StoryWishes>();
        services.AddSingleton<SubscriptionLookBack>();
        services.AddSingleton<QueryPreviewer>();
        services.AddSingleton<SubscriptionService>();
        services.AddSingleton<ISubscriberWakes, GrainSubscriberWakes>();
        // One an endpoint: it remembers what was attempted and not recorded yet.
        services.AddTransient<DeliveryRunner>();
        return services;
    }
}
