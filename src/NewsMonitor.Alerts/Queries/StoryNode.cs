using System.Globalization;
using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>What a query may ask of the story that an article belongs to. It is known when the story is judged, not when the article is matched.</summary>
public enum StoryPredicate
{
    /// <summary>Independent sources.</summary>
    Sources,

    /// <summary>Languages of the story and of those that are linked to it.</summary>
    Languages,

    /// <summary>Articles that are no copies and joined within the last hour.</summary>
    Velocity,

    /// <summary>The subscriber was not told of the story yet.</summary>
    New,

    /// <summary>The story has materially developed, or the alert would be a follow-up.</summary>
    Developing,

    /// <summary>The alert would be a correction.</summary>
    Corrected,
}

/// <summary>A predicate of the story: a number of at least so many, or a state.</summary>
/// <param name="Least">The number, from 1; 1 for a state.</param>
public sealed record StoryNode(StoryPredicate Predicate, int Least = 1) : QueryNode
{
    /// <summary>Whether it has a number.</summary>
    public bool IsCount => Predicate is StoryPredicate.Sources or StoryPredicate.Languages or StoryPredicate.Velocity;

    /// <summary>The largest number that a predicate takes.</summary>
    internal static int Largest(StoryPredicate predicate) => predicate switch
    {
        StoryPredicate.Sources => 1_000,
        StoryPredicate.Languages => 100,
        _ => 10_000,
    };

    /// <summary>Of several numbers of one predicate that all have to be reached, the largest; of several that must not be, the smallest.</summary>
    internal static IEnumerable<QueryNode> Strictest(IEnumerable<QueryNode> parts) => Fold(parts, largest: true);

    /// <summary>Of several numbers of one predicate of which one is enough, the smallest; of several that must not be reached, the largest.</summary>
    internal static IEnumerable<QueryNode> Loosest(IEnumerable<QueryNode> parts) => Fold(parts, largest: false);

    internal override void Write(StringBuilder text, QueryPrecedence around)
    {
        text.Append(Predicate switch
        {
            StoryPredicate.Sources => "sources>=",
            StoryPredicate.Languages => "languages>=",
            StoryPredicate.Velocity => "velocity>=",
            StoryPredicate.New => "is:new",
            StoryPredicate.Developing => "is:developing",
            _ => "is:corrected",
        });
        if (IsCount)
            text.Append(Least.ToString(CultureInfo.InvariantCulture));
        if (Predicate == StoryPredicate.Velocity)
            text.Append("/h");
    }

    private static List<QueryNode> Fold(IEnumerable<QueryNode> parts, bool largest)
    {
        var all = parts.ToList();
        if (!all.Exists(part => Count(part) is not null))
            return all;
        return [.. all.GroupBy(part => Count(part) is { } count ? (count.Predicate, part is NotNode) : ((StoryPredicate, bool Negated)?)null).SelectMany(Kept)];

        IEnumerable<QueryNode> Kept(IGrouping<(StoryPredicate, bool Negated)?, QueryNode> group) =>
            group.Key is not { } key ? group : largest != key.Negated ? [group.MaxBy(Least)!] : [group.MinBy(Least)!];

        static StoryNode? Count(QueryNode part) => (part is NotNode not ? not.Part : part) as StoryNode is { IsCount: true } node ? node : null;

        static int Least(QueryNode part) => Count(part)!.Least;
    }
}
