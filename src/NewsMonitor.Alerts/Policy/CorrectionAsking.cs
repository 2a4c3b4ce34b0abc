using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>
/// Who hears of a correction: the subscriptions that asked for what was told, whatever the story is by now, and those that ask for corrections
/// (<c>is:corrected</c>), also of what was never told.
/// </summary>
internal static class CorrectionAsking
{
    public static IReadOnlyList<(Subscription Subscription, SubscriptionMatch Match)> Of(Judgement judgement)
    {
        var standing = StoryStanding.Of(judgement, AlertOccasion.Corrected);
        if (judgement.Told.Count == 0)
            return [.. standing.Asking(judgement.Matches).Where(m => AsksForCorrections(judgement, m.Match))];
        var told = judgement.Told.SelectMany(alert => alert.Subscriptions).ToHashSet(StringComparer.Ordinal);
        (Subscription Subscription, SubscriptionMatch Match)[] asking =
            [.. judgement.Matches.Where(m => told.Contains(m.Subscription.Id) || AsksForCorrections(judgement, m.Match))];
        // Those that asked then may be gone.
        return asking.Length > 0 ? asking : standing.Asking(judgement.Matches);
    }

    private static bool AsksForCorrections(Judgement judgement, SubscriptionMatch match) =>
        match.Residual != Residual.None
        && Residual.Holds(match.Residual, StoryStanding.Of(judgement, AlertOccasion.Corrected).Holds)
        && !Residual.Holds(match.Residual, StoryStanding.Of(judgement, AlertOccasion.New).Holds);
}
