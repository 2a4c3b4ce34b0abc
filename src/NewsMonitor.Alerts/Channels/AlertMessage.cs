using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels;

/// <summary>All that a channel may tell of an alert.</summary>
/// <param name="Subscriptions">Those that asked.</param>
/// <param name="Articles">The story's latest, in the order of arrival.</param>
public sealed record AlertMessage(Alert Alert, IReadOnlyList<Subscription> Subscriptions, IReadOnlyList<Article> Articles);
