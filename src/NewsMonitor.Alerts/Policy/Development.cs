using NewsMonitor.Alerts.Wording;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>What makes a development material: independent sources that multiplied, or new facts. What a merge brought is neither.</summary>
internal static class Development
{
    /// <summary>Independent sources that a story needs to have grown materially.</summary>
    /// <param name="before">Those that were known.</param>
    public static int Needed(int before, AlertOptions options) => Math.Max((int)Math.Ceiling(before * options.FollowUpFactor), before + options.FollowUpSources);

    /// <summary>How the story developed since its subscriber was told last.</summary>
    /// <returns>Sentences; none when it did not.</returns>
    public static List<string> Since(Judgement judgement, AlertOptions options)
    {
        var told = judgement.Told;
        var reasons = Facts(judgement.NewFacts.Where(news => judgement.Known?.Assignments.Contains(news.Assignment) != true && told.All(alert => IsNews(news, alert))), options);
        var (before, sources) = (KnownSources(judgement), judgement.Story.IndependentSources);
        if (sources >= Needed(before, options))
            reasons.Insert(0, FormattableString.Invariant($"Grown from {Words.Sources(before)} to {sources} since the {(told.Count == 1 ? "first alert" : "alert before")}{(judgement.Known is null ? "" : " and the merge or split since")}."));
        return reasons;
    }

    /// <summary>How the story developed since it was muted.</summary>
    public static List<string> Since(Judgement judgement, StoryMute mute, AlertOptions options)
    {
        var reasons = Facts(judgement.NewFacts.Where(news => news.Assignment > mute.Assignment), options);
        if (judgement.Story.IndependentSources >= Needed(mute.Sources, options))
            reasons.Insert(0, FormattableString.Invariant($"Grown from {Words.Sources(mute.Sources)} to {judgement.Story.IndependentSources} since it was muted."));
        return reasons;
    }

    /// <summary>Independent sources that the subscriber knows: those of the alerts that none follows, or of the story as it is where it was changed since.</summary>
    public static int KnownSources(Judgement judgement)
    {
        if (judgement.Known is { } known)
            return known.Sources;
        var followed = judgement.Told.SelectMany(alert => alert.Follows).ToHashSet(StringComparer.Ordinal);
        return judgement.Told.Where(alert => !followed.Contains(alert.Id)).Sum(alert => alert.Story!.IndependentSources);
    }

    private static List<string> Facts(IEnumerable<NewFacts> news, AlertOptions options) =>
        [.. news.SelectMany(n => n.Facts.Select(fact => $"{char.ToUpperInvariant(fact[0])}{fact[1..]}, says {n.Source}."))
            .Distinct(StringComparer.Ordinal).Take(options.FollowUpReasons)];

    /// <summary>By order, for what joins while an alert is decided has an earlier time than the alert; by time where the order was not kept.</summary>
    private static bool IsNews(NewFacts news, Alert alert) => alert.Assignment is { } known ? news.Assignment > known : news.At > alert.Created;
}
