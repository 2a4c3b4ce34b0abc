using System.Globalization;
using System.Runtime.InteropServices;
using NewsMonitor.Model;

namespace NewsMonitor.Stories.Linking;

/// <summary>
/// Finds stories of other languages that report the event of a story. Holds the profiles of open stories; what it says depends on those alone, not on
/// the order in which they came. Links are symmetric. Not thread-safe; knows no clock.
/// </summary>
public sealed class StoryLinker
{
    /// <summary>Stories that are compared in full for one story at most.</summary>
    private const int MaximumCandidates = 60;

    /// <summary>Entries of the index that are read for one story at most.</summary>
    private const int Budget = 5_000;

    /// <summary>Stories of one language that a story is linked with at most.</summary>
    private const int MaximumPerLanguage = 3;

    private const int MaximumReasons = 6;

    private readonly double _needed;
    private readonly LinkWeights _weights;
    private readonly Dictionary<string, LinkProfile> _stories = [];
    private readonly Dictionary<string, HashSet<string>> _postings = [];

    // What a story tells in all, as rare as it is now: forgotten with every change.
    private readonly Dictionary<LinkProfile, double> _sizes = [];

    public StoryLinker(StoryOptions options)
        : this(options.LinkEvidence, LinkWeights.Default)
    {
    }

    internal StoryLinker(double needed, LinkWeights weights)
    {
        _needed = needed;
        _weights = weights;
    }

    public int Stories => _stories.Count;

    public bool Has(string storyId) => _stories.ContainsKey(storyId);

    /// <summary>Adds a story, or replaces what was known of it.</summary>
    public void Set(LinkProfile profile)
    {
        Remove(profile.StoryId);
        _stories.Add(profile.StoryId, profile);
        _sizes.Clear();
        foreach (var key in profile.Keys)
        {
            ref var stories = ref CollectionsMarshal.GetValueRefOrAddDefault(_postings, key.Posting, out _);
            (stories ??= []).Add(profile.StoryId);
        }
    }

    public void Remove(string storyId)
    {
        if (!_stories.Remove(storyId, out var profile))
            return;
        _sizes.Clear();
        foreach (var key in profile.Keys)
        {
            if (_postings.TryGetValue(key.Posting, out var stories) && stories.Remove(storyId) && stories.Count == 0)
                _postings.Remove(key.Posting);
        }
    }

    /// <summary>Removes stories without an article since a time: they have closed.</summary>
    public void RemoveQuiet(DateTimeOffset latestBefore)
    {
        foreach (var story in _stories.Values.Where(story => story.Latest < latestBefore).ToList())
            Remove(story.StoryId);
    }

    /// <summary>The links of a story to those that are here, surest first; none for a story that is not here.</summary>
    public IReadOnlyList<StoryLink> LinksOf(string storyId)
    {
        if (!_stories.TryGetValue(storyId, out var story))
            return [];
        var links = new List<StoryLink>();
        foreach (var (other, likeness) in Ranked(story))
        {
            // The other one must prefer this one as well.
            if (Ranked(other).Exists(back => back.Other == story))
                links.Add(StoryLink.Between(storyId, other.StoryId, Math.Round(likeness.Score, 4), Reasons(story, other, likeness)));
        }

        return links;
    }

    /// <summary>What two stories share, both ways alike.</summary>
    internal LinkLikeness Compare(LinkProfile one, LinkProfile other)
    {
        var shared = new List<(LinkKey Key, double Evidence)>();
        var evidence = 0.0;
        for (int i = 0, j = 0; i < one.Keys.Length && j < other.Keys.Length;)
        {
            var (a, b) = (one.Keys[i], other.Keys[j]);
            var order = string.CompareOrdinal(a.Posting, b.Posting);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
            if (order != 0 || !a.MayBe(b))
                continue;
            var worth = _weights.Of(a.Kind) * Math.Sqrt(a.Weight * b.Weight) * Rarity(a);
            evidence += worth;
            shared.Add((a, worth));
        }

        var share = shared.Count == 0 ? 0 : evidence / Math.Sqrt(Size(one) * Size(other));
        var gap = double.IsNaN(one.FirstDay) || double.IsNaN(other.FirstDay)
            ? double.NaN : Math.Max(0, Math.Max(other.FirstDay - one.LastDay, one.FirstDay - other.LastDay));
        return new LinkLikeness(evidence * Math.Sqrt(share), share, gap, shared);
    }

