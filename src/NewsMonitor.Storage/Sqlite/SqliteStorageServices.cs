using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Registers the embedded database and every store on it.</summary>
public static class SqliteStorageServices
{
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, SqliteStorageOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider => SqliteDatabase.Open(provider.GetRequiredService<SqliteStorageOptions>()));
        services.AddSingleton<IEventLog, SqliteEventLog>();
        services.AddSingleton<IFeedStore, SqliteFeedStore>();
        services.AddSingleton<IPageStore, SqlitePageStore>();
        services.AddSingleton<IWebSubStore, SqliteWebSubStore>();
        services.AddSingleton<IStoryStore, SqliteStoryStore>();
        services.AddSingleton<IStoryChangeStore, SqliteStoryChangeStore>();
        services.AddSingleton<IStoryLinkStore, SqliteStoryLinkStore>();
        services.AddSingleton<IDatabaseProbe, SqliteProbe>();
        services.AddSingleton<IApiKeyStore, SqliteApiKeyStore>();
        services.AddSingleton<IOwnerStore, SqliteOwnerStore>();
        services.AddSingleton<IAnswerStore, SqliteAnswerStore>();
        services.AddSingleton<ISubscriptionStore, SqliteSubscriptionStore>();
        services.AddSingleton<IAlertStore, SqliteAlertStore>();
        services.AddSingleton<IArticleHistory, SqliteArticleHistory>();
        services.AddSingleton<IDeliveryHistory, SqliteDeliveryHistory>();
        services.AddSingleton<IUnusedEndpoints, SqliteUnusedEndpoints>();
        services.AddSingleton<IAlertHistory, SqliteAlertHistory>();
        services.AddSingleton<IStoryWishStore, SqliteStoryWishStore>();
        return services;
    }
}
