using System.Text.Json;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Deliveries;
using NewsMonitor.Alerts.Tests.World;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.Deliveries;

public sealed class DeliveryRunnerTests : IAsyncDisposable
{
    private static readonly ChannelResult ServerError = new() { Outcome = ChannelOutcome.Failed, HttpStatus = 500, Error = "The endpoint answered 500." };

    private readonly AlertWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_delivery_is_tried_ten_times_under_one_id_and_then_given_up()
    {
        _world.Channel.Answer = (_, _, _) => Task.FromResult(ServerError);
        var endpoint = await AlertAsync();
        await AttemptAllAsync(endpoint);

        var record = await RecordAsync();
        Assert.Equal((DeliveryState.Dead, 10), (record.Delivery.State, record.Delivery.Attempts));
        Assert.Equal(Enumerable.Range(1, 10), record.Attempts.Select(a => a.Number));
        Assert.All(record.Attempts, a => Assert.Equal((500, "The endpoint answered 500."), (a.HttpStatus, a.Error)));
        Assert.Equal(10, _world.Channel.Sent.Count);
        Assert.Single(_world.Channel.Sent.Select(d => (d.Id, d.Payload)).Distinct());
        var elapsed = record.Attempts[^1].At - record.Attempts[0].At;
        Assert.InRange(elapsed.TotalHours, 75.5, 75.7 * 1.1);
    }

