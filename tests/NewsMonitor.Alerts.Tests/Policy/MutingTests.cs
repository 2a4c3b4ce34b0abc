using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Policy;

public sealed class MutingTests
{
    private static readonly AlertOptions Options = new();

    private static readonly Subscription Any = Subscription("any");

    private static readonly DateTimeOffset Later = Start.AddHours(1);

    [Fact]
    public void Nothing_is_told_of_a_story_that_is_muted_until_a_time()
    {
        var decision = Judge(500, Mute(Later.AddHours(1), false), Later);
        Assert.Equal((AlertVerdict.Hold, Later.AddHours(1)), (decision.Verdict, decision.Until));
        Assert.Equal(["Muted until 2024-10-08T11:00:00Z."], decision.Reasons);
    }

    [Fact]
    public void When_the_time_comes_what_happened_meanwhile_is_told() =>
        Assert.Equal(AlertOccasion.Developed, Judge(500, Mute(Later, false), Later).Occasion);

    [Theory]
    [InlineData(4, AlertVerdict.Nothing)]
    [InlineData(5, AlertVerdict.Send)]
    public void A_story_that_is_muted_until_it_develops_is_told_when_it_has_grown_since(int sources, AlertVerdict verdict) =>
        Assert.Equal(verdict, Judge(sources, Mute(null, true), Later).Verdict);

    [Theory]
    [InlineData(7, AlertVerdict.Nothing)]
    [InlineData(8, AlertVerdict.Send)]
    public void Facts_that_came_after_the_mute_are_a_development(int assignment, AlertVerdict verdict)
    {
        var judgement = Muted(2, Mute(null, true)) with { NewFacts = [new NewFacts("a.example", Later, ["new: 23 dead"], assignment)] };
        Assert.Equal(verdict, AlertPolicy.Judge(judgement, Options, Later).Verdict);
    }

    [Fact]
    public void A_mute_until_a_time_or_a_development_ends_with_the_first_of_them()
    {
        var mute = Mute(Later.AddHours(1), true);
        Assert.Equal(["Muted until 2024-10-08T11:00:00Z or until it develops."], Judge(2, mute, Later).Reasons);
        Assert.Equal(AlertVerdict.Send, Judge(5, mute, Later).Verdict);
        Assert.Equal(AlertVerdict.Nothing, Judge(2, mute, Later.AddHours(1)).Verdict);
    }

    [Fact]
    public void A_retraction_ends_a_mute_until_it_develops_and_no_mute_until_a_time()
    {
        var retraction = new StoryRetraction("story_call", Start, "operator", "Not so.");
        Assert.Equal(AlertOccasion.Corrected, AlertPolicy.Judge(Muted(2, Mute(null, true)) with { Retraction = retraction }, Options, Later).Occasion);
        Assert.Equal(AlertVerdict.Hold, AlertPolicy.Judge(Muted(2, Mute(Later.AddHours(1), false)) with { Retraction = retraction }, Options, Later).Verdict);
    }

    [Fact]
    public void A_story_that_was_never_told_can_be_muted() =>
        Assert.Equal(AlertVerdict.Nothing, AlertPolicy.Judge(Muted(2, Mute(null, true)) with { Told = [] }, Options, Later).Verdict);

    private static AlertDecision Judge(int sources, StoryMute mute, DateTimeOffset now) => AlertPolicy.Judge(Muted(sources, mute), Options, now);

    private static Judgement Muted(int sources, StoryMute mute) =>
        new("desk", Story(sources), 1, Start, [(Any, Match(Any))], [Alert(AlertOccasion.New, 1, Start) with { Assignment = 2 }], []) { Mute = mute };

    private static StoryMute Mute(DateTimeOffset? until, bool untilDeveloped) =>
        new() { Subscriber = "desk", StoryId = "story_call", At = Start, Until = until, UntilDeveloped = untilDeveloped, Sources = 2, Assignment = 7 };
}
