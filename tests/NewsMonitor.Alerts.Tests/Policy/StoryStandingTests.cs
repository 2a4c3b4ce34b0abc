using NewsMonitor.Alerts.Policy;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Policy;

/// <summary>What queries ask of the story, at the judgement.</summary>
public sealed class StoryStandingTests
{
    private static readonly AlertOptions Options = new();

    [Theory]
    [InlineData("sources>=3", 2, false)]
    [InlineData("sources>=3", 3, true)]
    [InlineData("NOT sources>=3", 2, true)]
    [InlineData("NOT sources>=3", 3, false)]
    [InlineData("is:new", 1, true)]
    [InlineData("is:developing", 1, false)]
    [InlineData("is:corrected", 1, false)]
    [InlineData("languages>=3", 9, false)]
    [InlineData("languages>=2 AND velocity>=7/h", 1, true)]
    [InlineData("velocity>=8/h", 9, false)]
    public void A_subscription_asks_when_the_story_is_as_its_query_wants(string residual, int sources, bool told)
    {
        var decision = Judge(Judgement(sources, [], residual) with { Languages = 2, Velocity = 7 });
        Assert.Equal(told ? AlertVerdict.Send : AlertVerdict.Nothing, decision.Verdict);
    }

    [Fact]
    public void A_story_that_is_not_as_asked_is_not_told_and_the_reason_says_what_was_asked() =>
        Assert.Equal(["The story is not what was asked for: sources>=3."], Judge(Judgement(1, [], "sources>=3")).Reasons);

    [Fact]
    public void Who_asked_for_sources_in_the_query_has_waited_for_them_and_does_not_settle_again() =>
        Assert.Equal(AlertVerdict.Send, AlertPolicy.Judge(Judgement(3, [], "sources>=3"), Options, Start).Verdict);

    [Fact]
    public void Who_asked_for_something_else_settles() => Assert.Equal(AlertVerdict.Hold, AlertPolicy.Judge(Judgement(3, [], "is:new"), Options, Start).Verdict);

    [Fact]
    public void Only_the_subscriptions_whose_queries_hold_ask()
    {
        var (any, many) = (Subscription("any"), Subscription("many"));
        var judgement = new Judgement("desk", Story(2), 1, Start, [(any, Match(any)), (many, Match(many) with { Residual = "sources>=3" })], [], []);
        Assert.Equal(["any"], Judge(judgement).Asking.Select(m => m.Subscription.Name));
    }

    [Fact]
    public void The_reasons_say_what_was_asked_of_the_story_and_what_it_is()
    {
        var decision = Judge(Judgement(4, [], "(is:corrected OR sources>=3) AND languages>=2 AND velocity>=5/h") with { Languages = 2, Velocity = 7 });
        Assert.Equal(
            ["raimondo in the title: Raimondo", "sources>=3: 4 independent sources", "languages>=2: 2 languages", "velocity>=5/h: 7 articles within the last hour"],
            Assert.Single(decision.Asking).Match.Why);
    }

    [Theory]
    [InlineData("velocity>=5/h", 7, true)]
    [InlineData("velocity>=5/h", 4, false)]
    [InlineData("velocity>=5/h AND sources>=2", 7, false)]
    [InlineData("NOT velocity>=2/h", 1, true)]
    public void A_match_asks_with_the_velocity_with_which_it_asked_when_the_story_was_held(string residual, int reached, bool told)
    {
        var decision = Judge(Reached(Judgement(1, [], residual) with { Velocity = 3 }, reached));
        Assert.Equal(told ? AlertVerdict.Send : AlertVerdict.Nothing, decision.Verdict);
        if (told && residual[0] == 'v')
            Assert.Equal("velocity>=5/h: 7 articles within an hour, when it was held", Assert.Single(decision.Asking).Match.Why[^1]);
    }

    [Theory]
    [InlineData(7, null, 7)]
    [InlineData(3, 7, 7)]
    [InlineData(9, 7, 9)]
    [InlineData(3, null, null)]
    public void A_hold_remembers_the_velocity_with_which_a_match_asks(int velocity, int? before, int? remembered)
    {
        var other = Subscription("other");
        var judgement = Reached(Judgement(1, [], "velocity>=5/h") with { Velocity = velocity }, before);
        var decision = AlertPolicy.Judge(judgement with { Matches = [.. judgement.Matches, (other, Match(other))] }, Options, Start);
        Assert.Equal(AlertVerdict.Hold, decision.Verdict);
        Assert.Equal(remembered, decision.Held!.Reached.TryGetValue(judgement.Matches[0].Subscription.Id, out var reached) ? reached : null);
    }

    [Fact]
    public void The_cap_remembers_it_too()
    {
        var judgement = Judgement(1, [], "velocity>=5/h") with { Velocity = 7 };
        var capped = RateCap.Apply(Judge(judgement), 3, new AlertOptions { RateCap = 3 }, Start.AddHours(1));
        Assert.Equal(7, Assert.Single(capped.Held!.Reached).Value);
    }

    [Theory]
    [InlineData("is:new", false)]
    [InlineData("is:developing", true)]
    [InlineData("NOT is:new", true)]
    [InlineData("is:corrected", false)]
    public void A_follow_up_is_for_those_who_want_developments(string residual, bool told)
    {
        var decision = Judge(Judgement(8, [Alert(AlertOccasion.New, 1, Start)], residual));
        Assert.Equal(told ? AlertVerdict.Send : AlertVerdict.Nothing, decision.Verdict);
    }

    [Fact]
    public void A_story_that_developed_before_anybody_was_told_is_developing_at_its_first_alert()
    {
        var judgement = Judgement(1, [], "is:developing");
        Assert.Equal(AlertVerdict.Nothing, Judge(judgement).Verdict);
        Assert.Equal(AlertOccasion.New, Judge(judgement with { NewFacts = [new NewFacts("new.example", Start, ["new: 23 dead"], 2)] }).Occasion);
    }

    [Theory]
    [InlineData(StoryPredicate.Corrected, 1, true)]
    [InlineData(StoryPredicate.Sources, 9, true)]
    [InlineData(StoryPredicate.New, 1, false)]
    public void A_correction_is_for_those_whom_the_numbers_of_then_were_enough(StoryPredicate predicate, int least, bool holds) =>
        Assert.Equal(holds, StoryStanding.Of(Judgement(1, [], ""), AlertOccasion.Corrected).Holds(new StoryNode(predicate, least)));

    private static AlertDecision Judge(Judgement judgement) => AlertPolicy.Judge(judgement, Options, Start.AddHours(1));

    private static Judgement Reached(Judgement judgement, int? velocity) =>
        judgement with { Matches = [.. judgement.Matches.Select(m => (m.Subscription, m.Match with { Reached = velocity }))] };

    private static Judgement Judgement(int sources, Alert[] told, string residual)
    {
        var subscription = Subscription("any");
        return new("desk", Story(sources), 1, Start, [(subscription, Match(subscription) with { Residual = residual })], told, []);
    }
}
