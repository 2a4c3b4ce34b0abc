using System.Globalization;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>A story as queries ask of it at a judgement.</summary>
/// <param name="Sources">Independent ones.</param>
/// <param name="Languages">Of the story and those that are linked to it.</param>
/// <param name="Velocity">Articles within the last hour that are no copies.</param>
/// <param name="Occasion">What the alert would be.</param>
/// <param name="Developed">Whether new facts made the story develop.</param>
/// <param name="Held">Whether the velocity is that of when the story was held.</param>
public sealed record StoryStanding(int Sources, int Languages, int Velocity, AlertOccasion Occasion, bool Developed, bool Held = false)
{
    public static StoryStanding Of(Judgement judgement, AlertOccasion occasion) =>
        new(judgement.Story.IndependentSources, judgement.Languages, judgement.Velocity, occasion, judgement.NewFacts.Count > 0);

    /// <summary>What a correction takes back was told by the numbers of then: it is told whatever they are now.</summary>
    public bool Holds(StoryNode asked) => asked.Predicate switch
    {
        _ when asked.IsCount && Occasion == AlertOccasion.Corrected => true,
        StoryPredicate.Sources => Sources >= asked.Least,
        StoryPredicate.Languages => Languages >= asked.Least,
        StoryPredicate.Velocity => Velocity >= asked.Least,
        StoryPredicate.New => Occasion == AlertOccasion.New,
        StoryPredicate.Developing => Developed || Occasion == AlertOccasion.Developed,
        _ => Occasion == AlertOccasion.Corrected,
    };

    /// <summary>The matches that ask, each with what it asked of the story among its reasons.</summary>
    public IReadOnlyList<(Subscription Subscription, SubscriptionMatch Match)> Asking(IReadOnlyList<(Subscription Subscription, SubscriptionMatch Match)> matches) =>
        matches.All(m => m.Match.Residual == Residual.None)
            ? matches
            : [.. matches.Select(m => (m.Subscription, m.Match, Story: For(m.Match))).Where(m => m.Story is not null)
                .Select(m => (m.Subscription, m.Match with { Why = [.. m.Match.Why, .. m.Story!.Why(m.Match)] }))];

    /// <summary>The story as a match is content with it: as it is, or with the velocity with which the match asked when the story was held.</summary>
    /// <returns>Null when the match does not ask.</returns>
    internal StoryStanding? For(SubscriptionMatch match)
    {
        if (Residual.Holds(match.Residual, Holds))
            return this;
        return match.Reached is { } reached && this with { Velocity = reached, Held = true } is var then && Residual.Holds(match.Residual, then.Holds) ? then : null;
    }

    private IEnumerable<string> Why(SubscriptionMatch match) => Residual.Reasons(match.Residual, Holds).Select(Say);

    private string Say(StoryNode asked) => asked.Predicate switch
    {
        StoryPredicate.Sources => Number(asked, Sources, "independent sources"),
        StoryPredicate.Languages => Number(asked, Languages, "languages"),
        StoryPredicate.Velocity => Number(asked, Velocity, Held ? "articles within an hour, when it was held" : "articles within the last hour"),
        StoryPredicate.New => $"{asked}: the first alert",
        StoryPredicate.Developing => $"{asked}: the story developed",
        _ => $"{asked}: a correction",
    };

    private static string Number(StoryNode asked, int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{asked}: {number} {what}");
}
