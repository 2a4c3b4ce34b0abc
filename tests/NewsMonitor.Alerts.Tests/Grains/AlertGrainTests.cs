using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Alerts.Tests.World;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Alerts.Tests.Grains;

/// <summary>The grains on a real grain host, with the database and the clock of the test.</summary>
public sealed class AlertGrainTests : IAsyncLifetime
{
    private readonly AlertWorld _world = new();
    private GrainHost _host = null!;

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync(services => services
        .AddAlerts()
        .AddSingleton<IArticleCountries, NamedCountries>()
        .AddSingleton<TimeProvider>(_world.Clock)
        .AddSingleton(_world.Options)
        .AddSingleton(_world.Alerts)
        .AddSingleton(_world.Subscriptions)
        .AddSingleton<IChannel>(_world.Channel));

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task One_wake_brings_an_event_all_the_way_to_the_endpoint()
    {
        _world.Options.SettleWindow = TimeSpan.Zero;
        await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");

        await WakeMatchingAsync();

        await UntilAsync(() => _world.Channel.Sent.Count == 1, "the alert to be sent");
        await UntilAsync(async () => (await DeliveriesAsync()).All(d => d.State == DeliveryState.Delivered), "the delivery to be recorded");
    }

    [Fact]
    public async Task A_story_that_settles_is_told_at_its_time_without_another_wake()
    {
        await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");
        await WakeMatchingAsync();
        await UntilAsync(
            async () => (await _world.Alerts.SubscribersWithDueAsync(_world.Clock.GetUtcNow() + _world.Options.SettleWindow, default)).Count == 1
                && (await _world.Alerts.SubscribersWithDueAsync(_world.Clock.GetUtcNow(), default)).Count == 0,
            "the story to be held");
        Assert.Empty(_world.Channel.Sent);

        await AdvanceUntilSentAsync(1);
    }

    [Fact]
    public async Task A_failed_delivery_is_tried_again_at_its_time_without_another_wake()
    {
        _world.Options.SettleWindow = TimeSpan.Zero;
        _world.Channel.Answer = (_, _, _) => Task.FromResult(
            _world.Channel.Sent.Count == 1 ? new ChannelResult { Outcome = ChannelOutcome.Failed, Error = "500" } : ScriptedChannel.Delivered);
        await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");
        await WakeMatchingAsync();
        await UntilAsync(async () => (await DeliveriesAsync()) is [{ Attempts: 1 }], "the failure to be recorded");

        await AdvanceUntilSentAsync(2);
        Assert.Single(_world.Channel.Sent.Select(d => d.Id).Distinct());
    }

    [Fact]
    public async Task A_hanging_endpoint_holds_up_no_other_and_still_hears_its_wakes()
    {
        _world.Options.SettleWindow = TimeSpan.Zero;
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Channel.Answer = async (endpoint, _, _) =>
        {
            if (endpoint.Url == "slow")
                await release.Task;
            return ScriptedChannel.Delivered;
        };
        var slow = await _world.SubscribeAsync("slow", "raimondo", "desk-slow", url: "slow");
        await _world.SubscribeAsync("fast", "raimondo", "desk-fast", url: "fast");
        for (var i = 1; i <= 5; i++)
        {
            await _world.ArriveAsync("Raimondo calls Wang", $"story_{i}");
            await WakeMatchingAsync();
            var count = i;
            await UntilAsync(
                () => _world.Channel.Sent.Count(d => d.EndpointId != slow.Channels[0].Id) == count, "the fast endpoint to be sent its alert");
        }

        release.SetResult();
        await UntilAsync(async () => (await DeliveriesAsync()) is { Count: 10 } all && all.All(d => d.State == DeliveryState.Delivered), "all to be delivered");
        Assert.Equal(10, _world.Channel.Sent.Count);
    }

    [Fact]
    public async Task That_an_endpoint_is_disabled_reaches_another_without_another_wake()
    {
        _world.Options.SettleWindow = TimeSpan.Zero;
        _world.Channel.Answer = (endpoint, _, _) => Task.FromResult(
            endpoint.Url == "a" ? new ChannelResult { Outcome = ChannelOutcome.Gone, HttpStatus = 410, Error = "gone" } : ScriptedChannel.Delivered);
        await _world.SubscribeAsync("any", "raimondo", url: "a");
        var other = (await _world.SubscribeAsync("elsewhere", "nothing", url: "b")).Channels[0].Id;
        await _world.ArriveAsync("Raimondo calls Wang");

        await WakeMatchingAsync();

        await UntilAsync(() => _world.Channel.Sent.Any(d => d.EndpointId == other), "the notice to be sent");
    }

    private Task WakeMatchingAsync() => _host.Grains.GetGrain<IStoryMatchGrain>("en").WakeAsync(default);

    // Timers that are due at once fire when the clock is moved, if only by nothing.
    private Task UntilAsync(Func<Task<bool>> condition, string what) => Eventually.TrueAsync(
        () =>
        {
            _world.Clock.Advance(TimeSpan.Zero);
            return condition();
        },
        what);

    private Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    // The grain sets its timer after it has stored what it decided: the clock goes on until the timer has been met.
    private Task AdvanceUntilSentAsync(int count) => UntilAsync(
        () =>
        {
            if (_world.Channel.Sent.Count >= count)
                return true;
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
            return false;
        },
        "the time to come");

    private async Task<IReadOnlyList<Delivery>> DeliveriesAsync()
    {
        var found = new List<Delivery>();
        foreach (var alert in await _world.AlertsAsync())
            found.AddRange((await _world.Alerts.DeliveriesAsync(alert.Id, default)).Select(r => r.Delivery));
        return found;
    }
}
