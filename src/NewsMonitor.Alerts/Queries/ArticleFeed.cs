namespace NewsMonitor.Alerts.Queries;

/// <summary>The feed of an article, as far as queries ask of it.</summary>
/// <param name="Title">The operator's, else the feed's own; null when it has none.</param>
/// <param name="Url">Its address.</param>
/// <param name="Tags">The operator's.</param>
public sealed record ArticleFeed(string Id, string? Title, string Url, string[] Tags);
