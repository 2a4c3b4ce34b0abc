using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts;

/// <summary>An article that joined a story, with what a query may ask of it.</summary>
public sealed record PendingEvent(StoryEvent Event, Article Article)
{
    /// <summary>Null when its feed is watched no more.</summary>
    public ArticleFeed? Feed { get; init; }
}

/// <summary>A merge, split or move of stories that matches, judgements and what was told do not show yet.</summary>
/// <param name="Subscriptions">Those that have a match in one of the two stories.</param>
public sealed record PendingChange(StoryChange Change, IReadOnlySet<string> Subscriptions);

/// <summary>An article with the story that it belongs to now.</summary>
public sealed record StoryArticle(Article Article, string StoryId)
{
    /// <inheritdoc cref="PendingEvent.Feed"/>
    public ArticleFeed? Feed { get; init; }
}

/// <summary>
/// That a subscription's query holds for an article of a story, or will if the story is as asked. Of a story the first one is kept, and asks of the
/// story what any of them would be content with.
/// </summary>
/// <param name="Why">For people: the terms that matched and where.</param>
public sealed record SubscriptionMatch(string SubscriptionId, string Subscriber, string StoryId, string ArticleId, string[] Why, DateTimeOffset At)
{
    /// <summary>What the story has to be for the subscription to ask, <see cref="Queries.Residual"/>; empty for nothing.</summary>
    public string Residual { get; init; } = Queries.Residual.None;

    /// <summary>Articles an hour with which it asked while its story was held: it asks with them still. Null when it was not held, or asks for no velocity.</summary>
    public int? Reached { get; init; }

    /// <summary>
    /// The version of the subscriptions (<see cref="ISubscriptionStore.VersionAsync"/>) whose queries were asked. A match of a subscription that was
    /// changed after it is not stored: it would tell by a query that nobody has any more.
    /// </summary>
    public long Version { get; init; } = long.MaxValue;

    /// <summary>Two matches of a subscription and story as one: the earlier, unless only the later asks for as little as both together.</summary>
    public SubscriptionMatch With(SubscriptionMatch other)
    {
        var (earlier, later) = other.At < At ? (other, this) : (this, other);
        var residual = Queries.Residual.Or(earlier.Residual, later.Residual);
        return (residual != earlier.Residual && residual == later.Residual ? later : earlier) with { Residual = residual, At = earlier.At, Reached = Reached > other.Reached ? Reached : other.Reached ?? Reached };
    }
}

/// <summary>A story to be judged for a subscriber, and all that the judgement needs.</summary>
/// <param name="Version">Different after every change of the pending row, and after its removal and return; a decision is conditional on it.</param>
/// <param name="Matches">This subscriber's matches of the story whose subscriptions still exist and are not paused, with them.</param>
/// <param name="Told">Alerts of this subscriber on what is this story now, oldest first: after a merge those of both halves.</param>
/// <param name="Articles">The story's articles, in the order of arrival, at most the option's number of the latest.</param>
public sealed record Judgement(
    string Subscriber,
    Story Story,
    long Version,
    DateTimeOffset Due,
    IReadOnlyList<(Subscription Subscription, SubscriptionMatch Match)> Matches,
    IReadOnlyList<Alert> Told,
    IReadOnlyList<Article> Articles)
{
    /// <summary>New facts by which the story has developed, oldest first; none of them from a copy.</summary>
    public IReadOnlyList<NewFacts> NewFacts { get; init; } = [];

    /// <summary>The story's highest assignment when this was read: what is assigned later, the judgement does not know.</summary>
    public long Assignment { get; init; }

    /// <summary>How it was held until now; null when it was not.</summary>
    public HeldJudgement? Held { get; init; }

    /// <summary>That quiet hours dropped the story, by the id of the subscription.</summary>
    public IReadOnlyDictionary<string, DroppedStory> Dropped { get; init; } = new Dictionary<string, DroppedStory>();

    /// <summary>Changes by which what was told is no longer right, oldest first, and of which the subscriber was not told yet.</summary>
    public IReadOnlyList<StoryCorrection> Corrections { get; init; } = [];

    /// <summary>What the subscriber knows of the story as it is now; null where the alerts say that, because it was not merged, split or moved since.</summary>
    public KnownStory? Known { get; init; }

    /// <summary>Languages of the story and of those that are linked to it. Found out where a match asks something of the story, else 1.</summary>
    public int Languages { get; init; } = 1;

    /// <summary>Articles of the story that are no copies and joined within the hour before. Found out where a match asks something of the story, else 0.</summary>
    public int Velocity { get; init; }

    /// <summary>What somebody said of the whole story; null when nobody did or the subscriber was told of that.</summary>
    public StoryRetraction? Retraction { get; init; }

    /// <summary>Articles that joined since the subscriber was told and by whose titles an outlet takes back or corrects what it reported; oldest first.</summary>
    public IReadOnlyList<RetractingArticle> Retracting { get; init; } = [];

    /// <summary>That the subscriber muted the story; null when not.</summary>
    public StoryMute? Mute { get; init; }
}

