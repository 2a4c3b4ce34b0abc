using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>What became of deliveries, and how endpoints do.</summary>
public abstract partial class AlertStoreTests
{
    [Fact]
    public async Task Deliveries_are_listed_newest_first_by_subscriber_endpoint_alert_state_and_time_page_by_page()
    {
        var all = new List<Delivery>();
        for (var i = 1; i <= 5; i++)
            all.Add(await DeliveryAsync(i, Call, Start.AddMinutes(i)));
        var others = await DeliveryAsync(6, Subscription("others", "others"), Start.AddMinutes(6));
        await FailAsync(all[1], DeliveryState.Dead);
        await FailAsync(all[3], DeliveryState.Dead);
        await FailAsync(others, DeliveryState.Dead);

        var first = await Deliveries.ListAsync(new DeliveryFilter("desk"), new PageRequest(Limit: 3), default);
        var second = await Deliveries.ListAsync(new DeliveryFilter("desk"), new PageRequest(first.Next, 3), default);
        Assert.Equal([all[4].Id, all[3].Id, all[2].Id], first.Items.Select(r => r.Delivery.Id));
        Assert.Equal([all[1].Id, all[0].Id], second.Items.Select(r => r.Delivery.Id));
        Assert.Null(second.Next);
        await HasAsync(new DeliveryFilter { States = [DeliveryState.Dead] }, others, all[3], all[1]);
        await HasAsync(new DeliveryFilter("desk") { States = [DeliveryState.Dead] }, all[3], all[1]);
        await HasAsync(new DeliveryFilter("desk", Endpoint: others.EndpointId));
        await HasAsync(new DeliveryFilter(Endpoint: others.EndpointId), others);
        await HasAsync(new DeliveryFilter(Alert: all[2].AlertId), all[2]);
        await HasAsync(new DeliveryFilter(Since: Start.AddMinutes(2), Until: Start.AddMinutes(4)), all[2], all[1]);
        await HasAsync(new DeliveryFilter("desk") { States = [DeliveryState.Pending, DeliveryState.Cancelled] }, all[4], all[2], all[0]);
        await Assert.ThrowsAsync<InvalidInputException>(() => Deliveries.ListAsync(new DeliveryFilter(), new PageRequest("x"), default));
    }

    [Fact]
    public async Task A_delivery_is_found_with_its_attempts_and_its_endpoint_without_secrets()
    {
        var secret = Call with { Channels = [Call.Channels[0] with { Secret = "whsec_x" }] };
        var delivery = await DeliveryAsync(1, secret);
        await FailAsync(delivery, DeliveryState.Pending);

        var record = await Deliveries.FindAsync(delivery.Id, default);

        Assert.Equal((delivery.Id, delivery.EndpointId, null), (record!.Delivery.Id, record.Endpoint.Id, record.Endpoint.Secret));
        Assert.Equal(500, Assert.Single(record.Attempts).HttpStatus);
        Assert.Null(await Deliveries.FindAsync("msg_none", default));
    }

    [Fact]
    public async Task A_range_is_replayed_oldest_first_but_for_what_is_pending_or_of_a_disabled_endpoint()
    {
        var all = new List<Delivery>();
        for (var i = 1; i <= 5; i++)
            all.Add(await DeliveryAsync(i, Call, Start.AddMinutes(i)));
        var others = await DeliveryAsync(6, Subscription("others", "others"), Start.AddMinutes(6));
        foreach (var dead in new[] { all[0], all[1], all[3], others })
            await FailAsync(dead, DeliveryState.Dead);
        await FailAsync(all[2], DeliveryState.Delivered);
        await Alerts.DisableEndpointAsync(others.EndpointId, "gone", default);
        var dead2 = new DeliveryFilter(Since: Start.AddMinutes(2)) { States = [DeliveryState.Dead] };

        var one = await Deliveries.ReplayAsync(dead2, null, Start.AddDays(1), 1, default);
        Assert.Equal((1, 0, true), (one.Replayed, one.Disabled, one.Next is not null));
        Assert.Equal([Call.Channels[0].Id], one.Endpoints);
        var rest = await Deliveries.ReplayAsync(dead2, null, Start.AddDays(1), 10, default);
        Assert.Equal((1, 1, null), (rest.Replayed, rest.Disabled, rest.Next));
        Assert.Equal(0, (await Deliveries.ReplayAsync(dead2 with { Endpoint = Call.Channels[0].Id }, null, Start.AddDays(1), 10, default)).Replayed);

        await HasAsync(new DeliveryFilter { States = [DeliveryState.Dead] }, others, all[0]);
        var replayed = (await Deliveries.FindAsync(all[1].Id, default))!.Delivery;
        Assert.Equal((DeliveryState.Pending, 1, 1, Start.AddDays(1)), (replayed.State, replayed.Attempts, replayed.AttemptsBeforeReplay, replayed.NextAttempt));
        Assert.Equal(1, (await Deliveries.ReplayAsync(new DeliveryFilter("desk") { States = [DeliveryState.Delivered] }, null, Start.AddDays(1), 10, default)).Replayed);
    }

