namespace NewsMonitor.Feeds.Fetching;

/// <summary>What to fetch, and what is known of it already.</summary>
/// <param name="Url">An absolute http or https URL.</param>
/// <param name="Validators">Sent as they are; <see cref="Validators.None"/> to ask unconditionally.</param>
/// <param name="BodyHash">Of the body that was read last: the same body is reported as unchanged.</param>
public sealed record FetchRequest(string Url, Validators Validators, string? BodyHash = null);
