using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Policy;

public sealed class AlertPolicyTests
{
    private static readonly AlertOptions Options = new();

    private static readonly DateTimeOffset Settled = Start + Options.SettleWindow;

    [Fact]
    public void A_new_story_settles_before_its_alert()
    {
        var decision = Judge(Start.AddSeconds(29), sources: 1, told: [], Subscription("any"));
        Assert.Equal(AlertVerdict.Hold, decision.Verdict);
        Assert.Equal(Settled, decision.Until);
    }

    [Fact]
    public void A_settled_story_is_told_as_new()
    {
        var decision = Judge(Settled, sources: 1, told: [], Subscription("any"));
        Assert.Equal(AlertVerdict.Send, decision.Verdict);
        Assert.Equal(AlertOccasion.New, decision.Occasion);
        Assert.Equal(["1 independent source."], decision.Reasons);
    }

    [Fact]
    public void A_story_settles_from_the_first_match_of_any_subscription()
    {
        var (first, second) = (Subscription("first"), Subscription("second"));
        var judgement = Judgement(1, [], (first, Match(first)), (second, Match(second, at: Settled)));
        Assert.Equal(AlertVerdict.Send, AlertPolicy.Judge(judgement, Options, Settled).Verdict);
    }

    [Fact]
    public void A_subscription_that_asks_for_sources_waits_for_them()
    {
        var decision = Judge(Settled.AddHours(1), sources: 2, told: [], Subscription("three", minSources: 3));
        Assert.Equal(AlertVerdict.Nothing, decision.Verdict);
        Assert.Equal(["2 independent sources; asked for: 3 or more."], decision.Reasons);
    }

    [Fact]
    public void A_story_that_has_the_asked_for_sources_is_told_without_settling()
    {
        var decision = Judge(Start, sources: 3, told: [], Subscription("three", minSources: 3));
        Assert.Equal(AlertVerdict.Send, decision.Verdict);
        Assert.Equal(["3 independent sources; asked for: 3 or more."], decision.Reasons);
    }

