using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests;

/// <summary>The stores of one database, which is gone when this is disposed of.</summary>
public interface IStores : IAsyncDisposable
{
    IFeedStore Feeds { get; }

    IWebSubStore WebSub { get; }

    IStoryStore Stories { get; }

    IStoryChangeStore Changes { get; }

    IStoryLinkStore Links { get; }

    ISubscriptionStore Subscriptions { get; }

    IAlertStore Alerts { get; }

    IDeliveryHistory Deliveries { get; }

    IUnusedEndpoints UnusedEndpoints { get; }

    IAlertHistory History { get; }

    IArticleHistory ArticleHistory { get; }

    /// <summary>How many steps the database's writer takes for some work: as many each time.</summary>
    Task<long> WorkOfAsync(Func<Task> work);

    IStoryWishStore Wishes { get; }

    IEventLog Log { get; }

    IApiKeyStore Keys { get; }

    IOwnerStore Owners { get; }

    IAnswerStore Answers { get; }

    /// <summary>Closes the database and opens it again, as a restart does.</summary>
    Task ReopenAsync();
}