/// <summary>An article that takes back or corrects.</summary>
/// <param name="At">When it joined the story (our clock).</param>
public sealed record RetractingArticle(string Source, string Title, DateTimeOffset At);

/// <summary>That nothing was told at an earlier judgement.</summary>
/// <param name="Since">When it was first held.</param>
/// <param name="Until">Until when it was held at last; an event may have it judged before.</param>
/// <param name="Reason">Why it was held at last.</param>
/// <param name="Together">The key under which it was held at last, if any.</param>
public sealed record HeldJudgement(DateTimeOffset Since, DateTimeOffset Until, string Reason, string? Together);

/// <summary>
/// What is no news to a subscriber of a story that was changed: what alerts had shown, wherever that was, and what came with the other half of a merge to what was
/// told. What left the story is not counted.
/// </summary>
/// <param name="Sources">Independent ones.</param>
/// <param name="Assignments">The articles, by their numbers in the order of assignments.</param>
public sealed record KnownStory(int Sources, IReadOnlySet<long> Assignments);

/// <summary>A change by which what was told of a story is no longer right.</summary>
/// <param name="From">Headline of the story that articles left, as it is now.</param>
/// <param name="To">Headline of the story that they went to, as it is now.</param>
public sealed record StoryCorrection(StoryChange Change, string From, string To);

/// <summary>Facts that an article brought to its story, which developed by them.</summary>
/// <param name="Source">The outlet.</param>
/// <param name="At">When the article joined the story (our clock).</param>
/// <param name="Facts">For people: <c>new: 23 dead (before: 9)</c>.</param>
/// <param name="Assignment">The article's number in the order of assignments.</param>
public sealed record NewFacts(string Source, DateTimeOffset At, string[] Facts, long Assignment);

/// <summary>What is known when an attempt begins: a batch may take minutes from when its deliveries were read.</summary>
/// <param name="Endpoint">As it is now.</param>
/// <param name="Replays">See <see cref="Delivery.Replays"/>; what is asked for from here on, this attempt does not answer.</param>
public sealed record AttemptStart(AlertEndpoint Endpoint, int Replays);

/// <summary>A delivery with its endpoint and attempts, oldest first.</summary>
public sealed record DeliveryRecord(Delivery Delivery, AlertEndpoint Endpoint, IReadOnlyList<DeliveryAttempt> Attempts);

/// <param name="Subscriptions">Those that deliver at an endpoint.</param>
/// <param name="Others">The subscriber's other endpoints that are in use: first those that do not fail, then those of another channel, then those that share a subscription.</param>
public sealed record EndpointOwner(IReadOnlyList<Subscription> Subscriptions, IReadOnlyList<AlertEndpoint> Others);

/// <param name="OldestEvent">When the oldest story event that is not matched yet was written; null when there is none.</param>
/// <param name="OldestUndelivered">When the oldest pending delivery was written; null when there is none.</param>
public sealed record AlertCounts(
    long Subscriptions, long Alerts, long PendingEvents, DateTimeOffset? OldestEvent, long PendingDeliveries, DateTimeOffset? OldestUndelivered, long Dead, long DisabledEndpoints);