    [Fact]
    public void Each_subscription_asks_when_its_own_number_of_sources_is_reached()
    {
        var decision = Judge(Settled, sources: 2, told: [], Subscription("any"), Subscription("two", minSources: 2), Subscription("nine", minSources: 9));
        Assert.Equal(["any", "two"], decision.Asking.Select(m => m.Subscription.Name));
    }

    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(1, 4, true)]
    [InlineData(2, 4, false)]
    [InlineData(2, 5, true)]
    [InlineData(3, 5, false)]
    [InlineData(3, 6, true)]
    [InlineData(10, 19, false)]
    [InlineData(10, 20, true)]
    public void A_follow_up_is_sent_only_when_the_story_materially_grows(int before, int now, bool sent)
    {
        var decision = Judge(Start.AddHours(1), now, [Alert(AlertOccasion.New, before, Start)], Subscription("any"));
        Assert.Equal(sent ? AlertVerdict.Send : AlertVerdict.Nothing, decision.Verdict);
        Assert.Equal(sent ? AlertOccasion.Developed : null, decision.Occasion);
    }

    [Fact]
    public void A_follow_up_waits_for_the_least_gap()
    {
        var told = Alert(AlertOccasion.New, 1, Start);
        var early = Judge(Start.AddMinutes(14), 8, [told], Subscription("any"));
        Assert.Equal(AlertVerdict.Hold, early.Verdict);
        Assert.Equal(Start.AddMinutes(15), early.Until);
        var then = Judge(Start.AddMinutes(15), 8, [told], Subscription("any"));
        Assert.Equal(AlertOccasion.Developed, then.Occasion);
        Assert.Equal(["Grown from 1 independent source to 8 since the first alert."], then.Reasons);
    }

    [Fact]
    public void New_facts_since_the_first_alert_are_a_follow_up_that_says_them()
    {
        var told = Alert(AlertOccasion.New, 2, Start);
        var judgement = Judgement(3, [told], (Subscription("any"), Match(Subscription("any")))) with
        {
            NewFacts = [new NewFacts("old.example", Start, ["new: 9 dead"], 1), new NewFacts("new.example", Start.AddMinutes(5), ["new: 23 dead (before: 9)"], 2)],
        };

        Assert.Equal(AlertVerdict.Hold, AlertPolicy.Judge(judgement, Options, Start.AddMinutes(6)).Verdict);
        var decision = AlertPolicy.Judge(judgement, Options, Start.AddMinutes(15));
        Assert.Equal(AlertOccasion.Developed, decision.Occasion);
        Assert.Equal(["New: 23 dead (before: 9), says new.example."], decision.Reasons);
    }

    [Fact]
    public void Facts_that_the_first_alert_knew_are_no_follow_up()
    {
        var judgement = Judgement(3, [Alert(AlertOccasion.New, 2, Start)], (Subscription("any"), Match(Subscription("any")))) with
        {
            NewFacts = [new NewFacts("old.example", Start, ["new: 9 dead"], 1)],
        };

        Assert.Equal(AlertVerdict.Nothing, AlertPolicy.Judge(judgement, Options, Start.AddDays(1)).Verdict);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Facts_are_new_by_the_order_of_assignments_whatever_the_clocks_say(int assignment, bool sent)
    {
        var told = Alert(AlertOccasion.New, 2, Start) with { Assignment = 7 };
        var judgement = Judgement(3, [told], (Subscription("any"), Match(Subscription("any")))) with
        {
            // Assigned between the reading of the judgement and the alert; or read long before, by a clock that is ahead.
            NewFacts = [new NewFacts("new.example", Start.AddSeconds(sent ? -1 : 1), ["new: 23 dead (before: 9)"], assignment)],
        };

        Assert.Equal(sent ? AlertVerdict.Send : AlertVerdict.Nothing, AlertPolicy.Judge(judgement, Options, Start.AddDays(1)).Verdict);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Each_follow_up_is_measured_by_the_alert_before_it(int now, bool sent)
    {
        var first = Alert(AlertOccasion.New, 1, Start);
        var told = new[] { first, Alert(AlertOccasion.Developed, 4, Start.AddHours(1)) with { Follows = [first.Id] } };
        var decision = Judge(Start.AddDays(1), now, told, Subscription("any"));
        Assert.Equal(sent ? AlertVerdict.Send : AlertVerdict.Nothing, decision.Verdict);
        if (sent)
            Assert.Equal(["Grown from 4 independent sources to 8 since the alert before."], decision.Reasons);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void What_is_known_of_a_merged_story_is_no_development(int now, bool sent)
    {
        var told = Alert(AlertOccasion.New, 2, Start) with { Assignment = 7 };
        var judgement = Judgement(now, [told], (Subscription("any"), Match(Subscription("any")))) with
        {
            Known = new KnownStory(5, new HashSet<long> { 8 }),
            NewFacts = [new NewFacts("a.example", Start.AddMinutes(1), ["new: 23 dead"], 8)],
        };

        var decision = AlertPolicy.Judge(judgement, Options, Start.AddDays(1));
        Assert.Equal(sent ? AlertVerdict.Send : AlertVerdict.Nothing, decision.Verdict);
        if (sent)
            Assert.Equal(["Grown from 5 independent sources to 10 since the first alert and the merge or split since."], decision.Reasons);
    }

    [Fact]
    public void A_second_follow_up_waits_for_the_least_gap_after_the_first_one()
    {
        var first = Alert(AlertOccasion.New, 1, Start);
        var told = new[] { first, Alert(AlertOccasion.Developed, 4, Start.AddHours(1)) with { Follows = [first.Id] } };
        Assert.Equal(Start.AddHours(1).AddMinutes(15), Judge(Start.AddHours(1).AddMinutes(1), 80, told, Subscription("any")).Until);
    }

    [Fact]
    public void What_was_held_under_a_key_is_told_together_when_its_time_has_come()
    {
        var judgement = Judgement(1, [], (Subscription("any"), Match(Subscription("any")))) with
        {
            Held = new HeldJudgement(Start, Settled.AddHours(1), "The night.", "digest:night"),
        };
        Assert.Null(AlertPolicy.Judge(judgement, Options, Settled).Together);
        Assert.Equal("digest:night", AlertPolicy.Judge(judgement, Options, Settled.AddHours(1)).Together);
    }

    [Fact]
    public void A_second_subscription_does_not_tell_a_told_story_again()
    {
        var decision = Judge(Start.AddHours(1), 2, [Alert(AlertOccasion.New, 2, Start)], Subscription("first"), Subscription("second", minSources: 2));
        Assert.Equal(AlertVerdict.Nothing, decision.Verdict);
    }

    [Fact]
    public void Without_an_active_subscription_nothing_is_told() => Assert.Equal(AlertVerdict.Nothing, Judge(Settled, 5, []).Verdict);

    [Fact]
    public void Settings_are_checked()
    {
        Assert.Empty(new AlertOptions().Validate());
        Assert.Equal(
            ["NewsMonitor:Alerts:SettleWindow is -00:00:01; it must be between 0 and 1 day.", "NewsMonitor:Alerts:MatchBatch is 0; it must be 1 or more."],
            new AlertOptions { SettleWindow = TimeSpan.FromSeconds(-1), MatchBatch = 0 }.Validate());
    }

    private static AlertDecision Judge(DateTimeOffset now, int sources, Alert[] told, params Subscription[] subscriptions) =>
        AlertPolicy.Judge(Judgement(sources, told, [.. subscriptions.Select(s => (s, Match(s)))]), Options, now);

    private static Judgement Judgement(int sources, Alert[] told, params (Subscription, SubscriptionMatch)[] matches) =>
        new("desk", Story(sources), 1, Start, matches, told, []);
}
