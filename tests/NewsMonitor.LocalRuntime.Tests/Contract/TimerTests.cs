using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.LocalRuntime.Tests.Stage;
using NewsMonitor.TestKit;
using Orleans.Concurrency;

namespace NewsMonitor.LocalRuntime.Tests.Contract;

public interface IClockwork : IGrainWithStringKey
{
    Task Start(TimeSpan dueTime, TimeSpan period, bool interleave);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task Leave();

    /// <summary>A turn: when it has run, the turns before it have ended.</summary>
    Task Turn();

    /// <summary>A turn that lasts until the gate is open.</summary>
    Task LongTurn(string gate);

    /// <summary>The next tick stops at this gate.</summary>
    Task BlockTick(string gate);

    Task FailTick();

    /// <summary>The next tick itself asks for the one after it.</summary>
    Task ChangeInTick(TimeSpan dueTime, TimeSpan period);

    [AlwaysInterleave]
    Task StopNow();
}

public sealed class ClockworkGrain(Scene scene) : Grain, IClockwork
{
    private IGrainTimer? _timer;
    private Func<CancellationToken, Task> _inTick = static _ => Task.CompletedTask;

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            static (grain, cancellationToken) => grain.TickAsync(cancellationToken),
            this,
            new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task StopNow() => Stop();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Turn() => Task.CompletedTask;

    public async Task LongTurn(string gate)
    {
        scene.Note("turn begins");
        await scene.Gate(gate).PassAsync();
        scene.Note("turn ends");
    }

    public Task BlockTick(string gate)
    {
        _inTick = async cancellationToken =>
        {
            try
            {
                await scene.Gate(gate).PassAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                scene.Note("tick cancelled");
            }
        };
        return Task.CompletedTask;
    }

    public Task FailTick()
    {
        _inTick = static _ => throw new InvalidOperationException("this tick fails");
        return Task.CompletedTask;
    }

    public Task ChangeInTick(TimeSpan dueTime, TimeSpan period)
    {
        _inTick = _ => Change(dueTime, period);
        return Task.CompletedTask;
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        scene.Note("tick");
        var inTick = _inTick;
        _inTick = static _ => Task.CompletedTask;
        await inTick(cancellationToken);
        scene.Note("tock");
    }
}

