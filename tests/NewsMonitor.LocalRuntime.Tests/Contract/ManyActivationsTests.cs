using NewsMonitor.TestKit;
using Xunit.Abstractions;

namespace NewsMonitor.LocalRuntime.Tests.Contract;

public interface IExtra : IGrainWithIntegerKey
{
    ValueTask<int> Call();
}

public sealed class ExtraGrain : Grain, IExtra
{
    private int _calls;

    public ValueTask<int> Call() => ValueTask.FromResult(++_calls);
}

public sealed class ManyActivationsTests(ITestOutputHelper output)
{
    private const int Grains = 100_000;

    [Fact]
    public async Task A_hundred_thousand_activations_live_side_by_side()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Grains.GetGrain<IExtra>(-1).Call();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Assert.Equal(Grains, await CallAllAsync(host));
        var after = GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine($"{(after - before) / (double)Grains:F0} bytes for an idle activation");

        Assert.Equal(2 * Grains, await CallAllAsync(host));
    }

    /// <summary>The sum of all answers: each grain answers how often it has been called.</summary>
    private static async Task<int> CallAllAsync(GrainHost host)
    {
        var sum = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Grains),
            async (i, _) => Interlocked.Add(ref sum, await host.Grains.GetGrain<IExtra>(i).Call()));
        return sum;
    }
}