    /// <summary>Stories of other languages that pass on their own and against the best of their language, surest first.</summary>
    private List<(LinkProfile Other, LinkLikeness Likeness)> Ranked(LinkProfile story)
    {
        var found = new List<(LinkProfile Other, LinkLikeness Likeness)>();
        foreach (var other in Candidates(story))
        {
            var likeness = Compare(story, other);
            if (IsEnough(likeness))
                found.Add((other, likeness));
        }

        found.Sort(static (a, b) => a.Likeness.Score != b.Likeness.Score
            ? b.Likeness.Score.CompareTo(a.Likeness.Score) : string.CompareOrdinal(a.Other.StoryId, b.Other.StoryId));
        var kept = new Dictionary<string, (double Best, int Stories)>();
        found.RemoveAll(candidate =>
        {
            var (best, stories) = kept.GetValueOrDefault(candidate.Other.Language, (candidate.Likeness.Score, 0));
            kept[candidate.Other.Language] = (best, stories + 1);
            return stories >= MaximumPerLanguage || candidate.Likeness.Score < _weights.Margin * best;
        });
        return found;
    }

    private bool IsEnough(LinkLikeness likeness)
    {
        // One thing in common is chance, be it ever so rare.
        if (likeness.Gap > _weights.MaximumGap || likeness.Shared.Count < 2)
            return false;
        var dated = !double.IsNaN(likeness.Gap);
        return likeness.Share >= (dated ? _weights.LeastShare : _weights.LeastShareUndated) && likeness.Score >= (dated ? _needed : _needed * _weights.Undated);
    }

    /// <summary>Stories of other languages that share the rarest keys.</summary>
    private IEnumerable<LinkProfile> Candidates(LinkProfile story)
    {
        var overlap = new Dictionary<string, double>();
        var read = 0;
        foreach (var (_, postings, worth) in story.Keys
            .Select(key => (key.Posting, Stories: _postings[key.Posting], Worth: _weights.Of(key.Kind) * key.Weight * Rarity(key)))
            .OrderByDescending(key => key.Worth).ThenBy(key => key.Posting, StringComparer.Ordinal))
        {
            if (read + postings.Count > Budget)
                continue;
            read += postings.Count;
            foreach (var other in postings)
                CollectionsMarshal.GetValueRefOrAddDefault(overlap, other, out _) += worth;
        }

        return overlap.Select(entry => (Story: _stories[entry.Key], entry.Value)).Where(entry => entry.Story.Language != story.Language)
            .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Story.StoryId, StringComparer.Ordinal)
            .Take(MaximumCandidates).Select(entry => entry.Story);
    }

    private double Size(LinkProfile story)
    {
        ref var size = ref CollectionsMarshal.GetValueRefOrAddDefault(_sizes, story, out var known);
        if (!known)
            size = story.Keys.Sum(key => _weights.Of(key.Kind) * key.Weight * Rarity(key));
        return size;
    }

    private double Rarity(in LinkKey key) =>
        Math.Max(0, Math.Log((_stories.Count + _weights.PriorStories) / ((_postings.GetValueOrDefault(key.Posting)?.Count ?? 0) + 1.0)));

    private static string[] Reasons(LinkProfile one, LinkProfile other, LinkLikeness likeness)
    {
        // Said the same way from both sides.
        var (first, second) = string.CompareOrdinal(one.StoryId, other.StoryId) < 0 ? (one, other) : (other, one);
        var reasons = new List<string>();
        foreach (var (key, evidence) in likeness.Shared.OrderByDescending(s => s.Evidence).ThenBy(s => s.Key.Posting, StringComparer.Ordinal).Take(MaximumReasons))
            reasons.Add(Say($"{Describe(key, first, second)} {evidence:0.0}"));
        reasons.Add(Say($"{likeness.Share:0%} of what both tell is shared"));
        reasons.Add(double.IsNaN(likeness.Gap) ? "a date of publication is missing: more evidence was needed"
            : likeness.Gap < 1 ? "published within a day" : Say($"published {likeness.Gap:0.#} days apart"));
        return [.. reasons];
    }

    private static string Describe(LinkKey key, LinkProfile one, LinkProfile other) => key.Kind switch
    {
        LinkKeyKind.Name or LinkKeyKind.Cognate => Spellings(key.Posting, one, other),
        LinkKeyKind.Place => $"place {key.Text}",
        LinkKeyKind.Concept => key.Text,
        LinkKeyKind.Number => $"number {key.Text}",
        LinkKeyKind.Day => "day " + DateOnly.FromDayNumber(int.Parse(key.Text, CultureInfo.InvariantCulture) + new DateOnly(1970, 1, 1).DayNumber).ToString("O", CultureInfo.InvariantCulture),
        _ => $"link {key.Text}",
    };

    private static string Spellings(string posting, LinkProfile one, LinkProfile other)
    {
        var spellings = new[] { one, other }.Select(story => Array.Find(story.Keys, key => key.Posting == posting).Letters).Distinct();
        return $"name {string.Join("/", spellings)}";
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
