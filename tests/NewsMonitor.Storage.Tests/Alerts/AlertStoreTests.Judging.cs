using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>Judgements, and the decisions on them.</summary>
public abstract partial class AlertStoreTests
{
    [Fact]
    public async Task A_paused_or_removed_subscription_takes_no_part_in_a_judgement()
    {
        var (paused, removed) = (Subscription("paused", "desk"), Subscription("removed", "desk"));
        foreach (var subscription in new[] { Call, paused, removed })
            await Subscriptions.SaveAsync(subscription, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1), Match(paused, 1), Match(removed, 1));
        await Subscriptions.SaveAsync(paused with { Paused = true }, [], default);
        await Subscriptions.RemoveAsync(removed.Id, default);

        Assert.Equal("The call", Assert.Single((await OneDueAsync()).Matches).Subscription.Name);
    }

    [Fact]
    public async Task A_changed_query_forgets_what_the_old_one_matched()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));

        await Subscriptions.SaveAsync(Call with { Name = "renamed" }, [], default);
        Assert.Single((await OneDueAsync()).Matches);
        await Subscriptions.SaveAsync(Call with { Query = "gold" }, [], default);
        Assert.Empty((await OneDueAsync()).Matches);
    }

    [Fact]
    public async Task A_judgement_brings_the_storys_latest_articles_in_the_order_of_arrival()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        for (var i = 1; i <= 5; i++)
            await ArriveAsync(i);
        await MatchAsync(Start, Match(Call, 1));

        var judgement = Assert.Single(await Alerts.DueJudgementsAsync("desk", Start, 10, 3, default));
        Assert.Equal(["art_3", "art_4", "art_5"], judgement.Articles.Select(a => a.Id));
    }

    [Fact]
    public async Task A_decision_to_tell_writes_the_alert_its_deliveries_and_the_event_together()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        var judgement = await OneDueAsync();
        var alert = Alert(judgement, AlertOccasion.New);
        var delivery = Delivery(alert, Call.Channels[0]);

        Assert.True(await Alerts.StoreDecisionAsync(judgement, alert, [delivery], null, default));
        await Stores.ReopenAsync();

        var stored = Assert.Single((await Alerts.ListAsync("desk", null, new PageRequest(), default)).Items);
        Assert.Equivalent(alert with { Sequence = stored.Sequence }, stored);
        Assert.Equivalent(stored, await Alerts.FindAsync(alert.Id, default));
        Assert.Equivalent(delivery with { Sequence = 1 }, Assert.Single(await Alerts.DueDeliveriesAsync(delivery.EndpointId, Start, 10, default)));
        Assert.Equal([delivery.EndpointId], await Alerts.EndpointsWithDueAsync(Start, default));
        Assert.Empty(await Alerts.EndpointsWithDueAsync(Start.AddMilliseconds(-1), default));
        Assert.Empty(await DueAsync());
        var logged = (await Log.AfterAsync(0, 10, default)).Single(e => e.Type == LoggedEventTypes.AlertCreated);
        Assert.Equal(alert.Id, logged.Subject);
        Assert.Equal(
            $$"""{"alert":"{{alert.Id}}","occasion":"new","subscriber":"desk","story":"story_call","headline":"Headline","why":["because"]}""", logged.Data);
    }

    [Fact]
    public async Task A_decision_on_a_judgement_that_changed_meanwhile_writes_nothing()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        var stale = await OneDueAsync();
        await ArriveAsync(2);
        await MatchAsync(Start);

        var alert = Alert(stale, AlertOccasion.New);
        Assert.False(await Alerts.StoreDecisionAsync(stale, alert, [Delivery(alert, Call.Channels[0])], null, default));
        Assert.Null(await Alerts.FindAsync(alert.Id, default));
        Assert.Empty(await Alerts.EndpointsWithDueAsync(Start, default));
        Assert.Single(await DueAsync());
    }

    [Fact]
    public async Task A_judgement_that_was_decided_and_came_back_is_another_one()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        var stale = await OneDueAsync();
        await DecideAsync(stale, null, null);
        await ArriveAsync(2);
        await MatchAsync(Start);

        Assert.False(await Alerts.StoreDecisionAsync(stale, null, [], null, default));
        Assert.Single(await DueAsync());
    }

    [Fact]
    public async Task An_alert_for_the_same_subscriber_story_and_occasion_is_written_once()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        for (var i = 1; i <= 3; i++)
        {
            await ArriveAsync(i);
            await MatchAsync(Start, Match(Call, i));
            var judgement = await OneDueAsync();
            var alert = Alert(judgement, AlertOccasion.New);
            Assert.True(await Alerts.StoreDecisionAsync(judgement, alert, [Delivery(alert, Call.Channels[0])], null, default));
        }

        Assert.Single((await Alerts.ListAsync(null, null, new PageRequest(), default)).Items);
        Assert.Single(await Alerts.DueDeliveriesAsync(Call.Channels[0].Id, Start, 10, default));
        Assert.Single(await Log.AfterAsync(0, 100, default), e => e.Type == LoggedEventTypes.AlertCreated);
    }

    [Fact]
    public async Task What_was_told_comes_with_every_later_judgement()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        await DecideAsync(await OneDueAsync(), AlertOccasion.New, null);
        await ArriveAsync(2);
        await MatchAsync(Start);
        var second = await OneDueAsync();
        Assert.Equal([AlertOccasion.New], second.Told.Select(a => a.Occasion));
        await DecideAsync(second, AlertOccasion.Developed, null);

        await ArriveAsync(3);
        Assert.Equal(["desk"], await MatchAsync(Start, Match(Call, 3)));
        Assert.Equal([AlertOccasion.New, AlertOccasion.Developed], (await OneDueAsync()).Told.Select(a => a.Occasion));
    }

    [Fact]
    public async Task A_held_judgement_says_why_and_since_when()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        var first = await OneDueAsync();
        Assert.Null(first.Held);
        Assert.True(await Alerts.StoreDecisionAsync(first, null, [], new AlertHold(Start.AddSeconds(30), "It settles."), default));
        var again = Assert.Single(await DueAsync(Start.AddSeconds(30)));
        Assert.Equal(new HeldJudgement(Start, Start.AddSeconds(30), "It settles.", null), again.Held);
        Assert.True(await Alerts.StoreDecisionAsync(again, null, [], new AlertHold(Start.AddHours(1), "The night.", "digest:night"), default));
        Assert.Equal(new HeldJudgement(Start, Start.AddHours(1), "The night.", "digest:night"), Assert.Single(await DueAsync(Start.AddHours(1))).Held);
    }

    [Fact]
    public async Task What_a_match_reached_is_kept_while_its_story_is_held_and_no_longer()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1) with { Residual = "velocity>=5/h" });
        AlertHold held = new(Start.AddHours(1), "The night.") { Reached = new Dictionary<string, int> { [Call.Id] = 7 } };
        Assert.True(await Alerts.StoreDecisionAsync(await OneDueAsync(), null, [], held, default));
        await ArriveAsync(2);
        await MatchAsync(Start.AddMinutes(1), Match(Call, 2) with { Residual = "velocity>=4/h" });

        var again = Assert.Single(await DueAsync(Start.AddHours(1)));
        Assert.Equal(("velocity>=4/h", 7), (again.Matches[0].Match.Residual, again.Matches[0].Match.Reached));
        Assert.True(await Alerts.StoreDecisionAsync(again, null, [], null, default));
        await ArriveAsync(3);
        await MatchAsync(Start.AddHours(2));
        Assert.Null(Assert.Single(await DueAsync(Start.AddHours(2))).Matches[0].Match.Reached);
    }

    [Fact]
    public async Task A_held_judgement_is_due_at_its_time_or_at_once_when_an_event_comes()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        await DecideAsync(await OneDueAsync(), null, Start.AddSeconds(30));

        Assert.Empty(await DueAsync(Start.AddSeconds(29)));
        Assert.Single(await DueAsync(Start.AddSeconds(30)));
        await ArriveAsync(2);
        await MatchAsync(Start.AddSeconds(5));
        Assert.Single(await DueAsync(Start.AddSeconds(5)));
    }
}
