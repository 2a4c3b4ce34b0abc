using NewsMonitor.Alerts.Channels;

namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>A subscription as a subscriber writes it; nothing is checked yet.</summary>
/// <param name="Subscriber">Who is told once per story, over all subscriptions with the same subscriber.</param>
/// <param name="Name">Unique among the subscriber's subscriptions.</param>
/// <param name="MinSources">Independent sources that a story needs; 1 when null.</param>
/// <param name="Delivery"><c>immediate</c> (also when null), <c>hourly</c>, <c>daily</c> or <c>weekly</c>.</param>
/// <param name="TimeZone">An IANA zone; UTC when null.</param>
public sealed record SubscriptionInput(
    string? Subscriber,
    string? Name,
    string? Query,
    IReadOnlyList<ChannelInput>? Channels,
    int? MinSources = null,
    string? Delivery = null,
    string? TimeZone = null)
{
    /// <summary>For a daily or weekly digest: local time, <c>08:00</c>; the option's when null.</summary>
    public string? DigestAt { get; init; }

    /// <summary>For a weekly digest: <c>monday</c>; the option's when null.</summary>
    public string? DigestDay { get; init; }

    /// <summary>None when null.</summary>
    public QuietHoursInput? QuietHours { get; init; }
}

/// <summary>What a subscriber changes; null leaves a part as it is.</summary>
/// <param name="Channels">Replaces all channels; a given secret replaces the one that an endpoint has.</param>
public sealed record SubscriptionChange(
    string? Name = null,
    string? Query = null,
    IReadOnlyList<ChannelInput>? Channels = null,
    int? MinSources = null,
    string? TimeZone = null,
    bool? Paused = null)
{
    /// <inheritdoc cref="SubscriptionInput.Delivery"/>
    public string? Delivery { get; init; }

    /// <inheritdoc cref="SubscriptionInput.DigestAt"/>
    public string? DigestAt { get; init; }

    /// <inheritdoc cref="SubscriptionInput.DigestDay"/>
    public string? DigestDay { get; init; }

    /// <summary>Replaces all of them; mode <c>none</c> to have none.</summary>
    public QuietHoursInput? QuietHours { get; init; }
}
