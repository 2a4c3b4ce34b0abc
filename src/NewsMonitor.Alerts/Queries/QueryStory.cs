using System.Globalization;

namespace NewsMonitor.Alerts.Queries;

/// <summary>Reads predicates of the story.</summary>
internal static class QueryStory
{
    public const string Expected = "expected sources>=n (n up to 1000), languages>=n (up to 100) or velocity>=n/h (articles an hour, up to 10000)";

    /// <returns>Null when it is no name, <c>&gt;=</c> and number.</returns>
    public static StoryNode? Count(string text)
    {
        var end = text.IndexOfAny(['<', '>', '=', '≤', '≥', ' ']);
        end = end < 0 ? text.Length : end;
        StoryPredicate? predicate = text[..end].Trim().ToLowerInvariant() switch
        {
            "sources" => StoryPredicate.Sources,
            "languages" => StoryPredicate.Languages,
            "velocity" => StoryPredicate.Velocity,
            _ => null,
        };
        var rest = text[end..].Trim();
        var length = rest.StartsWith(">=", StringComparison.Ordinal) ? 2 : rest.StartsWith('≥') ? 1 : 0;
        if (predicate is not { } asked || length == 0)
            return null;
        var number = rest[length..].Trim();
        if (asked == StoryPredicate.Velocity)
        {
            if (!number.EndsWith("/h", StringComparison.OrdinalIgnoreCase))
                return null;
            number = number[..^2];
        }

        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var least) && least >= 1 && least <= StoryNode.Largest(asked)
            ? new StoryNode(asked, least)
            : null;
    }

    /// <returns>Null when there is no such state.</returns>
    public static StoryNode? State(string text) => text.Trim().ToLowerInvariant() switch
    {
        "new" => new StoryNode(StoryPredicate.New),
        "developing" => new StoryNode(StoryPredicate.Developing),
        "corrected" => new StoryNode(StoryPredicate.Corrected),
        _ => null,
    };
}
