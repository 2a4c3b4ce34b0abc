using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// Polls a second against a server in this process, through the feeds' grains with everything that a poll does (state read and stored in
/// SQLite, guard, limits), beside a bare HttpClient loop that asks the same server for the same at the same concurrency and keeps nothing.
/// Conditional polls are answered 304; full ones bring a document of 25 articles of which 5 are new. Each pair is run twice, in turns.
/// </summary>
internal static class PollBenchmark
{
    private const int Concurrency = 64;

    private const int Feeds = 2000;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("newsmonitor-bench-");
        try
        {
            await using var server = await LoopbackServer.StartAsync();
            server.Recording = false;
            // Each feed has its own documents, told apart by the query.
            var documents = new int[Feeds];
            server.On("/304", context => LoopbackServer.ReplyAsync(context, context.Request.Headers.IfNoneMatch.Count > 0 ? 304 : 200, Document(0), "application/rss+xml", ("ETag", "\"1\"")));
            server.On("/full", context => LoopbackServer.ReplyAsync(context, 200, Document(Interlocked.Increment(ref documents[Feed(context)])), "application/rss+xml"));
            await using var host = await StartAsync(Path.Combine(folder.FullName, "bench.db"));

            for (var round = 0; round < 2; round++)
            {
                await PairAsync(host, server, "304", "conditional");
                await PairAsync(host, server, "full", "full (25 articles, 5 new)");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PairAsync(GrainHost host, LoopbackServer server, string path, string what)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Concurrency });
        var bare = await RateAsync(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, server.Url($"/{path}?0"));
            request.Headers.TryAddWithoutValidation("If-None-Match", "\"1\"");
            using var response = await http.SendAsync(request);
            await response.Content.ReadAsByteArrayAsync();
        });

        var grains = await GrainsAsync(host, server, path);
        var polls = await RateAsync(async n =>
        {
            var summary = await grains[n % Feeds].PollAsync(force: true, default);
            if (summary is not { Polled: true, Error: null })
                throw new InvalidOperationException(summary?.Error ?? "A poll was not made.");
        });
        Console.WriteLine($"{what,-26} HttpClient {bare.Rate,7:N0}/s {bare.Cpu,5:N0} µs   polls {polls.Rate,7:N0}/s {polls.Cpu,5:N0} µs   {polls.Rate / bare.Rate:N2} x HttpClient, by processor time {bare.Cpu / polls.Cpu:N2} x");
    }

    private static async Task<IFeedGrain[]> GrainsAsync(GrainHost host, LoopbackServer server, string path)
    {
        var store = host.Services.GetRequiredService<IFeedStore>();
        var feeds = await Task.WhenAll(Enumerable.Range(0, Feeds).Select(n =>
            store.AddAsync(new NewFeed(server.Url($"/{path}?{n}"), null, [], DateTimeOffset.UnixEpoch), default)));
        IFeedGrain[] grains = [.. feeds.Select(f => host.Grains.GetGrain<IFeedGrain>(f.Feed.Id))];
        // The first poll of each is another kind.
        await Parallel.ForEachAsync(grains, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (grain, _) => await grain.PollAsync(force: true, default));
        return grains;
    }

    /// <returns>How many a second, and the processor time of one in microseconds (the server's part included): on a busy machine the latter is the steadier.</returns>
    private static async Task<(double Rate, double Cpu)> RateAsync(Func<int, Task> work)
    {
        var (started, cpu, done, next) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, 0, -1);
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < Time)
            {
                await work(Interlocked.Increment(ref next));
                Interlocked.Increment(ref done);
            }
        })));
        return (done / Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / done);
    }

    private static int Feed(HttpContext context) => int.Parse(context.Request.QueryString.Value.AsSpan(1), CultureInfo.InvariantCulture);

    private static Task<GrainHost> StartAsync(string file) =>
        GrainHost.StartAsync(services => services
            .AddSingleton(new FeedOptions { AllowPrivateNetworks = true, UnconditionalEvery = 0 })
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILanguageTagger, OneLanguage>()
            .AddSqliteStorage(new SqliteStorageOptions { File = file })
            .AddFeeds());

    /// <summary>The articles of the nth document: five that no earlier one had, and twenty of those.</summary>
    private static string Document(int n)
    {
        var rss = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Outlet</title><link>https://outlet.example/</link>");
        for (var i = 5 * n + 24; i >= 5 * n; i--)
        {
            rss.Append(
                CultureInfo.InvariantCulture,
                $"<item><title>The headline of article number {i}</title><link>https://outlet.example/articles/{i}</link><guid>https://outlet.example/articles/{i}</guid><pubDate>Tue, 08 Oct 2024 09:00:00 GMT</pubDate><description>&lt;p&gt;{Sentence}&lt;/p&gt;&lt;p&gt;{Sentence}&lt;/p&gt;</description></item>");
        }

        return rss.Append("</channel></rss>").ToString();
    }

    private const string Sentence =
        "The two sides spoke for an hour about tariffs, chips and the rules for connected cars, and agreed to go on speaking; what they did not agree on filled most of the hour.";

    private sealed class OneLanguage : ILanguageTagger
    {
        public string Tag(string? declared, string title, string text) => "en";
    }
}
