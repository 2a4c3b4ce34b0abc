using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// Polls a second through the feeds' grains with everything that a poll does (state read, and stored durably in SQLite; guard, limits), beside
/// a bare HttpClient loop that asks the same server for the same at the same concurrency and keeps nothing. The server is another process, the
/// concurrency that of a server with default settings. Three kinds of answers: 304, the same body again, and a document of 25 articles of which
/// 5 are new. Both sides take turns.
/// <code>polls [304|unchanged|full] [ROUNDS]</code>
/// </summary>
internal static class PollBenchmark
{
    public const int Feeds = 2000;

    private static readonly FeedOptions Options = new() { AllowPrivateNetworks = true, UnconditionalEvery = 0 };

    private static readonly int Concurrency = Options.SchedulerShards * Options.MaximumConcurrentPolls;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1.5);

    private static readonly (string Path, string What)[] Kinds =
        [("304", "304, nothing changed"), ("unchanged", "200, the same body"), ("full", "200, 5 of 25 articles new")];

    public static async Task RunAsync(string[] args)
    {
        var kinds = Kinds.Where(kind => !args.Any(a => Kinds.Any(k => k.Path == a)) || args.Contains(kind.Path));
        var rounds = args.Select(a => int.TryParse(a, CultureInfo.InvariantCulture, out var n) && n < 100 ? n : 0).FirstOrDefault(n => n > 0, 4);
        var folder = Directory.CreateTempSubdirectory("newsmonitor-bench-");
        try
        {
            using var server = await PollServer.StartAsync();
            await using var host = await StartAsync(Path.Combine(folder.FullName, "bench.db"));
            foreach (var (path, what) in kinds)
                await CompareAsync(host, server.Root, path, what, rounds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(GrainHost host, string root, string path, string what, int rounds)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Concurrency });
        var grains = await GrainsAsync(host, root, path);
        var (bare, polls, ratios) = (Tally.None, Tally.None, new List<double>());
        // The first two rounds warm both sides up and are not counted.
        for (var round = -1; round <= rounds; round++)
        {
            var alone = await LoadAsync(async n =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{root}/{path}?{n % Feeds}");
                request.Headers.TryAddWithoutValidation("If-None-Match", "\"1\"");
                using var response = await http.SendAsync(request);
                await response.Content.ReadAsByteArrayAsync();
            });
            var ours = await LoadAsync(async n =>
            {
                var summary = await grains[n % Feeds].PollAsync(force: true, default);
                if (summary is not { Polled: true, Error: null })
                    throw new InvalidOperationException(summary?.Error ?? "A poll was not made.");
            });
            if (round <= 0)
                continue;
            bare += alone;
            polls += ours;
            ratios.Add(ours.Rate / alone.Rate);
        }

        ratios.Sort();
        Console.WriteLine(
            $"{what,-26} HttpClient {bare.Rate,7:N0}/s {bare.Processor,5:N0} µs {bare.Bytes,7:N0} B   polls {polls.Rate,7:N0}/s {polls.Processor,5:N0} µs {polls.Bytes,7:N0} B   {polls.Rate / bare.Rate:N2} x HttpClient ({ratios[0]:N2} to {ratios[^1]:N2})");
    }

    private static async Task<IFeedGrain[]> GrainsAsync(GrainHost host, string root, string path)
    {
        var store = host.Services.GetRequiredService<IFeedStore>();
        var feeds = await Task.WhenAll(Enumerable.Range(0, Feeds).Select(n =>
            store.AddAsync(new NewFeed($"{root}/{path}?{n}", null, [], DateTimeOffset.UnixEpoch), default)));
        IFeedGrain[] grains = [.. feeds.Select(f => host.Grains.GetGrain<IFeedGrain>(f.Feed.Id))];
        // The first poll of each is another kind.
        await Parallel.ForEachAsync(grains, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (grain, _) => await grain.PollAsync(force: true, default));
        return grains;
    }

    private static async Task<Tally> LoadAsync(Func<int, Task> work)
    {
        var (cpu, bytes, started, done, next) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp(), 0, -1);
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < Turn)
            {
                await work(Interlocked.Increment(ref next));
                Interlocked.Increment(ref done);
            }
        })));
        return new Tally(done, Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes() - bytes);
    }

    private static Task<GrainHost> StartAsync(string file) =>
        GrainHost.StartAsync(services => services
            .AddSingleton(Options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILanguageTagger, OneLanguage>()
            .AddSqliteStorage(new SqliteStorageOptions { File = file })
            .AddFeeds());

    /// <summary>Work done, and what it took of this process.</summary>
    private sealed record Tally(int Done, TimeSpan Time, TimeSpan Cpu, long Allocated)
    {
        public static readonly Tally None = new(0, TimeSpan.Zero, TimeSpan.Zero, 0);

        /// <summary>A second.</summary>
        public double Rate => Done / Time.TotalSeconds;

        /// <summary>Microseconds of processor time each.</summary>
        public double Processor => Cpu.TotalMicroseconds / Done;

        /// <summary>Bytes allocated each.</summary>
        public double Bytes => (double)Allocated / Done;

        public static Tally operator +(Tally a, Tally b) => new(a.Done + b.Done, a.Time + b.Time, a.Cpu + b.Cpu, a.Allocated + b.Allocated);
    }

    private sealed class OneLanguage : ILanguageTagger
    {
        public string Tag(string? declared, string title, string text) => "en";
    }
}
