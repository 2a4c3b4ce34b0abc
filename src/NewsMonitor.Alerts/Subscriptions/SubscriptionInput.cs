using NewsMonitor.Alerts.Channels;

namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>A subscription as a subscriber writes it; nothing is checked yet.</summary>
/// <param name="Subscriber">Who is told once per story, over all subscriptions with the same subscriber.</param>
/// <param name="Name">Unique among the subscriber's subscriptions.</param>
/// <param name="MinSources">Independent sources that a story needs; 1 when null.</param>
/// <param name="Delivery"><c>immediate</c>, also when null.</param>
/// <param name="TimeZone">An IANA zone; UTC when null.</param>
public sealed record SubscriptionInput(
    string? Subscriber,
    string? Name,
    string? Query,
    IReadOnlyList<ChannelInput>? Channels,
    int? MinSources = null,
    string? Delivery = null,
    string? TimeZone = null);

/// <summary>What a subscriber changes; null leaves a part as it is.</summary>
/// <param name="Channels">Replaces all channels; a given secret replaces the one that an endpoint has.</param>
public sealed record SubscriptionChange(
    string? Name = null,
    string? Query = null,
    IReadOnlyList<ChannelInput>? Channels = null,
    int? MinSources = null,
    string? TimeZone = null,
    bool? Paused = null);
