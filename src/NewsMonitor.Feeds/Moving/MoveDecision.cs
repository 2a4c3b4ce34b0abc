using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Moving;

/// <summary>What the redirects of one good poll mean for the feed's URL.</summary>
/// <param name="Pending">What to remember until the next good poll; null when there is nothing to wait for.</param>
/// <param name="To">The URL that the feed has from now on; null unless it is <see cref="MoveKind.Adopted"/>.</param>
/// <param name="Reason">For the operator.</param>
public sealed record MoveDecision(MoveKind Kind, FeedMove? Pending, string? To, string Reason);

public enum MoveKind
{
    /// <summary>The feed answered where it is asked for.</summary>
    None,

    /// <summary>It answered elsewhere, and nobody says that this is for good.</summary>
    Temporary,

    /// <summary>It is said to have moved to where we do not go for good.</summary>
    Refused,

    /// <summary>It is said to have moved, not yet often or long enough to be believed.</summary>
    Awaited,

    /// <summary>It has moved.</summary>
    Adopted,
}
