using NewsMonitor.Model;

namespace NewsMonitor.Stories.Faces;

/// <summary>
/// Whether a story materially developed when an article joined. A pure function of what the story was and what the article tells. Meant to
/// err on the side of silence: an ordinary second report of the same facts is no development, and a copy never is one.
/// </summary>
public static class DevelopmentRule
{
    /// <summary>Late facts that are kept of a story.</summary>
    private const int MaximumLate = 48;

    /// <param name="story">What is known of the story before the article.</param>
    /// <param name="article">The article that joins.</param>
    /// <param name="options">Thresholds.</param>
    /// <returns>The decision, and what to remember of the story from now on.</returns>
    public static (StoryDevelopment Development, StoryMemory Memory) Decide(StorySoFar story, JoiningArticle article, FaceOptions options)
    {
        var memory = story.Memory ?? StoryMemory.Empty with { Mark = story.IndependentSources };
        if (article.IsCopy)
            return (StoryDevelopment.None, memory);
        var reasons = new List<string>();
        var tolls = new Dictionary<string, double>(memory.Tolls, StringComparer.Ordinal);
        // An established story: what its first reports all lack is news, not a detail that they left out.
        var established = story.IndependentSources >= options.EstablishedSources && article.At - story.FirstSeen >= options.EstablishedAfter;
        var late = new List<LateFact>(memory.Late);
        foreach (var fact in article.Facts)
        {
            if (fact.Counts is not null)
            {
                if (story.Memory is null)
                    tolls[fact.Counts] = Math.Max(tolls.GetValueOrDefault(fact.Counts), fact.Value);
                else if (Toll(fact, tolls, established, options) is { } reason)
                    reasons.Add(reason);
            }
            else if (established && Confirmed(fact, late, article.Source, options))
            {
                reasons.Add($"{(fact.Kind == StoryFactKind.Name ? "new name: " : "new: ")}{fact.Text}");
            }
        }

        if (late.Count > MaximumLate)
            late.RemoveRange(0, late.Count - MaximumLate);
        var growth = Growth(memory.Mark, article.IndependentSources, options);
        return (
            reasons.Count == 0 && growth is null ? StoryDevelopment.None : new StoryDevelopment { Facts = [.. reasons], Growth = growth },
            memory with { Tolls = tolls, Late = late, Mark = growth is null ? memory.Mark : article.IndependentSources });
    }

    /// <summary>What to remember of a story that an article began.</summary>
    public static StoryMemory Begin(IEnumerable<StoryFact> facts) => new()
    {
        Tolls = facts.Where(fact => fact.Counts is not null).GroupBy(fact => fact.Counts!, StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => kind.Max(fact => fact.Value), StringComparer.Ordinal),
    };

    /// <summary>
    /// A toll that has risen counts at once where the title says it; a text may also recall another event. So does the first toll of an
    /// established story.
    /// </summary>
    private static string? Toll(StoryFact fact, Dictionary<string, double> tolls, bool established, FaceOptions options)
    {
        var counts = fact.Counts!;
        var known = tolls.TryGetValue(counts, out var before);
        var isNews = known ? fact.Value >= before * options.TollFactor : established;
        if (isNews && !fact.InTitle)
        {
            // While the first reports come in, figures differ.
            if (!established)
                tolls[counts] = fact.Value;
            return null;
        }

        tolls[counts] = Math.Max(before, fact.Value);
        return !isNews ? null : known ? FormattableString.Invariant($"new: {fact.Text} (before: {before})") : $"new: {fact.Text}";
    }

    /// <summary>
    /// Counts an outlet that tells a fact which the story got late. It is told by enough of them when they are as many as it takes and one has
    /// it in the title: what is worth no title anywhere is a detail.
    /// </summary>
    /// <returns>True once, when it is told by enough.</returns>
    private static bool Confirmed(StoryFact fact, List<LateFact> late, string source, FaceOptions options)
    {
        var at = late.FindIndex(known => known.Key == fact.Key);
        if (at < 0 && !fact.IsNew)
            return false;
        var known = at < 0 ? new LateFact(fact.Key, []) : late[at];
        if (known.IsTold)
            return false;
        // More than it takes are never asked for: a fact that no title has must not gather outlets for ever.
        if (known.Sources.Count < options.Confirmations && !known.Sources.Contains(source))
            known = known with { Sources = [.. known.Sources, source] };
        var isTold = fact.InTitle && known.Sources.Count >= options.Confirmations;
        if (at >= 0)
            late.RemoveAt(at);
        late.Add(known with { IsTold = isTold });
        return isTold;
    }

    /// <summary>What to remember of a story that two became: the higher toll, and late facts of both with the outlets that told them.</summary>
    /// <param name="one">The story that goes.</param>
    /// <param name="other">The one that stays.</param>
    /// <param name="independentSources">Of the union.</param>
    public static StoryMemory Unite(StoryMemory one, StoryMemory other, int independentSources)
    {
        var late = one.Late.Concat(other.Late).GroupBy(fact => fact.Key, StringComparer.Ordinal)
            .Select(same => new LateFact(same.Key, [.. same.SelectMany(fact => fact.Sources).Distinct(StringComparer.Ordinal)], same.Any(fact => fact.IsTold)));
        return new StoryMemory
        {
            Tolls = one.Tolls.Concat(other.Tolls).GroupBy(toll => toll.Key, StringComparer.Ordinal)
                .ToDictionary(kind => kind.Key, kind => kind.Max(toll => toll.Value), StringComparer.Ordinal),
            Late = [.. late.TakeLast(MaximumLate)],
            Mark = independentSources,
        };
    }

    private static string? Growth(int mark, int now, FaceOptions options) =>
        now >= mark * options.GrowthFactor && now >= mark + options.GrowthSources
            ? FormattableString.Invariant($"independent sources {mark} → {now}") : null;
}

/// <param name="IndependentSources">Before the article.</param>
/// <param name="Memory">Null of a story of which nothing was noted: what its next article tells is learned in silence.</param>
public sealed record StorySoFar(int IndependentSources, DateTimeOffset FirstSeen, StoryMemory? Memory);

/// <param name="At">When it arrived.</param>
/// <param name="IndependentSources">The story's, with it.</param>
public sealed record JoiningArticle(string Source, DateTimeOffset At, bool IsCopy, int IndependentSources, IReadOnlyList<StoryFact> Facts);
