using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.LocalRuntime.Tests.Contract;
using NewsMonitor.LocalRuntime.Tests.Stage;
using NewsMonitor.TestKit;

namespace NewsMonitor.LocalRuntime.Tests.Local;

/// <summary>A timer's callback waits for a thread like any other work: it may come long after its time was changed.</summary>
public sealed class LateClockTests
{
    [Fact]
    public async Task A_call_of_the_clock_for_a_time_that_was_changed_meanwhile_is_no_tick()
    {
        var scene = new Scene();
        var clock = new StutteringClock();
        await using var host = await GrainHost.StartAsync(services => services.AddSingleton(scene).AddSingleton<TimeProvider>(clock));
        var clockwork = host.Grains.GetGrain<IClockwork>("a");
        await clockwork.Start(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), interleave: false);
        clock.Advance(TimeSpan.FromSeconds(1));
        await clockwork.Turn();
        Assert.Equal(1, scene.Count("tick"));

        clock.CallAllAgain();
        await clockwork.Turn();
        Assert.Equal(1, scene.Count("tick"));

        clock.Advance(TimeSpan.FromSeconds(2));
        await clockwork.Turn();
        Assert.Equal(2, scene.Count("tick"));
    }
}
