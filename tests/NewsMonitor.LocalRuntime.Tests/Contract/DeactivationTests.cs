using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.LocalRuntime.Tests.Stage;
using NewsMonitor.TestKit;
using Orleans.Configuration;

namespace NewsMonitor.LocalRuntime.Tests.Contract;

public interface IGuest : IGrainWithStringKey
{
    Task<int> Visit();

    Task Leave(string gate);

    Task Stay();
}

public class GuestGrain(Scene scene) : Grain, IGuest
{
    private int _visits;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        scene.Note($"{this.GetPrimaryKeyString()} arrives");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        scene.Note($"{this.GetPrimaryKeyString()} leaves: {reason.ReasonCode}");
        await Task.Yield();
        if (this.GetPrimaryKeyString() == "clumsy")
            throw new InvalidOperationException("broke a vase");
    }

    public Task<int> Visit() => Task.FromResult(++_visits);

    public async Task Leave(string gate)
    {
        DeactivateOnIdle();
        await scene.Gate(gate).PassAsync();
        scene.Note($"{gate} passed");
    }

    public Task Stay()
    {
        DelayDeactivation(TimeSpan.FromHours(1));
        return Task.CompletedTask;
    }
}

public interface IResident : IGrainWithStringKey
{
    Task<int> Visit();
}

[KeepAlive]
public sealed class ResidentGrain : Grain, IResident
{
    private int _visits;

    public Task<int> Visit() => Task.FromResult(++_visits);
}

public interface IMayfly : IGrainWithStringKey
{
    Task<int> Count(int number);
}

/// <summary>Asks for its end at every tenth call.</summary>
public sealed class MayflyGrain(ConcurrentQueue<int> counted) : Grain, IMayfly
{
    private int _calls;

    public async Task<int> Count(int number)
    {
        counted.Enqueue(number);
        if (++_calls % 10 == 0)
            DeactivateOnIdle();
        await Task.Yield();
        return number;
    }
}

public interface ITicker : IGrainWithStringKey
{
    Task Start(bool keepAlive);
}

public sealed class TickerGrain(Scene scene) : Grain, ITicker
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        scene.Note($"{this.GetPrimaryKeyString()} leaves: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Start(bool keepAlive)
    {
        var often = TimeSpan.FromMilliseconds(50);
        this.RegisterGrainTimer(static _ => Task.CompletedTask, new GrainTimerCreationOptions(often, often) { KeepAlive = keepAlive });
        return Task.CompletedTask;
    }
}

public interface IRestless : IGrainWithStringKey
{
    Task Call();
}

public sealed class RestlessGrain : Grain, IRestless
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Call() => Task.CompletedTask;
}

public sealed class DeactivationTests
{
    private readonly Scene _scene = new();

    [Fact]
    public async Task A_grain_that_asks_for_its_end_is_made_afresh_by_the_next_call()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IGuest>("ann");
        Assert.Equal(1, await grain.Visit());
        Assert.Equal(2, await grain.Visit());
        _scene.Gate("door").Open();
        await grain.Leave("door");

        Assert.Equal(1, await grain.Visit().Soon("a call after the end"));

