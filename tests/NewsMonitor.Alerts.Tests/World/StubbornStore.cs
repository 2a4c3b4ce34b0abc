using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>A store whose database takes no attempts while it is told to refuse; everything else goes through.</summary>
internal sealed class StubbornStore(IAlertStore store) : IAlertStore
{
    public bool Refuses { get; set; }

    /// <summary>All that was to be written.</summary>
    public List<SubscriptionMatch> Matches { get; } = [];

    /// <summary>How often it was read what is due to be judged.</summary>
    public int DueReads { get; private set; }

    /// <summary>What happens before matches are written.</summary>
    public Func<Task> Storing { get; set; } = () => Task.CompletedTask;

    /// <summary>What happens before recent articles are read.</summary>
    public Func<Task> Looking { get; set; } = () => Task.CompletedTask;

    /// <summary>What happens before an endpoint is taken into use again.</summary>
    public Func<Task> Enabling { get; set; } = () => Task.CompletedTask;

    public Task<IReadOnlyList<string>> LanguagesWithEventsAsync(
        CancellationToken cancellationToken) =>
        store.LanguagesWithEventsAsync(cancellationToken);

    public Task<IReadOnlyList<PendingEvent>> PendingEventsAsync(
        string language, int limit, CancellationToken cancellationToken) =>
        store.PendingEventsAsync(language, limit, cancellationToken);

    public Task<PendingChange?> PendingChangeAsync(string language, CancellationToken cancellationToken) =>
        store.PendingChangeAsync(language, cancellationToken);

    public Task<Page<StoryArticle>> ChangedArticlesAsync(StoryChange change, PageRequest page, CancellationToken cancellationToken) =>
        store.ChangedArticlesAsync(change, page, cancellationToken);

