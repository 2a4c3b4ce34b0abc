using System.Globalization;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>Why a story is told, in words: thresholds, sources, what was held or folded in, and each term with its place.</summary>
internal static class AlertReasons
{
    private const int NamedSources = 5;

    public static IEnumerable<string> Of(Judgement judgement, AlertDecision decision)
    {
        foreach (var reason in decision.Reasons)
            yield return reason;
        if (Sources(judgement) is { } sources)
            yield return sources;
        if (Folded(judgement) is { } folded)
            yield return folded;
        if (judgement.Mute is { } mute)
            yield return $"Muted on {Moment.Text(mute.At)}, and the mute is over.";
        if (judgement.Held is { } held)
            yield return string.Create(CultureInfo.InvariantCulture, $"Held since {Moment.Text(held.Since)}: {held.Reason}");
        foreach (var (subscription, match) in decision.Asking)
        {
            foreach (var why in match.Why)
                yield return $"{subscription.Name}: {why}";
        }
    }

    private static string? Sources(Judgement judgement)
    {
        var sources = judgement.Articles.Select(article => article.Source).Distinct(StringComparer.Ordinal).ToArray();
        if (sources.Length == 0)
            return null;
        var others = Math.Max(judgement.Story.Sources, sources.Length) - Math.Min(sources.Length, NamedSources);
        return string.Create(
            CultureInfo.InvariantCulture, $"Reported by {string.Join(", ", sources.Take(NamedSources))}{(others > 0 ? $" and {others} more" : "")}.");
    }

    private static string? Folded(Judgement judgement)
    {
        // A story that was split since may have fewer articles than it was told with.
        var known = judgement.Told.Where(alert => alert.StoryId == judgement.Story.Id).Select(alert => alert.Story!.Articles).DefaultIfEmpty(0).Max();
        var count = judgement.Story.Articles - known;
        return (count, judgement.Told.Count) switch
        {
            ( > 1, 0) => string.Create(CultureInfo.InvariantCulture, $"{count} articles are folded into this alert."),
            ( > 0, > 0) => string.Create(CultureInfo.InvariantCulture, $"{count} article{(count == 1 ? "" : "s")} since the alert before {(count == 1 ? "is" : "are")} folded into this one."),
            _ => null,
        };
    }
}
