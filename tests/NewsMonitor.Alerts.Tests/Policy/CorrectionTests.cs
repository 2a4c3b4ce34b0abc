using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Policy;

/// <summary>What is told when what was told is no longer right.</summary>
public sealed class CorrectionTests
{
    private static readonly AlertOptions Options = new();

    private static readonly DateTimeOffset Later = Start.AddMinutes(5);

    private static readonly Subscription Any = Subscription("any");

    private static readonly Alert First = Alert(AlertOccasion.New, 1, Start) with { Subscriptions = [Any.Id] };

    [Theory]
    [InlineData(StoryChangeKind.Merged, "story_other", "story_call", "Told as two stories, they are one: “Left” went up into “Took”.")]
    [InlineData(StoryChangeKind.Split, "story_call", "story_other", "2 articles told of here are another story: “Took”.")]
    [InlineData(StoryChangeKind.Split, "story_other", "story_call", "What was told as “Left” is two stories; this one is “Took”.")]
    [InlineData(StoryChangeKind.Moved, "story_call", "story_other", "2 articles for which it was told belong to another story: “Took”.")]
    [InlineData(StoryChangeKind.Moved, "story_other", "story_call", "2 articles told as “Left” belong to this story: “Took”.")]
    public void A_change_of_what_was_told_is_corrected_in_words(StoryChangeKind kind, string from, string to, string expected)
    {
        var decision = AlertPolicy.Judge(Told with { Corrections = [Changed(kind, from, to)] }, Options, Later + Options.SettleWindow);
        Assert.Equal(AlertOccasion.Corrected, decision.Occasion);
        Assert.Equal([expected], decision.Reasons);
    }

    [Fact]
    public void A_correction_settles_for_it_may_be_taken_back()
    {
        var decision = AlertPolicy.Judge(Told with { Corrections = [Changed(StoryChangeKind.Split, "story_call", "story_other")] }, Options, Later);
        Assert.Equal((AlertVerdict.Hold, Later + Options.SettleWindow), (decision.Verdict, decision.Until));
    }

    [Fact]
    public void A_correction_waits_for_no_gap_and_no_sources()
    {
        var three = Any with { MinSources = 3 };
        var judgement = Told with { Matches = [(three, Match(three))], Retraction = Retraction };
        Assert.Equal(AlertOccasion.Corrected, AlertPolicy.Judge(judgement, Options, Later + Options.SettleWindow).Occasion);
    }

    [Fact]
    public void A_second_correction_keeps_the_least_gap_after_the_first_and_a_retraction_does_not()
    {
        var judgement = Told with { Told = [First, Alert(AlertOccasion.Corrected, 1, Later)], Corrections = [Changed(StoryChangeKind.Split, "story_call", "story_other")] };
        Assert.Equal(Later + Options.FollowUpMinimumGap, AlertPolicy.Judge(judgement, Options, Later + Options.SettleWindow).Until);
        Assert.Equal(AlertOccasion.Corrected, AlertPolicy.Judge(judgement, Options, Later + Options.FollowUpMinimumGap).Occasion);
        Assert.Equal(AlertOccasion.Corrected, AlertPolicy.Judge(judgement with { Retraction = Retraction }, Options, Later + Options.SettleWindow).Occasion);
    }

    [Fact]
    public void A_correction_is_asked_for_by_who_asked_for_what_was_told()
    {
        var other = Subscription("other");
        var judgement = Told with { Matches = [(Any, Match(Any)), (other, Match(other))], Retraction = Retraction };
        Assert.Equal(["any"], AlertPolicy.Judge(judgement, Options, Later + Options.SettleWindow).Asking.Select(m => m.Subscription.Name));
    }

    [Fact]
    public void A_retraction_says_by_whom_and_why()
    {
        var decision = AlertPolicy.Judge(Told with { Retraction = Retraction }, Options, Later + Options.SettleWindow);
        Assert.Equal(["Retracted by operator: It was an exercise."], decision.Reasons);
    }

    [Fact]
    public void An_article_that_takes_back_is_a_correction()
    {
        var judgement = Told with { Retracting = [new RetractingArticle("a.example", "RETRACTION: No call was held", Later)] };
        var decision = AlertPolicy.Judge(judgement, Options, Later + Options.SettleWindow);
        Assert.Equal(AlertOccasion.Corrected, decision.Occasion);
        Assert.Equal(["a.example takes it back or corrects it: RETRACTION: No call was held"], decision.Reasons);
    }

    [Fact]
    public void A_story_that_was_retracted_before_it_was_told_is_not_told()
    {
        var decision = AlertPolicy.Judge(Told with { Told = [], Retraction = Retraction }, Options, Later.AddDays(1));
        Assert.Equal(AlertVerdict.Nothing, decision.Verdict);
        Assert.Equal(["Retracted by operator before it was told: It was an exercise."], decision.Reasons);
    }

    [Fact]
    public void A_correction_tells_the_growth_with_it()
    {
        var judgement = Told with { Story = Story(9), Retraction = Retraction };
        Assert.Contains("Grown from 1 independent source to 9 since the first alert.", AlertPolicy.Judge(judgement, Options, Later + Options.SettleWindow).Reasons);
    }

    [Fact]
    public void Who_asks_for_corrections_hears_of_one_also_of_what_was_never_told()
    {
        var judgement = Told with { Told = [], Matches = [(Any, Match(Any)), (Corrections, Match(Corrections) with { Residual = "is:corrected" })], Retraction = Retraction };
        var decision = AlertPolicy.Judge(judgement, Options, Later + Options.SettleWindow);
        Assert.Equal(AlertOccasion.Corrected, decision.Occasion);
        Assert.Equal(["corrections"], decision.Asking.Select(m => m.Subscription.Name));
    }

    [Fact]
    public void Who_was_told_as_new_hears_of_the_correction_whatever_was_asked_of_the_story()
    {
        var judgement = Told with { Matches = [(Any, Match(Any) with { Residual = "is:new sources>=3" })], Retraction = Retraction };
        Assert.Equal(AlertOccasion.Corrected, AlertPolicy.Judge(judgement, Options, Later + Options.SettleWindow).Occasion);
    }

    private static Subscription Corrections => Subscription("corrections");

    private static StoryRetraction Retraction => new("story_call", Later, "operator", "It was an exercise.");

    private static Judgement Told => new("desk", Story(1), 1, Start, [(Any, Match(Any))], [First], []);

    private static StoryCorrection Changed(StoryChangeKind kind, string from, string to) => new(
        new StoryChange { Sequence = 7, At = Later, Language = "en", Kind = kind, From = from, To = to, Articles = ["art_1", "art_2"], By = "operator", Reasons = [] },
        "Left",
        "Took");
}
