using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts;

/// <summary>
/// From story events to alerts on their way. Every method that writes is one transaction and throws
/// <see cref="StoreUnavailableException"/> when the database cannot take it; then nothing of it was stored.
/// </summary>
public interface IAlertStore
{
    // Step 1, matching: pending story events become matches and judgements that are due.

    Task<IReadOnlyList<string>> LanguagesWithEventsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The oldest change of stories of a language that the alerts have not followed yet; null for none. Until they have, nobody is told of its
    /// stories.
    /// </summary>
    Task<PendingChange?> PendingChangeAsync(string language, CancellationToken cancellationToken);

    /// <summary>Articles that the story of a split or move had before it, with the stories that they belong to now, in the order of arrival.</summary>
    Task<Page<StoryArticle>> ChangedArticlesAsync(StoryChange change, PageRequest page, CancellationToken cancellationToken);

    /// <summary>
    /// Follows a change: matches and what was told go with their articles (after a merge with the story), the matches given here are added where a
    /// subscription has none yet in the story, and the subscribers with matches in one of the stories are to be judged.
    /// Who was told of the story that articles left stays told of it if its alert had shown another one that stayed and is matched here.
    /// A change that was followed already changes nothing.
    /// </summary>
    /// <param name="change">The oldest that was not followed yet.</param>
    /// <param name="matches">All matches of the articles that the story had, in the order of arrival; those of a subscription and story become one.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Subscribers with something to judge: whom to wake.</returns>
    Task<IReadOnlyList<string>> StoreChangeAsync(
        StoryChange change, IReadOnlyList<SubscriptionMatch> matches, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Pending story events of a language with their articles, oldest first.</summary>
    Task<IReadOnlyList<PendingEvent>> PendingEventsAsync(string language, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Of articles, by their ids, the subscriptions that have a match of the story that the article belongs to by now which asks nothing of it: to these
    /// the article's own match would add nothing. Articles without any are left out.
    /// </summary>
    Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> MatchedAlreadyAsync(IReadOnlyCollection<string> articles, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the first match of each subscription and story, makes a judgement due for every subscriber who has a match for one of the
    /// events' stories (now or earlier), and removes the events. A match is written for the story that its
    /// article belongs to by now; that of a subscription that no longer exists is not written. A later match that asks less of the story loosens what the
    /// first asks of it.
    /// </summary>
    /// <param name="events">Sequences of the events that were matched; may be empty.</param>
    /// <returns>Subscribers with something to judge: whom to wake.</returns>
    Task<IReadOnlyList<string>> StoreMatchesAsync(
        IReadOnlyList<long> events, IReadOnlyList<SubscriptionMatch> matches, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Articles of stories that are still open that arrived at or after <paramref name="since"/>, newest first: what a new subscription looks
    /// back on.
    /// </summary>
    Task<IReadOnlyList<PendingEvent>> RecentAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken);

    // Step 2, judging: matches become alerts and deliveries.

    Task<IReadOnlyList<string>> SubscribersWithDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>What has to be judged now for a subscriber, with everything that the judgement needs.</summary>
    /// <param name="articles">Articles that each judgement brings at most: the story's latest.</param>
    Task<IReadOnlyList<Judgement>> DueJudgementsAsync(string subscriber, DateTimeOffset now, int limit, int articles, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the alert (if any) with its deliveries, and until when the judgement is held (null removes it), conditional on the judgement's
    /// version and on that its story was not merged, split or given articles since. A first alert of a story that was told is not written, nor one that is
    /// there by its id. A delivery to an endpoint that is disabled by now is written as cancelled. A judgement that is held again is held since the first time. What
    /// matches reached is kept with them as long as the story is held.
    /// </summary>
    /// <returns>False when the judgement changed meanwhile: nothing was written, judge again.</returns>
    Task<bool> StoreDecisionAsync(
        Judgement judgement, Alert? alert, IReadOnlyList<Delivery> deliveries, AlertHold? hold, CancellationToken cancellationToken);

    /// <summary>
    /// Remembers for subscriptions that the story as it is was dropped, conditional as <see cref="StoreDecisionAsync"/> is; the judgement stays due. Forgotten
    /// when the query changes.
    /// </summary>
    /// <returns>False when the judgement changed meanwhile: nothing was written, judge again.</returns>
    Task<bool> StoreDropAsync(Judgement judgement, IReadOnlyList<string> subscriptions, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Makes everything due now that is held for a digest or by quiet hours of a subscriber, who has changed them.</summary>
    /// <returns>Whether there is any.</returns>
    Task<bool> JudgeAgainAsync(string subscriber, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Makes all open stories due that a subscription matches, however long ago: it was changed, and may ask now for what it did not.</summary>
    /// <returns>Whether there is any.</returns>
    Task<bool> JudgeMatchedAsync(string subscriptionId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>What of a subscriber is held under a key and due, the longest due first; what a change still holds up is left out.</summary>
    /// <param name="articles">As for <see cref="DueJudgementsAsync"/>.</param>
    Task<IReadOnlyList<Judgement>> DueTogetherAsync(
        string subscriber, string together, DateTimeOffset now, int limit, int articles, CancellationToken cancellationToken);

    /// <summary>What of a subscriber is gathered and not told yet.</summary>
    Task<IReadOnlyList<GatheredStories>> GatheredAsync(string subscriber, CancellationToken cancellationToken);

    /// <summary>What the alert needs that tells of what was gathered.</summary>
    /// <param name="articles">As for <see cref="DueJudgementsAsync"/>.</param>
    Task<GatheredAlerts> GatheredAlertsAsync(GatheredStories gathered, int articles, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a batch of alerts of one story each without deliveries, and removes their judgements: all of it, or nothing. Conditional on the judgements as
    /// <see cref="StoreTogetherAsync"/> is, and on that nobody else gathered meanwhile.
    /// </summary>
    /// <param name="parts">At least one.</param>
    /// <param name="gathered">With them; its version is that from before.</param>
    /// <returns>False when something changed meanwhile or the alert that tells of them is there: nothing was written, judge again.</returns>
    Task<bool> GatherAsync(IReadOnlyList<(Judgement Judgement, Alert Alert)> parts, GatheredStories gathered, CancellationToken cancellationToken);

    /// <summary>
    /// Writes alerts of one story each without deliveries, and the one that tells of them with its deliveries, and removes their judgements: all of it, or
    /// nothing. Conditional on all judgements as <see cref="StoreDecisionAsync"/> is on one, and on that the alert that tells of them is not there.
    /// </summary>
    /// <param name="parts">At least one, unless some were gathered.</param>
    /// <param name="gathered">What was written before of what it tells of, as it was read; gathered no more then. Null where nothing was.</param>
    /// <returns>False when something changed meanwhile or the alert is there: nothing was written, judge again.</returns>
    Task<bool> StoreTogetherAsync(
        IReadOnlyList<(Judgement Judgement, Alert Alert)> parts,
        Alert together,
        IReadOnlyList<Delivery> deliveries,
        GatheredStories? gathered,
        CancellationToken cancellationToken);

    /// <summary>Alerts that were delivered to a subscriber on their own since a time: parts of others and notices are not counted.</summary>
    Task<int> SentSinceAsync(string subscriber, DateTimeOffset since, CancellationToken cancellationToken);

    // Step 3, delivering.

    Task<IReadOnlyList<string>> EndpointsWithDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>With its secret: for delivering only.</summary>
    Task<AlertEndpoint?> FindEndpointAsync(string endpointId, CancellationToken cancellationToken);

    /// <summary>Pending deliveries of an endpoint that are due, longest due first.</summary>
    Task<IReadOnlyList<Delivery>> DueDeliveriesAsync(string endpointId, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Pending deliveries of an endpoint, due or not, in the order of their alerts.</summary>
    Task<IReadOnlyList<Delivery>> QueuedDeliveriesAsync(string endpointId, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// What the channel calls the message that last told this delivery's endpoint of the same story before it, as the stories are now (after a
    /// merge of either half); null when there is none, or when a later alert has changed that message since.
    /// </summary>
    Task<string?> PreviousReferenceAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>What an attempt begins with; null when the endpoint is not there. It writes nothing.</summary>
    Task<AttemptStart?> StartAttemptAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>
    /// Records an attempt, the delivery's new state and the endpoint's health, conditional on the number of attempts before it. A delivery that
    /// was cancelled meanwhile stays so unless the attempt delivered it. One of which more replays were asked for than <see cref="Delivery.Replays"/> says is
    /// due again at once, however the attempt ended.
    /// </summary>
    /// <returns>False when somebody else recorded this attempt: nothing was written.</returns>
    Task<bool> StoreAttemptAsync(Delivery after, DeliveryAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Whom an endpoint delivers for, and where else they can be told of it.</summary>
    /// <param name="limit">Other endpoints at most.</param>
    Task<EndpointOwner> EndpointOwnerAsync(string endpointId, int limit, CancellationToken cancellationToken);

    /// <summary>Disables an endpoint and cancels what is pending for it.</summary>
    Task DisableEndpointAsync(string endpointId, string reason, CancellationToken cancellationToken);

    /// <summary>
    /// The same, and in the same transaction writes the alert that tells its owner so, unless it was disabled before. What is ended by whoever it goes to is ended
    /// for that reason from then on, whatever it was disabled for.
    /// </summary>
    /// <param name="notice">With its <see cref="Alert.Notice"/>.</param>
    /// <param name="deliveries">Of the notice, to other endpoints; may be empty.</param>
    /// <param name="attempted">The endpoint that did not take deliveries: written anew since, it is not disabled. Null where it is ended by whoever it goes to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it was disabled before, ended for this reason before, or written anew since.</returns>
    Task<bool> DisableEndpointAsync(Alert notice, IReadOnlyList<Delivery> deliveries, AlertEndpoint? attempted, CancellationToken cancellationToken);

    /// <summary>Takes an endpoint into use again, in good health. What was cancelled meanwhile stays cancelled and can be replayed.</summary>
    /// <param name="endpointId">The endpoint.</param>
    /// <param name="reason">What it is disabled for, as far as the caller knows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False, with nothing changed, when it is disabled for another reason by now.</returns>
    Task<bool> EnableEndpointAsync(string endpointId, string reason, CancellationToken cancellationToken);

    // Reading.

    Task<Alert?> FindAsync(string alertId, CancellationToken cancellationToken);

    /// <summary>Alerts, newest first; of a story those that told of what is this story now.</summary>
    Task<Page<Alert>> ListAsync(string? subscriber, string? storyId, PageRequest page, CancellationToken cancellationToken);

    /// <summary>An alert's deliveries, their endpoints without secrets.</summary>
    Task<IReadOnlyList<DeliveryRecord>> DeliveriesAsync(string alertId, CancellationToken cancellationToken);

    Task<AlertCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
