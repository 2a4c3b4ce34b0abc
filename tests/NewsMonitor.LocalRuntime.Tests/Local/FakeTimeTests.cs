using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.LocalRuntime.Tests.Contract;
using NewsMonitor.LocalRuntime.Tests.Stage;
using NewsMonitor.TestKit;
using Orleans.Configuration;

namespace NewsMonitor.LocalRuntime.Tests.Local;

public interface ISleeper : IGrainWithStringKey
{
    Task Call();

    Task Leave();
}

/// <summary>Stops at gates in its hooks, whatever the token says.</summary>
public sealed class SleeperGrain(Scene scene) : Grain, ISleeper
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) => scene.Gate("activation").PassAsync(CancellationToken.None);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        cancellationToken.Register(() => scene.Note("deactivation cancelled"));
        return scene.Gate("deactivation").PassAsync(CancellationToken.None);
    }

    public Task Call() => Task.CompletedTask;

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

/// <summary>The local runtime takes every time from the injected clock, which Orleans does for grain timers only.</summary>
public sealed class FakeTimeTests
{
    private readonly Scene _scene = new();
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_caller_waits_thirty_seconds()
    {
        await using var host = await StartAsync();
        var call = host.Grains.GetGrain<IShop>("a").Wait("till", CancellationToken.None);
        await _scene.ReachedAsync("till");

        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.IsType<TimeoutException>(call.Exception?.InnerException);

        _scene.Gate("till").Open();
    }

    [Fact]
    public async Task Each_method_has_its_own_deadline()
    {
        await using var host = await StartAsync();
        var patient = host.Grains.GetGrain<IShop>("a").Wait("a", CancellationToken.None);
        var hurried = host.Grains.GetGrain<IShop>("b").Hurry("b");
        await _scene.ReachedAsync("a");
        await _scene.ReachedAsync("b");

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(hurried.IsFaulted);
        Assert.False(patient.IsCompleted);

        _scene.Gate("a").Open();
        _scene.Gate("b").Open();
        await patient.Soon("the call in time");
    }

    [Fact]
    public async Task An_activation_is_collected_by_the_first_look_after_the_collection_age()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IGuest>("ann");
        await grain.Visit();
        _clock.Advance(TimeSpan.FromMinutes(14.5));
        await grain.Visit();

        _clock.Advance(TimeSpan.FromMinutes(14.9));
        Assert.Equal(3, await grain.Visit());
        _clock.Advance(TimeSpan.FromMinutes(16));
        await _scene.NotedAsync("ann leaves: ActivationIdle");
        Assert.Equal(1, await grain.Visit());
    }

    [Fact]
    public async Task A_running_call_keeps_its_activation()
    {
        await using var host = await StartAsync();
        await host.Grains.GetGrain<IGuest>("ann").Visit();
        await host.Grains.GetGrain<IShop>("a").Tell("ear", CancellationToken.None);
        await _scene.ReachedAsync("ear");

        _clock.Advance(TimeSpan.FromHours(1));
        await _scene.NotedAsync("ann leaves: ActivationIdle");

        _scene.Gate("ear").Open();
        await _scene.NotedAsync("ear told");
    }

    [Fact]
    public async Task An_activation_that_takes_too_long_fails_its_calls()
    {
        await using var host = await StartAsync(o => o.ActivationTimeout = TimeSpan.FromSeconds(10));
        var call = host.Grains.GetGrain<ISleeper>("a").Call();
        await _scene.ReachedAsync("activation");

        _clock.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon("the failure of the activation"));
    }

    [Fact]
    public async Task A_deactivation_that_takes_too_long_is_cancelled_and_then_abandoned()
    {
        await using var host = await StartAsync(o => o.DeactivationTimeout = TimeSpan.FromSeconds(10));
        _scene.Gate("activation").Open();
        var grain = host.Grains.GetGrain<ISleeper>("a");
        await grain.Leave();
        await _scene.ReachedAsync("deactivation");
        var call = grain.Call();

        _clock.Advance(TimeSpan.FromSeconds(10));

        await call.Soon("the call of the next activation");
        await _scene.NotedAsync("deactivation cancelled");
        _scene.Gate("deactivation").Open();
    }

    private Task<GrainHost> StartAsync(Action<GrainCollectionOptions>? configure = null) => GrainHost.StartAsync(services => services
        .AddSingleton(_scene)
        .AddSingleton<TimeProvider>(_clock)
        .Configure(configure ?? (static _ => { })));
}
