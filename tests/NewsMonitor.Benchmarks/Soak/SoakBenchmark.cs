using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks.Soak;

/// <summary>
/// Polls feeds of loopback hosts for minutes, a tenth of them failing in every way there is, with the intervals of hours made seconds. The servers
/// look whether each rule of politeness is kept towards them, and know in the end what must have been stored. A broken rule makes the exit code 1.
/// <code>soak [MINUTES] [FEEDS] [HOSTS]</code>
/// </summary>
internal static class SoakBenchmark
{
    // Polls that are on their way when the end comes may be stored or not.
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string[] args)
    {
        var numbers = args.Select(a => double.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        var plan = new SoakPlan(TimeSpan.FromMinutes(numbers.ElementAtOrDefault(0) is > 0 and var m ? m : 10), (int)(numbers.ElementAtOrDefault(1) is > 0 and var f ? f : 2000), (int)(numbers.ElementAtOrDefault(2) is > 0 and var h ? h : 50));
        var clock = TimeProvider.System;
        var rules = new SoakRules();
        var folder = Directory.CreateTempSubdirectory("newsmonitor-bench-");
        try
        {
            await using var outlets = await SoakOutlets.StartAsync(plan, rules, clock);
            var file = Path.Combine(folder.FullName, "soak.db");
            Console.WriteLine($"{plan.Feeds:N0} feeds on {plan.Hosts} hosts, {outlets.Feeds.Count(f => f.Kind != SoakKind.Well):N0} of them failing in {Enum.GetValues<SoakKind>().Length - 1} ways, for {plan.Length}");
            await using (var host = await StartAsync(file, plan.Options, clock))
            {
                await AddAsync(outlets.Feeds, host.Services.GetRequiredService<IFeedStore>(), clock);
                for (var shard = 0; shard < plan.Options.SchedulerShards; shard++)
                    await host.Grains.GetGrain<IPollSchedulerGrain>(shard).WakeAsync(default);
                await WatchAsync(plan, outlets, rules, host.Services.GetRequiredService<IFeedStore>(), clock);
                foreach (var feed in outlets.Feeds)
                    feed.Close();
                await Task.Delay(Ending, clock);
            }

            await using var database = SqliteDatabase.Open(new SqliteStorageOptions { File = file });
            var store = new SqliteFeedStore(database);
            foreach (var feed in outlets.Feeds)
                await SoakTruth.CheckAsync(feed, store, plan, rules);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        rules.Print();
        Console.WriteLine(rules.Broken == 0 ? "no rule was broken" : $"rules were broken {rules.Broken:N0} times");
        if (rules.Broken > 0)
            Environment.ExitCode = 1;
    }

    private static Task<GrainHost> StartAsync(string file, FeedOptions options, TimeProvider clock)
    {
        if (options.Validate() is [var wrong, ..])
            throw new InvalidOperationException(wrong);
        return GrainHost.StartAsync(services => services
            .AddSingleton(options)
            .AddSingleton(clock)
            .AddSingleton<ILanguageTagger, OneLanguage>()
            .AddSqliteStorage(new SqliteStorageOptions { File = file })
            .AddFeeds());
    }

    private static Task AddAsync(IReadOnlyList<SoakFeed> feeds, IFeedStore store, TimeProvider clock) =>
        Parallel.ForEachAsync(
            feeds, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (feed, token) => await store.AddAsync(new NewFeed(feed.Url, null, [], clock.GetUtcNow()), token));

    /// <summary>Prints what goes on until the time is over, and looks whether memory stays what it was.</summary>
    private static async Task WatchAsync(SoakPlan plan, SoakOutlets outlets, SoakRules rules, IFeedStore store, TimeProvider clock)
    {
        const int Samples = 20;
        var heaps = new List<double>();
        for (var sample = 1; sample <= Samples; sample++)
        {
            await Task.Delay(plan.Length / Samples, clock);
            var counts = await store.CountAsync(clock.GetUtcNow(), default);
            var heap = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
            heaps.Add(heap);
            using var self = Process.GetCurrentProcess();
            Console.WriteLine(
                $"{plan.Length / Samples * sample:hh\\:mm\\:ss}  {outlets.Feeds.Sum(f => (long)f.Polls),8:N0} polls  {counts.Articles,7:N0} articles  {counts.Failing,4:N0} failing  {counts.Due,4:N0} due  heap {heap,5:N0} MB  working set {self.WorkingSet64 / 1e6,5:N0} MB  broken {rules.Broken:N0}");
        }

        // The servers' own memory of what they published is in it, a few MB at most.
        var (middle, late) = (Median(heaps[(Samples / 3)..(2 * Samples / 3)]), Median(heaps[(2 * Samples / 3)..]));
        rules.Check("memory is flat", late <= 1.15 * middle + 10, () => $"{middle:N0} MB in the middle third, {late:N0} MB in the last");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class OneLanguage : ILanguageTagger
    {
        public string Tag(string? declared, string title, string text) => "en";
    }
}
