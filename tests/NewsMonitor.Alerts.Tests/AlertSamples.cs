using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests;

/// <summary>Small things that many tests need.</summary>
internal static class AlertSamples
{
    public static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    public static Subscription Subscription(
        string name, string subscriber = "desk", string query = "raimondo", int minSources = 1, params AlertEndpoint[] channels) => new()
        {
            Id = StableId.Create("sub", subscriber, name),
            Subscriber = subscriber,
            Name = name,
            Query = query,
            MinSources = minSources,
            Channels = channels.Length > 0 ? channels : [Endpoint("log", subscriber)],
            Created = Start,
        };

    public static StandingQuery Standing(string id, string query = "raimondo", string subscriber = "desk") => new(id, subscriber, query, Start);

    public static AlertEndpoint Endpoint(string type, string subscriber = "desk", string? url = null, string? secret = null) => new()
    {
        Id = StableId.Create("end", subscriber, type, url ?? ""),
        Subscriber = subscriber,
        Type = type,
        Url = url,
        Secret = secret,
    };

    public static Story Story(int independentSources = 1, string id = "story_call", string headline = "Raimondo and Wang hold phone call") => new()
    {
        Id = id,
        Language = "en",
        Headline = headline,
        State = StoryState.Open,
        FirstSeen = Start,
        Latest = Start,
        Articles = independentSources,
        Sources = independentSources,
        IndependentSources = independentSources,
    };

    public static SubscriptionMatch Match(Subscription subscription, string story = "story_call", DateTimeOffset? at = null) =>
        new(subscription.Id, subscription.Subscriber, story, "art_1", [$"{subscription.Query} in the title: Raimondo"], at ?? Start);

    public static Alert Alert(AlertOccasion occasion, int sources, DateTimeOffset at, string subscriber = "desk") => new()
    {
        Id = StableId.Create("alert", subscriber, "story_call", occasion.ToString()),
        Subscriber = subscriber,
        StoryId = "story_call",
        Occasion = occasion,
        Created = at,
        Subscriptions = [],
        Story = Story(sources),
        Why = [],
    };

    public static Article Article(string id, string title, string text = "", string source = "example.org", string language = "en") => new()
    {
        Id = id,
        FeedId = "feed_1",
        Identity = id,
        Source = source,
        Url = $"https://{source}/{id}",
        Title = title,
        Text = text,
        Language = language,
        Published = Start.AddMinutes(-5),
        FirstSeen = Start,
        Updated = Start,
        ContentHash = id,
    };
}