    public async Task<IReadOnlyList<string>> StoreChangeAsync(
        StoryChange change, IReadOnlyList<SubscriptionMatch> matches, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Storing();
        return await store.StoreChangeAsync(change, matches, now, cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> MatchedAlreadyAsync(IReadOnlyCollection<string> articles, CancellationToken cancellationToken) =>
        store.MatchedAlreadyAsync(articles, cancellationToken);

    public async Task<IReadOnlyList<string>> StoreMatchesAsync(
        IReadOnlyList<long> events, IReadOnlyList<SubscriptionMatch> matches, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Matches.AddRange(matches);
        await Storing();
        return await store.StoreMatchesAsync(events, matches, now, cancellationToken);
    }

    public async Task<IReadOnlyList<PendingEvent>> RecentAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        await Looking();
        return await store.RecentAsync(since, limit, cancellationToken);
    }

    public Task<IReadOnlyList<string>> SubscribersWithDueAsync(
        DateTimeOffset now, CancellationToken cancellationToken) =>
        store.SubscribersWithDueAsync(now, cancellationToken);

    public Task<IReadOnlyList<Judgement>> DueJudgementsAsync(
        string subscriber, DateTimeOffset now, int limit, int articles, CancellationToken cancellationToken)
    {
        DueReads++;
        return store.DueJudgementsAsync(subscriber, now, limit, articles, cancellationToken);
    }

    public Task<bool> StoreDecisionAsync(
        Judgement judgement, Alert? alert, IReadOnlyList<Delivery> deliveries, AlertHold? hold, CancellationToken cancellationToken) =>
        store.StoreDecisionAsync(judgement, alert, deliveries, hold, cancellationToken);

    public Task<bool> StoreDropAsync(Judgement judgement, IReadOnlyList<string> subscriptions, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.StoreDropAsync(judgement, subscriptions, now, cancellationToken);

    public Task<bool> JudgeAgainAsync(string subscriber, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.JudgeAgainAsync(subscriber, now, cancellationToken);

    public Task<bool> JudgeMatchedAsync(string subscriptionId, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.JudgeMatchedAsync(subscriptionId, now, cancellationToken);

    public Task<IReadOnlyList<Judgement>> DueTogetherAsync(
        string subscriber, string together, DateTimeOffset now, int limit, int articles, CancellationToken cancellationToken) =>
        store.DueTogetherAsync(subscriber, together, now, limit, articles, cancellationToken);

    public Task<IReadOnlyList<GatheredStories>> GatheredAsync(string subscriber, CancellationToken cancellationToken) =>
        store.GatheredAsync(subscriber, cancellationToken);

    public Task<GatheredAlerts> GatheredAlertsAsync(GatheredStories gathered, int articles, CancellationToken cancellationToken) =>
        store.GatheredAlertsAsync(gathered, articles, cancellationToken);

    public Task<bool> GatherAsync(IReadOnlyList<(Judgement Judgement, Alert Alert)> parts, GatheredStories gathered, CancellationToken cancellationToken) =>
        store.GatherAsync(parts, gathered, cancellationToken);

    public Task<bool> StoreTogetherAsync(
        IReadOnlyList<(Judgement Judgement, Alert Alert)> parts,
        Alert together,
        IReadOnlyList<Delivery> deliveries,
        GatheredStories? gathered,
        CancellationToken cancellationToken) =>
        store.StoreTogetherAsync(parts, together, deliveries, gathered, cancellationToken);

    public Task<int> SentSinceAsync(string subscriber, DateTimeOffset since, CancellationToken cancellationToken) =>
        store.SentSinceAsync(subscriber, since, cancellationToken);

    public Task<IReadOnlyList<string>> EndpointsWithDueAsync(
        DateTimeOffset now, CancellationToken cancellationToken) =>
        store.EndpointsWithDueAsync(now, cancellationToken);

    public Task<AlertEndpoint?> FindEndpointAsync(
        string endpointId, CancellationToken cancellationToken) =>
        store.FindEndpointAsync(endpointId, cancellationToken);

    public Task<IReadOnlyList<Delivery>> DueDeliveriesAsync(
        string endpointId, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        store.DueDeliveriesAsync(endpointId, now, limit, cancellationToken);

    public Task<string?> PreviousReferenceAsync(
        Delivery delivery, CancellationToken cancellationToken) =>
        store.PreviousReferenceAsync(delivery, cancellationToken);

    public Task<AttemptStart?> StartAttemptAsync(Delivery delivery, CancellationToken cancellationToken) => store.StartAttemptAsync(delivery, cancellationToken);

    public Task<bool> StoreAttemptAsync(Delivery after, DeliveryAttempt attempt, CancellationToken cancellationToken) =>
        Refuses ? throw new StoreUnavailableException("The disk is full.") : store.StoreAttemptAsync(after, attempt, cancellationToken);

    public Task<IReadOnlyList<Delivery>> QueuedDeliveriesAsync(string endpointId, int limit, CancellationToken cancellationToken) =>
        store.QueuedDeliveriesAsync(endpointId, limit, cancellationToken);

    public Task<EndpointOwner> EndpointOwnerAsync(string endpointId, int limit, CancellationToken cancellationToken) =>
        store.EndpointOwnerAsync(endpointId, limit, cancellationToken);

    public Task<bool> DisableEndpointAsync(Alert notice, IReadOnlyList<Delivery> deliveries, AlertEndpoint? attempted, CancellationToken cancellationToken) =>
        store.DisableEndpointAsync(notice, deliveries, attempted, cancellationToken);

    public Task DisableEndpointAsync(
        string endpointId, string reason, CancellationToken cancellationToken) =>
        store.DisableEndpointAsync(endpointId, reason, cancellationToken);

    public async Task<bool> EnableEndpointAsync(string endpointId, string reason, CancellationToken cancellationToken)
    {
        await Enabling();
        return await store.EnableEndpointAsync(endpointId, reason, cancellationToken);
    }

    public Task<Alert?> FindAsync(
        string alertId, CancellationToken cancellationToken) =>
        store.FindAsync(alertId, cancellationToken);

    public Task<Page<Alert>> ListAsync(
        string? subscriber, string? storyId, PageRequest page, CancellationToken cancellationToken) =>
        store.ListAsync(subscriber, storyId, page, cancellationToken);

    public Task<IReadOnlyList<DeliveryRecord>> DeliveriesAsync(
        string alertId, CancellationToken cancellationToken) =>
        store.DeliveriesAsync(alertId, cancellationToken);

    public Task<AlertCounts> CountAsync(
        DateTimeOffset now, CancellationToken cancellationToken) =>
        store.CountAsync(now, cancellationToken);
}
