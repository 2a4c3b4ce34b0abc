using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks;

/// <summary>The process whose memory <see cref="IdleFeedsBenchmark"/> prints: schedulers that sweep, and feed grains.</summary>
internal static class IdleFeedsHost
{
    // Several sweeps of each scheduler.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string file)
    {
        var options = new FeedOptions();
        await using var host = await GrainHost.StartAsync(services => services
            .AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILanguageTagger, NoLanguage>()
            .AddSqliteStorage(new SqliteStorageOptions { File = file })
            .AddFeeds());
        var feeds = (int)(await host.Services.GetRequiredService<IFeedStore>().CountAsync(TimeProvider.System.GetUtcNow(), default)).Feeds;
        for (var shard = 0; shard < options.SchedulerShards; shard++)
            await host.Grains.GetGrain<IPollSchedulerGrain>(shard).WakeAsync(default);
        await Task.Delay(Settling, TimeProvider.System);
        Print("schedulers sweep, no feed was due yet", 0);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        // Not due: the grain reads its row and leaves it at that.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, feeds), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (n, token) => await host.Grains.GetGrain<IFeedGrain>(IdleFeedsBenchmark.Id(n)).PollAsync(false, token));
        Print("every feed has an active grain", 0);
        await Task.Delay(Settling, TimeProvider.System);
        Print("the same, a little later", (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)feeds);
    }

    private static void Print(string what, double bytes)
    {
        using var self = Process.GetCurrentProcess();
        Console.WriteLine($"{what,-40} working set {self.WorkingSet64 / 1e6,6:N0} MB, most so far {self.PeakWorkingSet64 / 1e6,6:N0} MB{(bytes > 0 ? $", {bytes:N0} bytes a grain" : "")}");
    }

    private sealed class NoLanguage : ILanguageTagger
    {
        public string Tag(string? declared, string title, string text) => "en";
    }
}
