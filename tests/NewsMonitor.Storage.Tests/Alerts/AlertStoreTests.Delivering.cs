using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>Deliveries and their attempts.</summary>
public abstract partial class AlertStoreTests
{
    [Fact]
    public async Task A_delivery_to_an_endpoint_that_is_disabled_by_now_is_written_as_cancelled()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        await Alerts.DisableEndpointAsync(Call.Channels[0].Id, "gone", default);

        var alert = await DecideAsync(await OneDueAsync(), AlertOccasion.New, null);

        var record = Assert.Single(await Alerts.DeliveriesAsync(alert!.Id, default));
        Assert.Equal((DeliveryState.Cancelled, null, "gone"), (record.Delivery.State, record.Delivery.NextAttempt, record.Delivery.LastError));
        Assert.Empty(await Alerts.EndpointsWithDueAsync(Start.AddYears(1), default));
    }

    [Fact]
    public async Task An_attempt_is_recorded_once()
    {
        var delivery = await OneDeliveryAsync();
        var after = delivery with { Attempts = 1, NextAttempt = Start.AddSeconds(5), LastError = "500" };
        var attempt = new DeliveryAttempt(delivery.Id, 1, Start, TimeSpan.FromMilliseconds(120), 500, "500");

        Assert.True(await Alerts.StoreAttemptAsync(after, attempt, default));
        Assert.False(await Alerts.StoreAttemptAsync(after with { State = DeliveryState.Delivered }, attempt, default));

        var record = Assert.Single(await Alerts.DeliveriesAsync(delivery.AlertId, default));
        Assert.Equivalent(after, record.Delivery);
        Assert.Equal([attempt], record.Attempts);
        Assert.Null(record.Endpoint.Secret);
        Assert.Empty(await Alerts.DueDeliveriesAsync(delivery.EndpointId, Start.AddSeconds(4), 10, default));
        Assert.Single(await Alerts.DueDeliveriesAsync(delivery.EndpointId, Start.AddSeconds(5), 10, default));
    }

    [Fact]
    public async Task Disabling_an_endpoint_cancels_what_waits_for_it_until_it_is_replayed()
    {
        var delivery = await OneDeliveryAsync();
        var other = await OneDeliveryAsync("story_other");
        Assert.Equal(delivery.EndpointId, other.EndpointId);

        await Alerts.DisableEndpointAsync(delivery.EndpointId, "gone", default);
        await Alerts.DisableEndpointAsync(delivery.EndpointId, "another reason", default);

        Assert.Equal("gone", (await Alerts.FindEndpointAsync(delivery.EndpointId, default))!.DisabledReason);
        Assert.Equal(DeliveryState.Cancelled, (await Alerts.DeliveriesAsync(other.AlertId, default)).Single().Delivery.State);
        Assert.Empty(await Alerts.EndpointsWithDueAsync(Start.AddYears(1), default));
        Assert.Equal(1, (await Alerts.CountAsync(Start, default)).DisabledEndpoints);
        await Assert.ThrowsAsync<InvalidInputException>(() => Deliveries.ReplayAsync(other.Id, Start, default));

        await Alerts.EnableEndpointAsync(delivery.EndpointId, "gone", default);
        Assert.Equal(DeliveryState.Pending, (await Deliveries.ReplayAsync(other.Id, Start, default))!.State);
        Assert.Equal([other.Id], (await Alerts.DueDeliveriesAsync(delivery.EndpointId, Start, 10, default)).Select(d => d.Id));
    }

    [Fact]
    public async Task A_delivery_that_was_cancelled_during_its_attempt_stays_so_unless_it_arrived()
    {
        var failed = await OneDeliveryAsync();
        var arrived = await OneDeliveryAsync("story_other");
        await Alerts.DisableEndpointAsync(failed.EndpointId, "by the operator", default);

        await Alerts.StoreAttemptAsync(
            failed with { Attempts = 1, NextAttempt = Start.AddSeconds(5) }, new DeliveryAttempt(failed.Id, 1, Start, TimeSpan.Zero, 500, "500"), default);
        await Alerts.StoreAttemptAsync(
            arrived with { Attempts = 1, NextAttempt = null, State = DeliveryState.Delivered },
            new DeliveryAttempt(arrived.Id, 1, Start, TimeSpan.Zero, 200, null),
            default);

        Assert.Equal(DeliveryState.Cancelled, (await Alerts.DeliveriesAsync(failed.AlertId, default)).Single().Delivery.State);
        Assert.Equal(DeliveryState.Delivered, (await Alerts.DeliveriesAsync(arrived.AlertId, default)).Single().Delivery.State);
        Assert.Empty(await Alerts.EndpointsWithDueAsync(Start.AddYears(1), default));
    }

    [Fact]
    public async Task A_replayed_delivery_is_due_again_under_its_id_with_its_attempts_counted_on()
    {
        var delivery = await OneDeliveryAsync();
        await Alerts.StoreAttemptAsync(
            delivery with { Attempts = 1, State = DeliveryState.Dead, NextAttempt = null }, new DeliveryAttempt(delivery.Id, 1, Start, TimeSpan.Zero, 500, "500"), default);
        Assert.Equal(1, (await Alerts.CountAsync(Start, default)).Dead);

        var replayed = await Deliveries.ReplayAsync(delivery.Id, Start.AddDays(3), default);

        Assert.Equal((delivery.Id, DeliveryState.Pending, 1, Start.AddDays(3)), (replayed!.Id, replayed.State, replayed.Attempts, replayed.NextAttempt));
        Assert.Null(await Deliveries.ReplayAsync("msg_none", Start, default));
    }

    [Fact]
    public async Task A_replay_of_what_is_pending_makes_it_due_and_leaves_it_the_retries_that_it_has()
    {
        var delivery = await OneDeliveryAsync();
        await FailAsync(delivery, DeliveryState.Pending);
        await FailAsync(delivery with { Attempts = 1 }, DeliveryState.Pending);

        var replayed = (await Deliveries.ReplayAsync(delivery.Id, Start.AddHours(1), default))!;
        Assert.Equal((DeliveryState.Pending, 2, 0, Start.AddHours(1)), (replayed.State, replayed.Attempts, replayed.AttemptsBeforeReplay, replayed.NextAttempt));
        Assert.Equal([1, 2], (await Deliveries.FindAsync(delivery.Id, default))!.Attempts.Select(a => a.Number));

        // What is due already does not move back.
        Assert.Equal(Start.AddHours(1), (await Deliveries.ReplayAsync(delivery.Id, Start.AddHours(2), default))!.NextAttempt);
    }

    [Theory]
    [InlineData(DeliveryState.Delivered, 1)]
    [InlineData(DeliveryState.Dead, 1)]
    [InlineData(DeliveryState.Pending, 0)]
    public async Task A_replay_that_is_asked_for_during_an_attempt_is_due_after_it_however_it_ends(DeliveryState end, int before)
    {
        var delivery = await OneDeliveryAsync();
        var start = (await Alerts.StartAttemptAsync(delivery, default))!;
        await Deliveries.ReplayAsync(delivery.Id, Start.AddSeconds(1), default);
        await FailAsync(delivery with { Replays = start.Replays }, end);

        var due = Assert.Single(await Alerts.DueDeliveriesAsync(delivery.EndpointId, Start.AddSeconds(1), 10, default));
        Assert.Equal((DeliveryState.Pending, 1, before), (due.State, due.Attempts, due.AttemptsBeforeReplay));
        await FailAsync(due, end);
        Assert.Equal(end, (await Deliveries.FindAsync(delivery.Id, default))!.Delivery.State);
    }

    [Fact]
    public async Task A_replay_that_is_asked_for_during_an_attempt_is_cancelled_with_its_endpoint()
    {
        var delivery = await OneDeliveryAsync();
        await Deliveries.ReplayAsync(delivery.Id, Start, default);
        await Alerts.DisableEndpointAsync(delivery.EndpointId, "by the operator", default);
        await FailAsync(delivery, DeliveryState.Pending);

        Assert.Equal(DeliveryState.Cancelled, (await Deliveries.FindAsync(delivery.Id, default))!.Delivery.State);
        Assert.Empty(await Alerts.EndpointsWithDueAsync(Start.AddYears(1), default));
    }

    [Fact]
    public async Task What_a_channel_calls_its_message_is_kept_whatever_later_attempts_say()
    {
        var delivery = await OneDeliveryAsync();
        await AttemptAsync(delivery with { Attempts = 1, State = DeliveryState.Delivered, Reference = "m1" });
        await Deliveries.ReplayAsync(delivery.Id, Start, default);
        await AttemptAsync(delivery with { Attempts = 2, State = DeliveryState.Delivered });

        Assert.Equal("m1", (await Alerts.DeliveriesAsync(delivery.AlertId, default)).Single().Delivery.Reference);
    }

    [Fact]
    public async Task The_next_delivery_of_a_story_to_an_endpoint_is_given_the_message_before_it()
    {
        var first = await OneDeliveryAsync();
        var elsewhere = await OneDeliveryAsync("story_other");
        await AttemptAsync(elsewhere with { Attempts = 1, State = DeliveryState.Delivered, Reference = "other" });
        var second = await FollowUpAsync();
        Assert.Null(await Alerts.PreviousReferenceAsync(second, default));
        await AttemptAsync(first with { Attempts = 1, State = DeliveryState.Delivered, Reference = "m1" });

        Assert.Equal("m1", await Alerts.PreviousReferenceAsync(second, default));
        Assert.Null(await Alerts.PreviousReferenceAsync(second with { EndpointId = "end_other" }, default));
        Assert.Null(await Alerts.PreviousReferenceAsync(first, default));
        await AttemptAsync(second with { Attempts = 1, State = DeliveryState.Delivered, Reference = "m2" });
        // Replayed, the first does not take the place of what came after it.
        Assert.Null(await Alerts.PreviousReferenceAsync(first, default));
    }

    [Fact]
    public async Task What_arrives_late_is_not_given_a_message_that_a_later_alert_has_changed()
    {
        var first = await OneDeliveryAsync();
        await AttemptAsync(first with { Attempts = 1, State = DeliveryState.Delivered, Reference = "m1" });
        var late = await FollowUpAsync();
        await AttemptAsync(late with { Attempts = 1, State = DeliveryState.Pending });
        var third = await FollowUpAsync(4, AlertOccasion.Corrected);
        Assert.Equal("m1", await Alerts.PreviousReferenceAsync(third, default));
        await AttemptAsync(third with { Attempts = 1, State = DeliveryState.Delivered, Reference = "m1" });

        Assert.Null(await Alerts.PreviousReferenceAsync(late, default));
        await AttemptAsync(late with { Attempts = 2, State = DeliveryState.Delivered, Reference = "m2" });
        Assert.Equal("m1", await Alerts.PreviousReferenceAsync(await FollowUpAsync(5, AlertOccasion.More), default));
    }

    private Task AttemptAsync(Delivery after) => Alerts.StoreAttemptAsync(
        after with { NextAttempt = null }, new DeliveryAttempt(after.Id, after.Attempts, Start, TimeSpan.Zero, 200, null), default);

    private async Task<Delivery> FollowUpAsync(int article = 3, AlertOccasion occasion = AlertOccasion.Developed)
    {
        await ArriveAsync(article);
        await MatchAsync(Start, Match(Call, article));
        var alert = await DecideAsync(await OneDueAsync(), occasion, null);
        return (await Alerts.DeliveriesAsync(alert!.Id, default)).Single().Delivery;
    }
}
