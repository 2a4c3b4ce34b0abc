using System.Collections.Immutable;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// All subscriptions that stand at one version, compiled and immutable. Exact: what the index proposes is asked, and nothing that holds is left out.
/// It is made of segments: a large one, and small ones for what changed since it was built, so that a change costs little however many
/// subscriptions there are. A subscription stands in one segment only; what it was before is marked as gone where it was.
/// </summary>
public sealed class SubscriptionSnapshot
{
    // A small segment is built together with the one before it while that is at most so many times larger, or tiny: there are few at any time, and
    // a subscription is seldom compiled again.
    private const int Growth = 4;
    private const int Tiny = 500;

    // The large one is built anew once so large a part of it has changed.
    private const int ChangedPart = 8;

    private readonly ImmutableArray<Part> _parts;

    private SubscriptionSnapshot(long version, int articles, ImmutableArray<Part> parts, ImmutableArray<UnreadableSubscription> unreadable)
    {
        (Version, ArticlesKnown, _parts, Unreadable) = (version, articles, parts, unreadable);
        Count = parts.Sum(part => part.Segment.Count - part.Gone.Count);
        Queries = parts.Sum(part => part.Segment.Queries);
        Unanchored = parts.Sum(part => part.Segment.Unanchored);
    }

    /// <summary>Of no subscriptions, at a version that no store has.</summary>
    public static SubscriptionSnapshot Empty { get; } = new(-1, 0, [], []);

    /// <summary>The store's version that it shows.</summary>
    public long Version { get; }

    /// <summary>Articles that were counted when the large segment was built: what its anchors were chosen by.</summary>
    public int ArticlesKnown { get; }

    /// <summary>Subscriptions in it.</summary>
    public int Count { get; }

    /// <summary>Compiled queries; one that stands in several segments counts in each.</summary>
    public int Queries { get; }

    /// <summary>Those of them that are asked of every article.</summary>
    public int Unanchored { get; }

    /// <summary>Segments that an article asks.</summary>
    public int Segments => _parts.Length;

    /// <summary>Subscriptions that are left out because their query cannot be read (any more).</summary>
    public ImmutableArray<UnreadableSubscription> Unreadable { get; }

    /// <summary>Whether so much changed since the large segment was built that it is worth building anew.</summary>
    /// <param name="least">Changes at least.</param>
    public bool IsWorn(int least) =>
        _parts.Length > 0 && _parts.Skip(1).Sum(part => part.Segment.Count) + _parts[0].Gone.Count is var changed && changed >= least && changed >= _parts[0].Segment.Count / ChangedPart;

    public static SubscriptionSnapshot Build(IEnumerable<StandingQuery> standing, long version, WordFrequencies? frequencies = null)
    {
        frequencies ??= new WordFrequencies();
        var builder = new SegmentBuilder(frequencies);
        foreach (var query in standing)
            builder.Add(query);
        return Of(builder, version, frequencies.Articles);
    }

    /// <summary>As it is after changes.</summary>
    public SubscriptionSnapshot With(StandingChanges changes, WordFrequencies frequencies)
    {
        var changed = changes.Standing.Select(standing => standing.Id).Concat(changes.Gone).ToHashSet(StringComparer.Ordinal);
        var parts = _parts.Select(part => part.Without(changed)).Where(part => part.Gone.Count < part.Segment.Count).ToList();
        var builder = new SegmentBuilder(frequencies);
        foreach (var query in changes.Standing)
            builder.Add(query);
        var added = builder.Build();
        while (parts.Count > 1 && (parts[^1].Segment.Count <= Tiny || parts[^1].Segment.Count <= Growth * added.Count))
        {
            parts[^1].Segment.AddTo(builder, parts[^1].Gone);
            parts.RemoveAt(parts.Count - 1);
            added = builder.Build();
        }

        if (added.Count > 0)
            parts.Add(new Part(added, GonePlaces.None));
        return new SubscriptionSnapshot(
            changes.Version, ArticlesKnown, [.. parts], [.. Unreadable.Where(unreadable => !changed.Contains(unreadable.SubscriptionId)), .. builder.Unreadable]);
    }

    /// <summary>The same in one segment, its anchors chosen by what is known of articles by now.</summary>
    public SubscriptionSnapshot Rebuilt(WordFrequencies frequencies)
    {
        var builder = new SegmentBuilder(frequencies);
        var articles = frequencies.Articles;
        foreach (var part in _parts)
            part.Segment.AddTo(builder, part.Gone);
        return new SubscriptionSnapshot(Version, articles, [new Part(builder.Build(), GonePlaces.None)], Unreadable);
    }

    /// <summary>The subscriptions whose query holds for an article, each with the reasons.</summary>
    public SubscriptionHits Match(ArticleText article) => new([.. _parts.Select(part => part.Segment.Match(article, part.Gone))]);

    internal static SubscriptionSnapshot Of(SegmentBuilder builder, long version, int articles) =>
        new(version, articles, [new Part(builder.Build(), GonePlaces.None)], [.. builder.Unreadable]);

    /// <param name="Gone">Places of the segment's subscriptions that were changed or removed since.</param>
    private sealed record Part(SubscriptionSegment Segment, GonePlaces Gone)
    {
        public Part Without(IEnumerable<string> ids) => this with { Gone = Gone.With(ids.Select(Segment.Find).Where(place => place >= 0)) };
    }
}

public sealed record UnreadableSubscription(string SubscriptionId, string Error);
