using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests;

/// <summary>Tests over the interfaces of the stores, which each database runs with its own.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    protected abstract IStores Stores { get; }

    protected IFeedStore Feeds => Stores.Feeds;

    protected IStoryStore Stories => Stores.Stories;

    protected IStoryChangeStore Changes => Stores.Changes;

    protected IStoryLinkStore Links => Stores.Links;

    protected ISubscriptionStore Subscriptions => Stores.Subscriptions;

    protected IAlertStore Alerts => Stores.Alerts;

    protected IDeliveryHistory Deliveries => Stores.Deliveries;

    protected IAlertHistory History => Stores.History;

    protected IArticleHistory ArticleHistory => Stores.ArticleHistory;

    protected IStoryWishStore Wishes => Stores.Wishes;

    protected IEventLog Log => Stores.Log;

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Stores.DisposeAsync();
}
