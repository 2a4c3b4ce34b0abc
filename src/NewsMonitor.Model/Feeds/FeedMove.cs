namespace NewsMonitor.Model;

/// <summary>A move that a feed's server announces (301 or 308) and that is not followed for good yet.</summary>
/// <param name="To">The URL that it leads to, normalised as that of a feed.</param>
/// <param name="Since">When a good poll was led there first.</param>
/// <param name="Seen">How many good polls in a row were led there.</param>
public sealed record FeedMove(string To, DateTimeOffset Since, int Seen);