/// <summary>All on a clock that the tests move, in steps that stay below the calls' deadlines.</summary>
public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Scene _scene = new();
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Ticks_come_at_the_due_time_and_then_once_a_period()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.Start(2 * Second, 3 * Second, interleave: false);

        await AdvanceAsync(grain, 1.9 * Second, ticks: 0);
        await AdvanceAsync(grain, 0.1 * Second, ticks: 1);
        await AdvanceAsync(grain, 2.9 * Second, ticks: 1);
        await AdvanceAsync(grain, 0.1 * Second, ticks: 2);
        await AdvanceAsync(grain, 3 * Second, ticks: 3);
    }

    [Fact]
    public async Task Without_a_period_there_is_one_tick()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.Start(Second, Timeout.InfiniteTimeSpan, interleave: false);
        await AdvanceAsync(grain, Second, ticks: 1);
        await AdvanceAsync(grain, 10 * Second, ticks: 1);
    }

    [Fact]
    public async Task A_tick_that_comes_due_during_a_call_waits_for_its_turn()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.Start(Second, Second, interleave: false);
        var turn = grain.LongTurn("turn");
        await _scene.ReachedAsync("turn");

        _clock.Advance(Second);
        _scene.Gate("turn").Open();
        await turn.Soon("the turn");
        await _scene.NotedAsync("tock");

        Assert.Equal(["turn begins", "turn ends", "tick", "tock"], _scene.Notes);
    }

    [Fact]
    public async Task An_interleaving_tick_does_not_wait()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.Start(Second, Second, interleave: true);
        var turn = grain.LongTurn("turn");
        await _scene.ReachedAsync("turn");

        _clock.Advance(Second);
        await _scene.NotedAsync("tock");
        _scene.Gate("turn").Open();
        await turn.Soon("the turn");

        Assert.Equal(["turn begins", "tick", "tock", "turn ends"], _scene.Notes);
    }

    [Fact]
    public async Task A_call_waits_for_a_tick()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.BlockTick("tick");
        await grain.Start(Second, Second, interleave: false);
        _clock.Advance(Second);
        await _scene.ReachedAsync("tick");
        _scene.Gate("turn").Open();
        var turn = grain.LongTurn("turn");

        _scene.Gate("tick").Open();
        await turn.Soon("the turn");

        Assert.Equal(["tick", "tock", "turn begins", "turn ends"], _scene.Notes);
    }

    [Fact]
    public async Task Ticks_never_overlap_and_the_period_counts_from_the_end_of_a_tick()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.BlockTick("tick");
        await grain.Start(Second, Second, interleave: true);
        _clock.Advance(Second);
        await _scene.ReachedAsync("tick");

        _clock.Advance(5.5 * Second);
        _scene.Gate("tick").Open();
        await _scene.NotedAsync("tock");
        await grain.Turn();

        await AdvanceAsync(grain, 0.9 * Second, ticks: 1);
        await AdvanceAsync(grain, 0.1 * Second, ticks: 2);
        Assert.Equal(["tick", "tock", "tick", "tock"], _scene.Notes);
    }

    [Fact]
    public async Task A_change_moves_the_next_tick()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.Start(5 * Second, 5 * Second, interleave: false);
        await grain.Change(2 * Second, Second);
        await AdvanceAsync(grain, 2 * Second, ticks: 1);
        await AdvanceAsync(grain, Second, ticks: 2);

        await grain.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await AdvanceAsync(grain, 20 * Second, ticks: 2);

        await grain.Change(TimeSpan.Zero, 5 * Second);
        await AdvanceAsync(grain, TimeSpan.Zero, ticks: 3);
    }

    [Fact]
    public async Task A_change_within_a_tick_takes_effect_after_it()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.ChangeInTick(3 * Second, Second);
        await grain.Start(Second, Second, interleave: false);
        await AdvanceAsync(grain, Second, ticks: 1);
        await AdvanceAsync(grain, 2.9 * Second, ticks: 1);
        await AdvanceAsync(grain, 0.1 * Second, ticks: 2);
        await AdvanceAsync(grain, Second, ticks: 3);
    }

    [Fact]
    public async Task A_failed_tick_does_not_stop_the_timer()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.FailTick();
        await grain.Start(Second, Second, interleave: false);
        await AdvanceAsync(grain, Second, ticks: 1);
        await AdvanceAsync(grain, Second, ticks: 2);
        Assert.Equal(["tick", "tick", "tock"], _scene.Notes);
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.Start(Second, Second, interleave: false);
        await AdvanceAsync(grain, Second, ticks: 1);
        await grain.Stop();
        await AdvanceAsync(grain, 10 * Second, ticks: 1);
    }

    [Fact]
    public async Task Disposing_a_timer_cancels_the_tick_that_runs()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.BlockTick("tick");
        await grain.Start(Second, Second, interleave: false);
        _clock.Advance(Second);
        await _scene.ReachedAsync("tick");

        await grain.StopNow();

        await _scene.NotedAsync("tick cancelled");
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.Start(Second, Second, interleave: false);
        await AdvanceAsync(grain, Second, ticks: 1);
        await grain.Leave();
        await grain.Turn();
        await AdvanceAsync(grain, 10 * Second, ticks: 1);
    }

    [Fact]
    public async Task The_end_of_an_activation_waits_for_a_running_tick()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IClockwork>("a");
        await grain.BlockTick("tick");
        await grain.Start(Second, Second, interleave: true);
        _clock.Advance(Second);
        await _scene.ReachedAsync("tick");
        await grain.Leave();
        var turn = grain.Turn();

        _scene.Gate("tick").Open();
        await turn.Soon("a call to the next activation");

        Assert.Equal(["tick", "tock"], _scene.Notes);
    }

    private Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(services => services.AddSingleton(_scene).AddSingleton<TimeProvider>(_clock));

    /// <summary>Moves the clock and asserts how many ticks there have been since the beginning.</summary>
    private async Task AdvanceAsync(IClockwork grain, TimeSpan span, int ticks)
    {
        _clock.Advance(span);
        await _scene.NotedAsync("tick", ticks);
        // A tick waits for its turn like this call, so one that is on its way too many has run by then.
        await grain.Turn();
        Assert.Equal(ticks, _scene.Count("tick"));
    }
}