    [Fact]
    public async Task A_range_is_replayed_part_by_part_and_each_part_begins_after_the_one_before()
    {
        var gone = await DeliveryAsync(1, Subscription("gone", "desk", Endpoint("desk", "https://gone.example/hook")), Start.AddMinutes(1));
        var good = await DeliveryAsync(2, Call, Start.AddMinutes(2));
        await FailAsync(gone, DeliveryState.Dead);
        await FailAsync(good, DeliveryState.Dead);
        await Alerts.DisableEndpointAsync(gone.EndpointId, "gone", default);
        var dead = new DeliveryFilter("desk") { States = [DeliveryState.Dead] };

        var first = await Deliveries.ReplayAsync(dead, null, Start.AddDays(1), 1, default);
        var second = await Deliveries.ReplayAsync(dead, first.Next, Start.AddDays(1), 1, default);
        Assert.Equal((0, 1), (first.Replayed, first.Disabled));
        Assert.Equal((1, 0, null), (second.Replayed, second.Disabled, second.Next));
        await HasAsync(dead, gone);
        var wrong = await Assert.ThrowsAsync<InvalidInputException>(() => Deliveries.ReplayAsync(dead, "x", Start, 1, default));
        Assert.Equal("after", wrong.Field);
    }

    [Fact]
    public async Task Attempts_are_forgotten_after_a_while_and_what_became_of_deliveries_is_not()
    {
        var delivery = await DeliveryAsync(1, Call);
        await FailAsync(delivery, DeliveryState.Pending, Start);
        await FailAsync(delivery with { Attempts = 1 }, DeliveryState.Dead, Start.AddDays(2));

        Assert.Equal(0, await Deliveries.ForgetAttemptsAsync(Start, default));
        Assert.Equal(1, await Deliveries.ForgetAttemptsAsync(Start.AddDays(2), default));

        var record = (await Deliveries.FindAsync(delivery.Id, default))!;
        Assert.Equal([2], record.Attempts.Select(a => a.Number));
        Assert.Equal((DeliveryState.Dead, 2), (record.Delivery.State, record.Delivery.Attempts));
    }

    [Fact]
    public async Task An_endpoint_fails_from_its_first_failure_until_a_success_or_until_it_is_taken_into_use_again()
    {
        var delivery = await DeliveryAsync(1, Call);
        Assert.Equal(EndpointHealth.Good, await HealthAsync());
        await FailAsync(delivery, DeliveryState.Pending, Start.AddHours(1));
        await FailAsync(delivery with { Attempts = 1 }, DeliveryState.Pending, Start.AddHours(2));
        Assert.Equal(new EndpointHealth(Start.AddHours(1), Start.AddHours(2), 2), await HealthAsync());
        await FailAsync(delivery with { Attempts = 2 }, DeliveryState.Delivered, Start.AddHours(3));
        Assert.Equal(EndpointHealth.Good, await HealthAsync());

        await FailAsync(delivery with { Attempts = 3 }, DeliveryState.Dead, Start.AddHours(4));
        Assert.Equal(new EndpointHealth(Start.AddHours(4), Start.AddHours(4), 1), await HealthAsync());
        await Alerts.DisableEndpointAsync(delivery.EndpointId, "failing", default);
        Assert.True(await Alerts.EnableEndpointAsync(delivery.EndpointId, "failing", default));
        Assert.Equal(EndpointHealth.Good, await HealthAsync());

        async Task<EndpointHealth> HealthAsync() => (await Alerts.FindEndpointAsync(Call.Channels[0].Id, default))!.Health;
    }

    [Fact]
    public async Task What_waits_for_an_endpoint_is_queued_in_the_order_of_its_alerts_due_or_not()
    {
        var first = await DeliveryAsync(1, Call);
        var second = await DeliveryAsync(2, Call);
        var third = await DeliveryAsync(3, Call);
        await FailAsync(first, DeliveryState.Pending);
        await FailAsync(second, DeliveryState.Delivered);

        Assert.Equal([first.Id, third.Id], (await Alerts.QueuedDeliveriesAsync(first.EndpointId, 10, default)).Select(d => d.Id));
        Assert.Equal([first.Id], (await Alerts.QueuedDeliveriesAsync(first.EndpointId, 1, default)).Select(d => d.Id));
    }