        Assert.Equal(["ann arrives", "door passed", "ann leaves: ApplicationRequested", "ann arrives"], _scene.Notes);
    }

    [Fact]
    public async Task The_end_waits_for_the_running_turn_and_calls_that_come_meanwhile_go_to_the_next_activation()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IGuest>("ann");
        await grain.Visit();
        var leave = grain.Leave("door");
        await _scene.ReachedAsync("door");
        var visit = grain.Visit();

        _scene.Gate("door").Open();

        await leave.Soon("the call that asked for the end");
        Assert.Equal(1, await visit.Soon("the call that came meanwhile"));
        Assert.Equal(["ann arrives", "door passed", "ann leaves: ApplicationRequested", "ann arrives"], _scene.Notes);
    }

    [Fact]
    public async Task A_failure_in_the_hook_ends_the_activation_all_the_same()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IGuest>("clumsy");
        await grain.Visit();
        _scene.Gate("door").Open();
        await grain.Leave("door");
        Assert.Equal(1, await grain.Visit().Soon("a call after the end"));
    }

    [Fact]
    public async Task No_call_is_lost_or_doubled_while_activations_come_and_go()
    {
        var counted = new ConcurrentQueue<int>();
        await using var host = await GrainHost.StartAsync(services => services.AddSingleton(counted));
        int[] numbers = [.. Enumerable.Range(0, 4000)];

        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            Assert.Equal(number, await host.Grains.GetGrain<IMayfly>($"{number % 3}").Count(number)));

        Assert.Equal(numbers, counted.Order());
    }

    [Fact]
    public async Task An_activation_that_nobody_calls_ends_after_the_collection_age_unless_it_is_to_stay()
    {
        await using var host = await GrainHost.StartAsync(services => services
            .AddSingleton(_scene)
            .Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionQuantum = TimeSpan.FromMilliseconds(100);
                options.CollectionAge = TimeSpan.FromMilliseconds(300);
            }));
        var resident = host.Grains.GetGrain<IResident>("rob");
        var stays = host.Grains.GetGrain<IGuest>("stays");
        await resident.Visit();
        // The first call says so: before a second one the collection age may have passed.
        await stays.Stay();
        await stays.Visit();
        await host.Grains.GetGrain<IGuest>("ann").Visit();

        await _scene.NotedAsync("ann leaves: ActivationIdle");

        Assert.Equal(2, await resident.Visit());
        Assert.Equal(2, await stays.Visit());
        Assert.Equal(1, await host.Grains.GetGrain<IGuest>("ann").Visit());
    }

    [Fact]
    public async Task Ticks_keep_an_activation_only_if_the_timer_says_so()
    {
        await using var host = await GrainHost.StartAsync(services => services
            .AddSingleton(_scene)
            .Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionQuantum = TimeSpan.FromMilliseconds(200);
                // Many times what a busy machine may keep a tick waiting.
                options.CollectionAge = TimeSpan.FromSeconds(10);
            }));
        await host.Grains.GetGrain<ITicker>("kept").Start(keepAlive: true);
        await host.Grains.GetGrain<ITicker>("let go").Start(keepAlive: false);

        await _scene.NotedAsync("let go leaves: ActivationIdle");

        Assert.Equal(["let go leaves: ActivationIdle"], _scene.Notes);
    }

    [Fact]
    public async Task A_grain_that_ends_before_it_takes_any_call_makes_the_call_fail_and_not_go_round_for_ever()
    {
        await using var host = await StartAsync();
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(
            () => host.Grains.GetGrain<IRestless>("a").Call().Soon("the end of the call"));
    }

    [Fact]
    public async Task After_the_host_has_stopped_a_call_fails()
    {
        var host = await StartAsync();
        await using (host)
        {
            var grain = host.Grains.GetGrain<IGuest>("ann");
            await grain.Visit();
            await host.StopAsync();
            await Assert.ThrowsAnyAsync<OrleansException>(() => grain.Visit().Soon("the end of the call"));
        }
    }

    [Fact]
    public async Task Stopping_the_host_ends_every_activation_with_its_hook()
    {
        var host = await StartAsync();
        await using (host)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => host.Grains.GetGrain<IGuest>($"guest {i}").Visit()));
            await host.StopAsync();
        }

        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => $"guest {i} leaves: ShuttingDown").Order(),
            _scene.Notes.Where(n => n.Contains("leaves", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Stopping_the_host_lets_a_running_call_end()
    {
        var host = await StartAsync();
        await using (host)
        {
            var call = host.Grains.GetGrain<IGuest>("ann").Leave("door");
            await _scene.ReachedAsync("door");
            var stop = host.StopAsync();
            _scene.Gate("door").Open();
            await stop.Soon("the stop of the host");
            await _scene.NotedAsync("door passed");
            await Task.WhenAny(call).Soon("an outcome of the call");
        }
    }

    private Task<GrainHost> StartAsync() => GrainHost.StartAsync(services => services.AddSingleton(_scene));
}
