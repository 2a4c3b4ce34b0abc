using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Alerts.Matching;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>A subscription that is paused for longer than looking back reaches: what came before is told when it goes on, what came meanwhile is not.</summary>
public sealed class PausingTests : IAsyncLifetime
{
    private readonly AlertWorld _world = new();
    private Subscription _calls = null!;

    public async Task InitializeAsync() => _calls = await _world.SubscribeAsync("calls", "wang");

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task What_waited_to_be_matched_is_told_when_it_goes_on()
    {
        await _world.ArriveAsync("Wang calls");
        await PauseAsync(true);
        await PassAsync(TimeSpan.FromHours(5));
        Assert.Empty(await _world.AlertsAsync());

        await PauseAsync(false);
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["story_call"], await ToldAsync());
    }

    [Fact]
    public async Task What_was_being_matched_is_told_when_it_goes_on()
    {
        await _world.ArriveAsync("Wang calls");
        var store = new StubbornStore(_world.Alerts) { Storing = () => PauseAsync(true) };
        using var current = new CurrentSubscriptions(_world.Subscriptions, store, _world.Options, _world.Clock, NullLogger<CurrentSubscriptions>.Instance);
        var matcher = new StoryMatcher(store, current, _world.Texts, _world.Options, _world.Metrics, _world.Clock, NullLogger<StoryMatcher>.Instance);
        Assert.Equal(1, (await matcher.RunAsync("en", default)).Events);
        await PassAsync(TimeSpan.FromHours(5));
        Assert.Empty(await _world.AlertsAsync());

        await PauseAsync(false);
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["story_call"], await ToldAsync());
    }

    [Fact]
    public async Task What_was_settling_is_told_when_it_goes_on()
    {
        await _world.ArriveAsync("Wang calls");
        await _world.RunAsync();
        await PauseAsync(true);
        await PassAsync(TimeSpan.FromHours(5));
        Assert.Empty(await _world.AlertsAsync());

        await PauseAsync(false);
        await _world.RestartAsync();
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["story_call"], await ToldAsync());
    }

    [Fact]
    public async Task What_came_meanwhile_is_told_as_far_as_looking_back_reaches_and_of_stories_that_it_had_matched_before()
    {
        await _world.ArriveAsync("Wang calls", "story_known");
        await PassAsync(TimeSpan.FromMinutes(1));
        await PauseAsync(true);
        await PassAsync(TimeSpan.FromHours(1));
        await _world.ArriveAsync("Wang visits", "story_meanwhile");
        foreach (var outlet in new[] { "b.example", "c.example", "d.example" })
            await _world.ArriveAsync("Wang calls", "story_known", outlet);
        await PassAsync(TimeSpan.FromHours(3));
        await _world.ArriveAsync("Wang speaks", "story_lately");
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(["story_known"], await ToldAsync());

        await PauseAsync(false);
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["story_known", "story_known", "story_lately"], await ToldAsync());
    }

    private Task PauseAsync(bool paused) => _world.Service.ChangeAsync(_calls.Id, new SubscriptionChange(Paused: paused), default);

    private async Task PassAsync(TimeSpan time)
    {
        await _world.RunAsync();
        _world.Clock.Advance(time);
        await _world.RunAsync();
    }

    private async Task<string[]> ToldAsync() => [.. (await _world.AlertsAsync()).Select(alert => alert.StoryId!).Order(StringComparer.Ordinal)];
}