    [Fact]
    public async Task Whether_an_endpoint_takes_deliveries_in_order_is_as_it_was_written_last()
    {
        await Subscriptions.SaveAsync(Call with { Channels = [Call.Channels[0] with { Ordered = true }] }, [], default);
        Assert.True((await Alerts.FindEndpointAsync(Call.Channels[0].Id, default))!.Ordered);
        Assert.True((await Subscriptions.FindAsync(Call.Id, default))!.Channels[0].Ordered);
        await Subscriptions.SaveAsync(Call, [], default);
        Assert.False((await Alerts.FindEndpointAsync(Call.Channels[0].Id, default))!.Ordered);
    }

    [Fact]
    public async Task The_owner_of_an_endpoint_is_told_first_where_all_is_well_then_where_it_reaches_people_then_by_another_channel_then_where_a_subscription_is_shared()
    {
        AlertEndpoint[] ends = [.. new[] { "its", "other channel", "failing", "same channel", "shared", "disabled", "feed", "log" }.Select(name => new AlertEndpoint
        {
            Id = StableId.Create("end", name), Subscriber = "desk", Type = name is "feed" or "log" ? name : name is "other channel" or "failing" ? "email" : "webhook", Url = $"https://{name}.example/", Secret = "whsec_x",
        })];
        var (its, otherChannel, failing, same, shared, disabled) = (ends[0], ends[1], ends[2], ends[3], ends[4], ends[5]);
        var first = Subscription("first", "desk", its, shared);
        await Subscriptions.SaveAsync(first, [], default);
        await Subscriptions.SaveAsync(Subscription("second", "desk", otherChannel, failing, same, disabled, ends[6], ends[7]), [], default);
        await Subscriptions.SaveAsync(Subscription("others", "others"), [], default);
        var delivery = await DeliveryAsync(1, Subscription("second", "desk", failing, otherChannel, same, disabled, ends[6], ends[7]));
        await FailAsync(delivery, DeliveryState.Dead);
        await Alerts.DisableEndpointAsync(disabled.Id, "by its owner", default);

        var owner = await Alerts.EndpointOwnerAsync(its.Id, 10, default);

        Assert.Equal([otherChannel.Id, shared.Id, same.Id], owner.Others.Take(3).Select(e => e.Id));
        Assert.Equal(new[] { ends[6].Id, ends[7].Id }.Order(StringComparer.Ordinal), owner.Others.Skip(3).Take(2).Select(e => e.Id));
        Assert.Equal(failing.Id, owner.Others[5].Id);
        Assert.All(owner.Others, e => Assert.Null(e.Secret));
        Assert.Equal([first.Id], owner.Subscriptions.Select(s => s.Id));
        Assert.Equal([otherChannel.Id], (await Alerts.EndpointOwnerAsync(its.Id, 1, default)).Others.Select(e => e.Id));
    }

    [Fact]
    public async Task What_its_recipient_ends_is_ended_for_that_reason_whatever_it_was_disabled_for_and_told_once()
    {
        var delivery = await DeliveryAsync(1, Call);
        await Alerts.DisableEndpointAsync(delivery.EndpointId, "It fails.", default);
        Assert.True(await Alerts.DisableEndpointAsync(Ended("1"), [], null, default));
        Assert.False(await Alerts.DisableEndpointAsync(Ended("2"), [], null, default));
        await Alerts.DisableEndpointAsync(delivery.EndpointId, "It is gone.", default);

        Assert.Equal("It was ended.", (await Alerts.FindEndpointAsync(delivery.EndpointId, default))!.DisabledReason);
        Assert.Single((await Alerts.ListAsync("desk", null, new PageRequest(), default)).Items, alert => alert.Occasion == AlertOccasion.Notice);
        Assert.False(await Alerts.EnableEndpointAsync(delivery.EndpointId, "It fails.", default));
        Assert.Equal("It was ended.", (await Alerts.FindEndpointAsync(delivery.EndpointId, default))!.DisabledReason);

        Alert Ended(string id) => new()
        {
            Id = "alert_ended" + id,
            Subscriber = "desk",
            Occasion = AlertOccasion.Notice,
            Created = Start,
            Subscriptions = [],
            Why = ["It was ended."],
            Notice = new AlertNotice(delivery.EndpointId, "log", null, "It was ended."),
        };
    }

