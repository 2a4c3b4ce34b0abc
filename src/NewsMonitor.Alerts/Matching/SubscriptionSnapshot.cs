using System.Collections.Immutable;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// All subscriptions that stand at one version, compiled and immutable. Exact: what the index proposes is asked, and nothing that holds is left out.
/// It is made of segments: a large one, or several where one would be too full, and small ones for what changed since these were built, so that a
/// change costs little however many subscriptions there are. A subscription stands in one segment only; what it was before is marked as gone where it was.
/// </summary>
public sealed class SubscriptionSnapshot
{
    // A small segment is built together with the one before it while that is at most so many times larger, or tiny: there are few at any time, and
    // a subscription is seldom compiled again.
    private const int Growth = 4;
    private const int Tiny = 500;

    // The large ones are built anew once so large a part of them has changed.
    private const int ChangedPart = 8;

    private readonly ImmutableArray<Part> _parts;

    // So many of the first are the large ones.
    private readonly int _large;

    // How full a segment may be.
    private readonly int _full;

    private SubscriptionSnapshot(long version, int articles, ImmutableArray<Part> parts, int large, int full, ImmutableArray<UnreadableSubscription> unreadable)
    {
        (Version, ArticlesKnown, _parts, _large, _full, Unreadable) = (version, articles, parts, large, full, unreadable);
        Count = parts.Sum(part => part.Segment.Count - part.Gone.Count);
        Queries = parts.Sum(part => part.Segment.Queries);
        Unanchored = parts.Sum(part => part.Segment.Unanchored);
    }

    /// <summary>Of no subscriptions, at a version that no store has.</summary>
    public static SubscriptionSnapshot Empty { get; } = new(-1, 0, [], 0, SubscriptionSegment.Full, []);

    /// <summary>The store's version that it shows.</summary>
    public long Version { get; }

    /// <summary>Articles that were counted when the large segments were built: what their anchors were chosen by.</summary>
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

    /// <summary>Whether so much changed since the large segments were built that it is worth building them anew.</summary>
    /// <param name="least">Changes at least.</param>
    public bool IsWorn(int least) =>
        _parts.Skip(_large).Sum(part => part.Segment.Count) + _parts.Take(_large).Sum(part => part.Gone.Count) is var changed
        && _parts.Length > 0 && changed >= least && changed >= _parts.Take(_large).Sum(part => part.Segment.Count) / ChangedPart;

    public static SubscriptionSnapshot Build(IEnumerable<StandingQuery> standing, long version, WordFrequencies? frequencies = null)
    {
        frequencies ??= new WordFrequencies();
        var builder = new SegmentsBuilder(frequencies);
        foreach (var query in standing)
            builder.Room().Add(query);
        return Of(builder, version, frequencies.Articles);
    }

    /// <summary>As it is after changes.</summary>
    public SubscriptionSnapshot With(StandingChanges changes, WordFrequencies frequencies)
    {
        var changed = changes.Standing.Select(standing => standing.Id).Concat(changes.Gone).ToHashSet(StringComparer.Ordinal);
        var left = _parts.Select(part => part.Without(changed)).ToList();
        var large = Math.Max(1, left.Take(_large).Count(part => part.Stands));
        var parts = left.FindAll(part => part.Stands);
        var builder = new SegmentsBuilder(frequencies, _full);
        foreach (var query in changes.Standing)
            builder.Room().Add(query);
        var added = builder.Build();
        while (parts.Count > large && (parts[^1].Segment.Count <= Tiny || parts[^1].Segment.Count <= Growth * added.Sum(segment => segment.Count)))
        {
            parts[^1].Segment.AddTo(builder, parts[^1].Gone);
            parts.RemoveAt(parts.Count - 1);
            added = builder.Build();
        }

        parts.AddRange(added.Select(segment => new Part(segment, GonePlaces.None)).Where(part => part.Stands));
        return new SubscriptionSnapshot(
            changes.Version, ArticlesKnown, [.. parts], large, _full, [.. Unreadable.Where(unreadable => !changed.Contains(unreadable.SubscriptionId)), .. builder.Unreadable]);
    }

    /// <summary>The same in large segments, its anchors chosen by what is known of articles by now.</summary>
    public SubscriptionSnapshot Rebuilt(WordFrequencies frequencies)
    {
        var builder = new SegmentsBuilder(frequencies, _full);
        var articles = frequencies.Articles;
        foreach (var part in _parts)
            part.Segment.AddTo(builder, part.Gone);
        return Of(builder, Version, articles, Unreadable);
    }

    /// <summary>The subscriptions whose query holds for an article, each with the reasons.</summary>
    public SubscriptionHits Match(ArticleText article) => new([.. _parts.Select(part => part.Segment.Match(article, part.Gone))]);

    internal static SubscriptionSnapshot Of(SegmentsBuilder builder, long version, int articles) => Of(builder, version, articles, [.. builder.Unreadable]);

    private static SubscriptionSnapshot Of(SegmentsBuilder builder, long version, int articles, ImmutableArray<UnreadableSubscription> unreadable)
    {
        var segments = builder.Build();
        return new SubscriptionSnapshot(version, articles, [.. segments.Select(segment => new Part(segment, GonePlaces.None))], segments.Count, builder.Full, unreadable);
    }

    /// <param name="Gone">Places of the segment's subscriptions that were changed or removed since.</param>
    private sealed record Part(SubscriptionSegment Segment, GonePlaces Gone)
    {
        /// <summary>Whether there is anything in it.</summary>
        public bool Stands => Gone.Count < Segment.Count;

        public Part Without(IEnumerable<string> ids) => this with { Gone = Gone.With(ids.Select(Segment.Find).Where(place => place >= 0)) };
    }
}

public sealed record UnreadableSubscription(string SubscriptionId, string Error);
