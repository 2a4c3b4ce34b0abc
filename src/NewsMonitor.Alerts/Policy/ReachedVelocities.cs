using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>
/// A velocity falls while nothing happens, unlike all else that is asked of a story. What asked when the story was held is held with it, so that a night does not
/// lose what was fast in the evening.
/// </summary>
internal static class ReachedVelocities
{
    public static readonly IReadOnlyDictionary<string, int> None = new Dictionary<string, int>();

    /// <summary>The articles an hour with which matches ask now, or did when the story was held before; the larger where both do.</summary>
    public static IReadOnlyDictionary<string, int> Of(Judgement judgement)
    {
        var fast = judgement.Matches.Where(m => m.Match.Residual.Contains("velocity", StringComparison.Ordinal)).ToArray();
        if (fast.Length == 0)
            return None;
        var standing = StoryStanding.Of(judgement, judgement.Told.Count == 0 ? AlertOccasion.New : AlertOccasion.Developed);
        return fast.Where(m => judgement.Story.IndependentSources >= m.Subscription.MinSources)
            .Select(m => (m.Subscription.Id, m.Match.Reached, Asks: standing.For(m.Match)))
            .Where(m => m.Asks is not null)
            .ToDictionary(m => m.Id, m => Math.Max(m.Asks!.Velocity, m.Reached ?? 0), StringComparer.Ordinal);
    }
}
