using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Model;
using NewsMonitor.TestKit;

namespace NewsMonitor.Stories.Tests;

public interface ILoomGrain : IGrainWithStringKey
{
    /// <summary>Not one-way: it tells when the wake was heard.</summary>
    Task WakeAsync(CancellationToken cancellationToken);
}

/// <summary>How much there is to weave, and what holds the work up.</summary>
public sealed class Loom
{
    private int _batches;

    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Batches => Volatile.Read(ref _batches);

    public async Task<bool> WeaveAsync()
    {
        Begun.TrySetResult();
        await GoOn.Task;
        return Interlocked.Increment(ref _batches) < 3;
    }
}

public sealed class LoomGrain(Loom loom) : SweepGrain(TimeSpan.FromHours(1)), ILoomGrain
{
    protected override Task<bool> WorkAsync(CancellationToken cancellationToken) => loom.WeaveAsync();

    protected override void SayUnavailable(StoreUnavailableException exception)
    {
    }

    protected override void SayFailed(Exception exception)
    {
    }
}

public sealed class SweepGrainTests
{
    [Fact]
    public async Task Wakes_are_heard_while_a_backlog_is_worked_off_and_come_to_one_look_more()
    {
        var loom = new Loom();
        await using var host = await GrainHost.StartAsync(services => services.AddSingleton(loom));
        var grain = host.Grains.GetGrain<ILoomGrain>("a");
        await grain.WakeAsync(default);
        await loom.Begun.Task.Soon("the work begins");

        for (var i = 0; i < 100; i++)
            await grain.WakeAsync(default).Soon("the wake is heard");
        loom.GoOn.SetResult();

        await Eventually.TrueAsync(() => loom.Batches == 4, "three batches and one look more");
    }
}
