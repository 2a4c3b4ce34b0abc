using System.Diagnostics;
using System.Threading.Channels;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks;

public interface ICounter : IGrainWithIntegerKey
{
    ValueTask<int> Next();
}

public sealed class CounterGrain : Grain, ICounter
{
    private int _count;

    public ValueTask<int> Next() => ValueTask.FromResult(++_count);
}

/// <summary>
/// Grain calls a second, activations a second and bytes an idle activation, beside two ways of having one turn at a time by hand: an object
/// with a channel and a loop that reads it (a bare actor), and an object behind an asynchronous lock (which does not even change threads).
/// </summary>
internal static class GrainCallBenchmark
{
    private const int Callers = 64;

    private const int Calls = 1_000_000;

    private const int Activations = 100_000;

    public static async Task RunAsync(string[] args)
    {
        await using var host = await GrainHost.StartAsync();
        Func<int, Func<ValueTask<int>>> grain = key => host.Grains.GetGrain<ICounter>(key).Next;
        Func<int, Func<ValueTask<int>>> actor = _ => new ChannelCounter().Next;
        Func<int, Func<ValueTask<int>>> locked = _ => new LockedCounter().Next;

        await CallsAsync(grain, Callers);
        var bare = await CallsAsync(actor, Callers);
        Report($"channel actors, {Callers} callers on {Callers}", bare, "calls/s", bare);
        Report($"async locks, {Callers} callers on {Callers}", await CallsAsync(locked, Callers), "calls/s", bare);
        Report($"grains, {Callers} callers on {Callers}", await CallsAsync(grain, Callers), "calls/s", bare);
        var hot = await CallsAsync(actor, 1);
        Report($"channel actor, {Callers} callers on 1", hot, "calls/s", hot);
        Report($"grain, {Callers} callers on 1", await CallsAsync(grain, 1), "calls/s", hot);

        var (speed, bytes) = await ActivateAsync(key => grain(Callers + key));
        var (baseSpeed, baseBytes) = await ActivateAsync(actor);
        Report("channel actors begun and called once", baseSpeed, "/s", baseSpeed);
        Report("grains activated by their first call", speed, "/s", baseSpeed);
        Report("idle channel actor", baseBytes, "bytes", baseBytes);
        Report("idle grain", bytes, "bytes", baseBytes);
    }

    /// <summary>Calls a second with all callers busy, each awaiting its call before the next.</summary>
    private static async Task<double> CallsAsync(Func<int, Func<ValueTask<int>>> create, int targets)
    {
        Func<ValueTask<int>>[] methods = [.. Enumerable.Range(0, targets).Select(create)];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < Calls / Callers; i++)
                await methods[caller % targets]();
        })));
        return Calls / watch.Elapsed.TotalSeconds;
    }

    private static async Task<(double PerSecond, double Bytes)> ActivateAsync(Func<int, Func<ValueTask<int>>> create)
    {
        var alive = new object[Activations];
        var before = Memory();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, Activations), async (i, _) =>
        {
            var next = create(i);
            await next();
            // A grain stays alive without anybody's reference, the hand-made objects only by it.
            if (next.Target is ChannelCounter actor)
                alive[i] = actor;
        });
        var seconds = watch.Elapsed.TotalSeconds;
        var bytes = Memory() - before;
        GC.KeepAlive(alive);
        return (Activations / seconds, bytes / (double)Activations);
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static void Report(string what, double figure, string unit, double baseline) =>
        Console.WriteLine($"{what,-44}{figure,12:N0} {unit,-8}{figure / baseline,8:N2} x baseline");

    private sealed class ChannelCounter
    {
        private readonly Channel<TaskCompletionSource<int>> _calls =
            Channel.CreateUnbounded<TaskCompletionSource<int>>(new UnboundedChannelOptions { SingleReader = true });

        private int _count;

        public ChannelCounter() => _ = RunAsync();

        public ValueTask<int> Next()
        {
            var call = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            _calls.Writer.TryWrite(call);
            return new ValueTask<int>(call.Task);
        }

        private async Task RunAsync()
        {
            await foreach (var call in _calls.Reader.ReadAllAsync())
                call.SetResult(++_count);
        }
    }

    private sealed class LockedCounter
    {
        private readonly SemaphoreSlim _turn = new(1);
        private int _count;

        public async ValueTask<int> Next()
        {
            await _turn.WaitAsync();
            try
            {
                return ++_count;
            }
            finally
            {
                _turn.Release();
            }
        }
    }
}