    [Fact]
    public async Task A_disabled_endpoint_and_the_notice_of_it_are_written_together_and_once()
    {
        var delivery = await DeliveryAsync(1, Call);
        var other = Endpoint("desk", "https://other.example/hook");
        await Subscriptions.SaveAsync(Subscription("other", "desk", other), [], default);
        var (notice, deliveries) = Notice("1");

        var attempted = (await Alerts.FindEndpointAsync(delivery.EndpointId, default))!;
        Assert.False(await Alerts.DisableEndpointAsync(notice, deliveries, attempted with { Secret = "whsec_before" }, default));
        Assert.False(await Alerts.DisableEndpointAsync(
            notice, deliveries, attempted with { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = "before" } }, default));
        Assert.True(await Alerts.DisableEndpointAsync(notice, deliveries, attempted, default));
        var (again, more) = Notice("2");
        Assert.False(await Alerts.DisableEndpointAsync(again, more, null, default));

        Assert.Equal("It fails.", (await Alerts.FindEndpointAsync(delivery.EndpointId, default))!.DisabledReason);
        Assert.Equal(DeliveryState.Cancelled, (await Deliveries.FindAsync(delivery.Id, default))!.Delivery.State);
        var stored = Assert.Single((await Alerts.ListAsync("desk", null, new PageRequest(), default)).Items, a => a.Occasion == AlertOccasion.Notice);
        Assert.Equivalent(notice with { Sequence = stored.Sequence }, stored);
        Assert.Equal([other.Id], (await Alerts.DeliveriesAsync(notice.Id, default)).Select(r => r.Endpoint.Id));
        Assert.Equal([other.Id], await Alerts.EndpointsWithDueAsync(Start, default));
        Assert.Single(await Log.AfterAsync(0, 100, default), e => e.Type == LoggedEventTypes.AlertCreated && e.Subject == notice.Id);
        // Whoever comes and gets the subscription's alerts is told, too.
        foreach (var audience in new[] { new AlertAudience(null, Call.Id), new AlertAudience("desk", null), new AlertAudience(null, null) })
            Assert.Equal(notice.Id, (await History.LatestAsync(audience, 1, default)).Single().Id);
        Assert.Empty(await History.LatestAsync(new AlertAudience(null, StableId.Create("sub", "desk", "other")), 1, default));

        (Alert, Delivery[]) Notice(string id)
        {
            var alert = new Alert
            {
                Id = "alert_notice" + id,
                Subscriber = "desk",
                Occasion = AlertOccasion.Notice,
                Created = Start,
                Subscriptions = [Call.Id],
                Why = ["It fails."],
                Notice = new AlertNotice(delivery.EndpointId, "webhook", "desk.example", "It fails."),
            };
            return (alert, [Delivery(alert, other)]);
        }
    }

    private async Task HasAsync(DeliveryFilter filter, params Delivery[] expected) =>
        Assert.Equal(expected.Select(d => d.Id), (await Deliveries.ListAsync(filter, new PageRequest(), default)).Items.Select(r => r.Delivery.Id));

    /// <summary>A delivery of a story of its own.</summary>
    private async Task<Delivery> DeliveryAsync(int number, Subscription subscription, DateTimeOffset? at = null)
    {
        await Subscriptions.SaveAsync(subscription, [], default);
        await ArriveAsync(number, $"story_{number}");
        await MatchAsync(Start, Match(subscription, number, $"story_{number}"));
        var judgement = Assert.Single(await Alerts.DueJudgementsAsync(subscription.Subscriber, Start, 10, 10, default));
        var alert = Alert(judgement, AlertOccasion.New);
        var delivery = Delivery(alert, subscription.Channels[0]) with { Created = at ?? Start };
        Assert.True(await Alerts.StoreDecisionAsync(judgement, alert, [delivery], null, default));
        return delivery;
    }

    private async Task FailAsync(Delivery delivery, DeliveryState state, DateTimeOffset? at = null)
    {
        var number = delivery.Attempts + 1;
        var (status, error) = state == DeliveryState.Delivered ? (200, null) : (500, "500");
        Assert.True(await Alerts.StoreAttemptAsync(
            delivery with { Attempts = number, State = state, NextAttempt = state == DeliveryState.Pending ? Start.AddDays(1) : null, LastError = error },
            new DeliveryAttempt(delivery.Id, number, at ?? Start, TimeSpan.Zero, status, error),
            default));
    }
}
