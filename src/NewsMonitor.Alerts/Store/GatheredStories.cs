using NewsMonitor.Model;

namespace NewsMonitor.Alerts;

/// <summary>
/// What one window holds and is too much to be told at once: the stories whose own alerts are written already, batch by batch, while the alert that tells of them together
/// is not. However many they are, it keeps no more of them than are listed.
/// </summary>
/// <param name="Key">Under which they were held.</param>
public sealed record GatheredStories(string Subscriber, string Key)
{
    /// <summary>Counts the batches; 0 before the first.</summary>
    public long Version { get; init; }

    /// <summary>How many they are.</summary>
    public int Stories { get; init; }

    /// <summary>Ids of the subscriptions that asked for any of them.</summary>
    public string[] Subscriptions { get; init; } = [];

    /// <summary>For people: why they were held.</summary>
    public string[] Reasons { get; init; } = [];

    /// <summary>Ids of the alerts of the first of them.</summary>
    public string[] Parts { get; init; } = [];

    /// <summary>What each endpoint is to be told of.</summary>
    public GatheredEndpoint[] Endpoints { get; init; } = [];
}

/// <param name="Id">The endpoint's.</param>
/// <param name="Stories">How many stories it is told of.</param>
/// <param name="Listed">Ids of the alerts of the first of them.</param>
public sealed record GatheredEndpoint(string Id, int Stories, string[] Listed);

/// <summary>What the alert needs that tells of gathered stories.</summary>
/// <param name="Subscriptions">Those of <see cref="GatheredStories.Subscriptions"/> that are there still.</param>
/// <param name="Listed">The alerts that the endpoints list, in the order of writing, with the latest articles of their stories.</param>
/// <param name="Endpoints">
/// <see cref="GatheredStories.Endpoints"/>; where the subscriptions have left one of those since, what each endpoint that they have now is to be told of instead.
/// </param>
public sealed record GatheredAlerts(
    IReadOnlyList<Subscription> Subscriptions, IReadOnlyList<(Alert Alert, IReadOnlyList<Article> Articles)> Listed, GatheredEndpoint[] Endpoints)
{
    public static GatheredAlerts None { get; } = new([], [], []);
}
