using NewsMonitor.Alerts.Zones;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels;

/// <summary>All that a channel may tell of an alert.</summary>
/// <param name="Subscriptions">Those that asked.</param>
/// <param name="Articles">The story's latest, in the order of arrival; empty where the alert is not of one story.</param>
public sealed record AlertMessage(Alert Alert, IReadOnlyList<Subscription> Subscriptions, IReadOnlyList<Article> Articles)
{
    /// <summary>Of an alert that tells of several stories: one message a story that its endpoint is told of, at most the option's number. Empty otherwise.</summary>
    public IReadOnlyList<AlertMessage> Parts { get; init; } = [];

    /// <summary>How many stories the endpoint is told of; more than <see cref="Parts"/> where they are too many to list. 1 for one story.</summary>
    public int Stories { get; init; } = 1;

    /// <summary>Of the times that people are told: that of the first subscription which names one.</summary>
    internal TimeZoneInfo Zone => LocalClock.Zone(Subscriptions.Select(s => s.TimeZone).FirstOrDefault(zone => zone is not null));
}