    [Fact]
    public async Task A_success_ends_a_delivery()
    {
        var endpoint = await AlertAsync();
        await RunAsync(endpoint);
        await RunAsync(endpoint);
        Assert.Equal((DeliveryState.Delivered, 1), ((await RecordAsync()).Delivery.State, _world.Channel.Sent.Count));
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_disabled_and_nothing_more_is_sent_to_it()
    {
        _world.Options.DeliveryConcurrency = 1;
        _world.Channel.Answer = (_, _, _) => Task.FromResult(new ChannelResult { Outcome = ChannelOutcome.Gone, HttpStatus = 410, Error = "gone" });
        var endpoint = await AlertAsync("story_1", "story_2");
        await RunAsync(endpoint);
        await RunAsync(endpoint);

        Assert.Single(_world.Channel.Sent);
        Assert.Equal("gone", (await _world.Alerts.FindEndpointAsync(endpoint, default))!.DisabledReason);
        foreach (var alert in (await _world.AlertsAsync()).Where(a => a.Notice is null))
            Assert.Equal(DeliveryState.Cancelled, (await _world.Alerts.DeliveriesAsync(alert.Id, default)).Single().Delivery.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_endpoint_that_is_disabled_during_a_batch_is_sent_nothing_more(bool ordered)
    {
        _world.Options.DeliveryConcurrency = 1;
        var endpoint = ordered ? await OrderedAsync("story_1", "story_2") : await AlertAsync("story_1", "story_2");
        _world.Channel.Answer = async (to, _, token) =>
        {
            await _world.Alerts.DisableEndpointAsync(to.Id, "ended by its owner", token);
            return ScriptedChannel.Delivered;
        };
        await RunAsync(endpoint);

        Assert.Single(_world.Channel.Sent);
        var states = (await _world.Deliveries.ListAsync(new DeliveryFilter(), new PageRequest(), default)).Items.Select(r => r.Delivery.State);
        Assert.Equal([DeliveryState.Cancelled, DeliveryState.Delivered], states.Order().Reverse());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_endpoint_that_is_written_anew_during_a_batch_is_sent_the_rest_as_it_is_then(bool gone)
    {
        _world.Options.DeliveryConcurrency = 1;
        var endpoint = await AlertAsync("story_1", "story_2");
        var subscription = (await _world.Subscriptions.FindAsync((await _world.AlertsAsync())[0].Subscriptions[0], default))!;
        var seen = new List<string?>();
        _world.Channel.Answer = async (to, _, token) =>
        {
            seen.Add(to.Settings.GetValueOrDefault("token"));
            if (seen.Count > 1)
                return ScriptedChannel.Delivered;
            var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = "new" };
            await _world.Subscriptions.SaveAsync(subscription with { Channels = [subscription.Channels[0] with { Settings = settings }] }, [endpoint], token);
            return gone ? new ChannelResult { Outcome = ChannelOutcome.Gone, Error = "The token was revoked." } : ScriptedChannel.Delivered;
        };
        await AttemptAllAsync(endpoint);

        Assert.Equal(gone ? [null, "new", "new"] : [null, "new"], seen);
        Assert.Null((await _world.Alerts.FindEndpointAsync(endpoint, default))!.DisabledReason);
        Assert.All((await _world.Deliveries.ListAsync(new DeliveryFilter(), new PageRequest(), default)).Items, r => Assert.Equal(DeliveryState.Delivered, r.Delivery.State));
    }

    [Fact]
    public async Task A_disabled_endpoint_is_taken_into_use_again_by_writing_the_channel_anew()
    {
        var endpoint = await AlertAsync("story_1");
        await _world.Alerts.DisableEndpointAsync(endpoint, "gone", default);
        Assert.Null((await _world.SubscribeAsync("any", "raimondo")).Channels[0].DisabledReason);
        Assert.Null((await _world.Alerts.FindEndpointAsync(endpoint, default))!.DisabledReason);
    }

    [Fact]
    public async Task A_crash_between_the_attempt_and_its_record_repeats_the_attempt_under_the_same_id()
    {
        using var crash = new CancellationTokenSource();
        var endpoint = await AlertAsync();
        _world.Channel.Answer = async (_, _, token) =>
        {
            await crash.CancelAsync();
            token.ThrowIfCancellationRequested();
            return ScriptedChannel.Delivered;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.Runner(endpoint).RunAsync(endpoint, crash.Token));
        await _world.RestartAsync();
        _world.Channel.Answer = (_, _, _) => Task.FromResult(ScriptedChannel.Delivered);
        await RunAsync(endpoint);

        Assert.Equal(2, _world.Channel.Sent.Count);
        Assert.Single(_world.Channel.Sent.Select(d => d.Id).Distinct());
        Assert.Equal(DeliveryState.Delivered, (await RecordAsync()).Delivery.State);
    }

    [Fact]
    public async Task While_the_database_takes_nothing_an_attempt_is_not_repeated_but_recorded_later()
    {
        var endpoint = await AlertAsync();
        var stubborn = new StubbornStore(_world.Alerts) { Refuses = true };
        var runner = new DeliveryRunner(
            stubborn, _world.Channels, _world.Composer, _world.Options, _world.Metrics, _world.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<DeliveryRunner>.Instance);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => runner.RunAsync(endpoint, default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => runner.RunAsync(endpoint, default));
        stubborn.Refuses = false;
        await runner.RunAsync(endpoint, default);

        Assert.Single(_world.Channel.Sent);
        Assert.Equal((DeliveryState.Delivered, 1), ((await RecordAsync()).Delivery.State, (await RecordAsync()).Attempts.Count));
    }

    [Fact]
    public async Task A_channel_that_breaks_down_over_one_delivery_fails_that_one_and_sends_the_others()
    {
        _world.Options.DeliveryConcurrency = 1;
        var endpoint = await AlertAsync("story_1", "story_2");
        _world.Channel.Answer = (_, _, _) =>
            _world.Channel.Sent.Count == 1 ? throw new InvalidOperationException("An item with the same key has already been added.") : Task.FromResult(ScriptedChannel.Delivered);
        await RunAsync(endpoint);

        var deliveries = (await _world.Deliveries.ListAsync(new DeliveryFilter(), new PageRequest(), default)).Items.Select(r => r.Delivery).OrderBy(d => d.State).ToList();
        Assert.Equal([(DeliveryState.Pending, 1), (DeliveryState.Delivered, 1)], deliveries.Select(d => (d.State, d.Attempts)));
        Assert.Equal("The channel 'test' broke down in the attempt (InvalidOperationException).", deliveries[0].LastError);
        Assert.True(deliveries[0].NextAttempt > _world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Retry_after_puts_the_next_attempt_off()
    {
        _world.Channel.Answer = (_, _, _) => Task.FromResult(ServerError with { RetryAfter = TimeSpan.FromMinutes(10) });
        var endpoint = await AlertAsync();
        var now = _world.Clock.GetUtcNow();
        Assert.Equal(now.AddMinutes(10), (await _world.Runner(endpoint).RunAsync(endpoint, default)).Next);
        Assert.Equal(now.AddMinutes(10), (await RecordAsync()).Delivery.NextAttempt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_follow_up_is_given_the_message_of_the_alert_before_it_if_the_channel_can_change_one(bool updates)
    {
        _world.Channel.Updates = updates;
        _world.Channel.Answer = (_, delivery, _) => Task.FromResult(ScriptedChannel.Delivered with { Reference = $"message {delivery.Attempts}" });
        await RunAsync(await AlertAsync());
        _world.Clock.Advance(_world.Options.FollowUpMinimumGap);
        foreach (var source in new[] { "a.example", "b.example", "c.example" })
            await _world.ArriveAsync("Raimondo calls Wang", "story_call", source);
        await _world.RunAsync();

        Assert.Equal([null, updates ? "message 0" : null], _world.Channel.Sent.Select(d => d.Previous));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task An_endpoint_that_asks_to_be_left_alone_is_sent_nothing_until_then(int status)
    {
        _world.Options.DeliveryConcurrency = 1;
        _world.Channel.Answer = (_, _, _) => Task.FromResult(ServerError with { HttpStatus = status, RetryAfter = TimeSpan.FromMinutes(10) });
        var endpoint = await AlertAsync("story_1", "story_2");
        var now = _world.Clock.GetUtcNow();
        await RunAsync(endpoint);
        Assert.Equal((0, now.AddMinutes(10)), await NextAsync());
        _world.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(0, (await NextAsync()).Attempted);
        Assert.Single(_world.Channel.Sent);

        _world.Channel.Answer = (_, _, _) => Task.FromResult(ScriptedChannel.Delivered);
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(endpoint);
        Assert.Equal(3, _world.Channel.Sent.Count);
        Assert.Equal(2, _world.Channel.Sent.Select(d => d.Id).Distinct().Count());

        async Task<(int Attempted, DateTimeOffset? Next)> NextAsync() => await _world.Runner(endpoint).RunAsync(endpoint, default) is var batch ? (batch.Attempted, batch.Next) : default;
    }

    [Fact]
    public async Task Other_failures_with_retry_after_put_off_their_own_delivery_only()
    {
        _world.Options.DeliveryConcurrency = 1;
        _world.Channel.Answer = (_, _, _) => Task.FromResult(ServerError with { RetryAfter = TimeSpan.FromMinutes(10) });
        await RunAsync(await AlertAsync("story_1", "story_2"));
        Assert.Equal(2, _world.Channel.Sent.Select(d => d.Id).Distinct().Count());
    }

    [Fact]
    public async Task In_order_nothing_is_attempted_before_what_came_before_it_is_through()
    {
        var endpoint = await OrderedAsync("story_1", "story_2", "story_3");
        var fails = 2;
        _world.Channel.Answer = (_, _, _) => Task.FromResult(fails-- > 0 ? ServerError : ScriptedChannel.Delivered);
        for (var run = 0; run < 5; run++)
        {
            var next = (await _world.Runner(endpoint).RunAsync(endpoint, default)).Next;
            if (next is { } time)
                _world.Clock.Advance(time - _world.Clock.GetUtcNow());
        }

        var ids = await IdsAsync("story_1", "story_2", "story_3");
        Assert.Equal([ids[0], ids[0], ids[0], ids[1], ids[2]], _world.Channel.Sent.Select(d => d.Id));
    }

    [Fact]
    public async Task In_order_what_is_given_up_no_longer_holds_up_what_comes_after_it()
    {
        var endpoint = await OrderedAsync("story_1", "story_2");
        var ids = await IdsAsync("story_1", "story_2");
        _world.Channel.Answer = (_, delivery, _) => Task.FromResult(delivery.Id == ids[0] ? ServerError : ScriptedChannel.Delivered);
        while ((await _world.Runner(endpoint).RunAsync(endpoint, default)).Next is { } time)
            _world.Clock.Advance(time - _world.Clock.GetUtcNow());

        Assert.Equal([.. Enumerable.Repeat(ids[0], 10), ids[1]], _world.Channel.Sent.Select(d => d.Id));
    }

    [Fact]
    public async Task A_replayed_delivery_has_its_retries_from_the_beginning()
    {
        _world.Options.Deliveries.FailingFor = TimeSpan.FromDays(30);
        _world.Channel.Answer = (_, _, _) => Task.FromResult(ServerError);
        var endpoint = await AlertAsync();
        await AttemptAllAsync(endpoint);
        var dead = await RecordAsync();
        Assert.Equal(DeliveryState.Dead, dead.Delivery.State);

        await _world.Deliveries.ReplayAsync(dead.Delivery.Id, _world.Clock.GetUtcNow(), default);
        await AttemptAllAsync(endpoint);

        Assert.Equal((DeliveryState.Dead, 20), ((await RecordAsync()).Delivery.State, (await RecordAsync()).Delivery.Attempts));
        Assert.Single(_world.Channel.Sent.Select(d => (d.Id, d.Payload)).Distinct());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_replay_that_is_asked_for_during_an_attempt_is_made_after_it(bool ordered, bool fails)
    {
        var endpoint = ordered ? await OrderedAsync("story_1") : await AlertAsync("story_1");
        _world.Channel.Answer = async (_, delivery, token) =>
        {
            if (_world.Channel.Sent.Count > 1)
                return ScriptedChannel.Delivered;
            await _world.Deliveries.ReplayAsync(delivery.Id, _world.Clock.GetUtcNow(), token);
            return fails ? ServerError : ScriptedChannel.Delivered;
        };
        for (var run = 0; run < 3; run++)
            await RunAsync(endpoint);

        Assert.Equal(2, _world.Channel.Sent.Count);
        Assert.Single(_world.Channel.Sent.Select(d => (d.Id, d.Payload)).Distinct());
        var record = await RecordAsync();
        Assert.Equal((DeliveryState.Delivered, 2), (record.Delivery.State, record.Attempts.Count));
    }

    [Fact]
    public async Task A_replay_that_is_asked_for_before_an_attempt_begins_is_answered_by_it()
    {
        _world.Options.DeliveryConcurrency = 1;
        var endpoint = await AlertAsync("story_1", "story_2");
        var ids = await IdsAsync("story_1", "story_2");
        _world.Channel.Answer = async (_, delivery, token) =>
        {
            if (_world.Channel.Sent.Count == 1)
                await _world.Deliveries.ReplayAsync(ids.Single(id => id != delivery.Id), _world.Clock.GetUtcNow(), token);
            return ScriptedChannel.Delivered;
        };
        for (var run = 0; run < 3; run++)
            await RunAsync(endpoint);

        Assert.Equal(ids.Order(), _world.Channel.Sent.Select(d => d.Id).Order());
    }

    [Fact]
    public async Task A_delivery_that_is_replayed_while_it_waits_is_given_up_after_ten_attempts_in_all()
    {
        _world.Channel.Answer = (_, _, _) => Task.FromResult(ServerError);
        var endpoint = await AlertAsync();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await RunAsync(endpoint);
            await _world.Deliveries.ReplayAsync((await RecordAsync()).Delivery.Id, _world.Clock.GetUtcNow(), default);
        }

        await AttemptAllAsync(endpoint);
        Assert.Equal((DeliveryState.Dead, 10), ((await RecordAsync()).Delivery.State, _world.Channel.Sent.Count));
    }

    [Fact]
    public async Task An_endpoint_at_which_everything_failed_for_five_days_is_disabled()
    {
        _world.Channel.Answer = (_, _, _) => Task.FromResult(ServerError);
        var endpoint = await AlertAsync("story_1");
        await AttemptAllAsync(endpoint);
        Assert.Null((await _world.Alerts.FindEndpointAsync(endpoint, default))!.DisabledReason);

        // Given up after three days; the next alert finds it no better.
        await ArriveAsync("story_2");
        await AttemptAllAsync(endpoint);

        var disabled = (await _world.Alerts.FindEndpointAsync(endpoint, default))!;
        Assert.StartsWith("All ", disabled.DisabledReason, StringComparison.Ordinal);
        Assert.InRange(disabled.Health.LastFailure!.Value - disabled.Health.FailingSince!.Value, TimeSpan.FromDays(5), TimeSpan.FromDays(6.5));
        var states = (await _world.Deliveries.ListAsync(new DeliveryFilter(), new PageRequest(), default)).Items.Select(r => r.Delivery.State);
        Assert.Equal([DeliveryState.Cancelled, DeliveryState.Dead], states);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_owner_of_an_endpoint_that_is_disabled_is_told_once_at_others(bool gone)
    {
        await _world.SubscribeAsync("elsewhere", "nothing", url: "b");
        var endpoint = await AlertAsync("story_1");
        _world.Channel.Answer = (to, _, _) => Task.FromResult(
            to.Id != endpoint ? ScriptedChannel.Delivered : gone ? new ChannelResult { Outcome = ChannelOutcome.Gone, HttpStatus = 410, Error = "The endpoint answered 410 Gone." } : ServerError);
        await AttemptAllAsync(endpoint);
        if (!gone)
        {
            await ArriveAsync("story_2");
            await AttemptAllAsync(endpoint);
        }

        await RunAsync(endpoint);
        await _world.RunAsync();

        var notice = Assert.Single(await _world.AlertsAsync(), alert => alert.Occasion == AlertOccasion.Notice);
        var reason = (await _world.Alerts.FindEndpointAsync(endpoint, default))!.DisabledReason!;
        Assert.Equal(new AlertNotice(endpoint, "test", null, reason), notice.Notice);
        Assert.Equal([reason], notice.Why);
        var told = Assert.Single(await _world.Alerts.DeliveriesAsync(notice.Id, default));
        Assert.Equal((DeliveryState.Delivered, "b"), (told.Delivery.State, told.Endpoint.Url));
        using var body = JsonDocument.Parse(told.Delivery.Payload);
        Assert.Equal("endpoint.disabled", body.RootElement.GetProperty("type").GetString());
        Assert.Equal(endpoint, body.RootElement.GetProperty("data").GetProperty("endpoint").GetProperty("id").GetString());
        Assert.Equal("any", body.RootElement.GetProperty("data").GetProperty("subscriptions")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_batch_that_disables_its_endpoint_says_who_has_something_to_deliver_now()
    {
        await _world.SubscribeAsync("elsewhere", "nothing", url: "b");
        var endpoint = await AlertAsync();
        _world.Channel.Answer = (_, _, _) => Task.FromResult(new ChannelResult { Outcome = ChannelOutcome.Gone, HttpStatus = 410, Error = "gone" });
        var batch = await _world.Runner(endpoint).RunAsync(endpoint, default);
        Assert.Equal(await _world.Alerts.EndpointsWithDueAsync(_world.Clock.GetUtcNow(), default), batch.Wake);
        Assert.Single(batch.Wake);
    }

    [Fact]
    public async Task One_success_among_failures_keeps_an_endpoint_in_use()
    {
        _world.Channel.Answer = (_, _, _) => Task.FromResult(_world.Channel.Sent.Count == 9 ? ScriptedChannel.Delivered : ServerError);
        var endpoint = await AlertAsync("story_1");
        await AttemptAllAsync(endpoint);
        await ArriveAsync("story_2");
        await AttemptAllAsync(endpoint);
        Assert.Null((await _world.Alerts.FindEndpointAsync(endpoint, default))!.DisabledReason);
    }

    private async Task<string> OrderedAsync(params string[] stories)
    {
        _world.Options.SettleWindow = TimeSpan.Zero;
        var subscription = await _world.Service.CreateAsync(
            new("desk", "any", "raimondo", [new ChannelInput("test", "a") { Ordered = true }]), default);
        foreach (var story in stories)
        {
            await ArriveAsync(story);
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return subscription.Channels[0].Id;
    }

    private async Task ArriveAsync(string story)
    {
        await _world.ArriveAsync("Raimondo calls Wang", story);
        await _world.Matcher.RunAsync("en", default);
        await _world.Judge.RunAsync("desk", default);
    }

    /// <summary>Ids of the deliveries of stories.</summary>
    private async Task<string[]> IdsAsync(params string[] stories)
    {
        var alerts = (await _world.AlertsAsync()).ToDictionary(a => a.StoryId!, a => a.Id, StringComparer.Ordinal);
        var all = (await _world.Deliveries.ListAsync(new DeliveryFilter(), new PageRequest(), default)).Items.ToDictionary(r => r.Delivery.AlertId, r => r.Delivery.Id, StringComparer.Ordinal);
        return [.. stories.Select(story => all[alerts[story]])];
    }

    /// <summary>Attempts what there is, each at its time, until nothing is pending.</summary>
    private async Task AttemptAllAsync(string endpoint)
    {
        while (await DueAsync(endpoint) is { } due)
        {
            if (due > _world.Clock.GetUtcNow())
                _world.Clock.Advance(due - _world.Clock.GetUtcNow());
            await RunAsync(endpoint);
        }
    }

    /// <summary>Alerts that wait to be delivered to one endpoint.</summary>
    private async Task<string> AlertAsync(params string[] stories)
    {
        _world.Options.SettleWindow = TimeSpan.Zero;
        var subscription = await _world.SubscribeAsync("any", "raimondo");
        foreach (var story in stories.Length > 0 ? stories : ["story_call"])
            await _world.ArriveAsync("Raimondo calls Wang", story);
        await _world.Matcher.RunAsync("en", default);
        await _world.Judge.RunAsync("desk", default);
        return subscription.Channels[0].Id;
    }

    private Task RunAsync(string endpoint) => _world.Runner(endpoint).RunAsync(endpoint, default);

    private async Task<DateTimeOffset?> DueAsync(string endpoint)
    {
        var pending = await _world.Alerts.DueDeliveriesAsync(endpoint, DateTimeOffset.MaxValue, 1, default);
        return pending.Count == 0 ? null : pending[0].NextAttempt;
    }

    private async Task<DeliveryRecord> RecordAsync() => (await _world.Alerts.DeliveriesAsync((await _world.AlertsAsync()).Single().Id, default)).Single();
}
