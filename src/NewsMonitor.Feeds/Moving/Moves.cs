using System.Globalization;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Moving;

/// <summary>
/// Decides when a feed's redirect is taken for a move. Pure.
/// <list type="bullet">
/// <item>301 and 308 say "for good" (RFC 9110 sections 15.4.2 and 15.4.9), 302, 303 and 307 do not and never move a feed.</item>
/// <item>In a chain, the first redirects that are for good count, up to the first one that is not.</item>
/// <item>One such answer may be a mistake, a maintenance page or somebody in between: a move is believed when good polls were led to the same
/// URL several times in a row, over a time. A poll that fails says nothing about it; a good poll that is not led there begins anew.</item>
/// <item>Nobody is moved from https to http: that would give up for good what protects the feed.</item>
/// </list>
/// </summary>
public static class Moves
{
    /// <param name="url">The feed's URL.</param>
    /// <param name="before">What is remembered of the polls before.</param>
    /// <param name="redirects">Those of this poll, in order; it brought a feed or a 304.</param>
    /// <param name="options">How often and how long.</param>
    /// <param name="now">When the poll ended.</param>
    public static MoveDecision Decide(string url, FeedMove? before, IReadOnlyList<Redirect> redirects, FeedOptions options, DateTimeOffset now)
    {
        if (redirects.Count == 0)
            return new MoveDecision(MoveKind.None, null, null, "It answers where it is asked for.");
        var (to, refusal) = Target(url, redirects);
        if (to is null || to == url)
        {
            return refusal is null
                ? new MoveDecision(MoveKind.Temporary, null, null, "It answers elsewhere for the time being.")
                : new MoveDecision(MoveKind.Refused, null, null, refusal);
        }

        var move = before?.To == to ? before with { Seen = before.Seen + 1 } : new FeedMove(to, now, 1);
        var seen = move.Seen == 1
            ? $"one good poll was led to {to}"
            : string.Create(CultureInfo.InvariantCulture, $"{move.Seen} good polls in {SpanWords.Of(now - move.Since)} were led to {to}");
        return move.Seen >= options.MovePolls && now - move.Since >= options.MoveAfter
            ? new MoveDecision(MoveKind.Adopted, null, to, $"It has moved: {seen}.")
            : new MoveDecision(MoveKind.Awaited, move, null, $"It may have moved: {seen}.");
    }

    private static (string? To, string? Refusal) Target(string url, IReadOnlyList<Redirect> redirects)
    {
        string? to = null;
        var from = url;
        foreach (var redirect in redirects)
        {
            if (!redirect.Permanent)
                break;
            if (IsHttps(from) && !IsHttps(redirect.To))
                return (to, $"{redirect.To} is not encrypted: a feed is not moved from https to http.");
            try
            {
                to = FeedUrl.Normalise(redirect.To);
            }
            catch (InvalidInputException e)
            {
                return (to, $"It is said to have moved to a URL that a feed cannot have. {e.Message}");
            }

            from = redirect.To;
        }

        return (to, null);
    }

    private static bool IsHttps(string url) => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}
