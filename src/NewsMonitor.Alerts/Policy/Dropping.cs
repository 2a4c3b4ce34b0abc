using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>A story that quiet hours dropped counts as told as it was then, for the subscription whose they are: that asks again when it has developed since.</summary>
internal static class Dropping
{
    /// <summary>
    /// The same without the matches that quiet hours dropped. Who is to hear of a correction hears of it all the same; a correction that nobody is to hear of
    /// brings back nothing that was dropped.
    /// </summary>
    public static Judgement Without(Judgement judgement, AlertOptions options) => judgement.Dropped.Count == 0 || IsCorrected(judgement)
        ? judgement
        : judgement with { Matches = [.. judgement.Matches.Where(m => !judgement.Dropped.TryGetValue(m.Subscription.Id, out var dropped) || Developed(judgement, dropped, options))] };

    private static bool IsCorrected(Judgement judgement) => Correction.Of(judgement) is not null && CorrectionAsking.Of(judgement).Count > 0;

    private static bool Developed(Judgement judgement, DroppedStory dropped, AlertOptions options) =>
        judgement.Story.IndependentSources >= Development.Needed(dropped.Sources, options)
        || judgement.NewFacts.Any(news => news.Assignment > dropped.Assignment);
}
