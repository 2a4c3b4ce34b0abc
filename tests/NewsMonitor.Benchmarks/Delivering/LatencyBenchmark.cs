using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks.Delivering;

/// <summary>
/// From the stored article to the received webhook, through clustering, matching, judging and delivering, with a settle window of 0: articles
/// come at a steady rate, whatever becomes of them, three to a story; the receiver is another process. Beside a bare POST to the same receiver.
/// <code>latency [--subscriptions 100000] [--rate 100] [--seconds 30]</code>
/// </summary>
internal static class LatencyBenchmark
{
    private const int SubscriptionsOfOne = 50;
    private const int ArticlesOfAStory = 3;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(string[] args)
    {
        var (subscriptions, rate, seconds) = (Option(args, "--subscriptions", 100_000), Option(args, "--rate", 100), Option(args, "--seconds", 30));
        var folder = Directory.CreateTempSubdirectory("newsmonitor-bench-");
        try
        {
            using var hooks = await HookServer.StartAsync();
            await using var host = await AlertHost.StartAsync(Path.Combine(folder.FullName, "bench.db"));
            await SubscribeAsync(host.Services.GetRequiredService<ISubscriptionStore>(), hooks.Root, subscriptions);
            var stored = new Dictionary<string, long>(StringComparer.Ordinal);
            // Connections are made and code is compiled before anything counts; the snapshot of the subscriptions too.
            var warm = (int)(WarmUp.TotalSeconds * rate / 4);
            await PublishAsync(host, 0, warm, rate / 4, []);
            await IdleAsync(host);
            await PublishAsync(host, warm, seconds * rate, rate, stored);
            await IdleAsync(host);
            var latencies = await LatenciesAsync(host, await hooks.ReceivedAsync(), stored);
            var bare = await BareAsync(hooks);
            Console.WriteLine(Say($"{subscriptions:N0} subscriptions, {seconds * rate:N0} articles at {rate}/s, {latencies.Count:N0} alerts that tell of them"));
            Print("bare POST", bare);
            Print("stored article to webhook", latencies);
            Console.WriteLine(Say($"middle {At(latencies, 0.5) / At(bare, 0.5):N0} x bare"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task SubscribeAsync(ISubscriptionStore store, string root, int count)
    {
        var random = new Random(1);
        var subscriptions = Enumerable.Range(0, count).Select(n =>
        {
            var subscriber = string.Create(CultureInfo.InvariantCulture, $"desk-{n / SubscriptionsOfOne}");
            var name = n.ToString(CultureInfo.InvariantCulture);
            return new Subscription
            {
                Id = StableId.Create("sub", subscriber, name),
                Subscriber = subscriber,
                Name = name,
                // One word that is rare and one that is less so: about one article in two is told to somebody.
                Query = $"{GeneratedNews.Word(random.Next(1_000, GeneratedNews.WordsOfLanguage))} AND {GeneratedNews.Word(random.Next(20_000))}",
                Channels =
                [
                    new AlertEndpoint
                    {
                        Id = StableId.Create("end", subscriber), Subscriber = subscriber, Type = "webhook", Url = $"{root}/hook/{subscriber}", Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                    },
                ],
                Created = DateTimeOffset.UnixEpoch,
            };
        });
        await Parallel.ForEachAsync(subscriptions, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (s, token) => await store.SaveAsync(s, [], token));
    }

    /// <param name="stored">When each article was stored.</param>
    private static async Task PublishAsync(GrainHost host, int from, int count, int rate, Dictionary<string, long> stored)
    {
        var feeds = host.Services.GetRequiredService<IFeedStore>();
        var (feed, _) = await feeds.AddAsync(new NewFeed("https://outlet.example/feed", null, [], DateTimeOffset.UnixEpoch), default);
        var version = feed.Poll.Version;
        var index = host.Grains.GetGrain<IStoryIndexGrain>("en");
        var started = Stopwatch.GetTimestamp();
        for (var n = 0; n < count; n++)
        {
            var wait = TimeSpan.FromSeconds((double)n / rate) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, TimeProvider.System);
            var now = TimeProvider.System.GetUtcNow();
            var article = GeneratedNews.Article((from + n) / ArticlesOfAStory, (from + n) % ArticlesOfAStory) with { FeedId = feed.Id, FirstSeen = now, Updated = now, Published = now };
            await feeds.IngestAsync(new FeedPoll { FeedId = feed.Id, State = feed.Poll with { Version = version++ }, Articles = [article] }, default);
            stored[article.Id] = Stopwatch.GetTimestamp();
            await index.WakeAsync(default);
        }
    }

    /// <summary>Until nothing is due any more; what is held until later (a follow-up) is not waited for.</summary>
    private static async Task IdleAsync(GrainHost host)
    {
        var database = host.Services.GetRequiredService<SqliteDatabase>();
        while (await database.ReadAsync(
            connection => connection.ExecuteScalar<long>(
                """
                SELECT (SELECT count(*) FROM articles WHERE story_id IS NULL) + (SELECT count(*) FROM story_events) + (SELECT count(*) FROM judgements WHERE due_at <= @now)
                     + (SELECT count(*) FROM deliveries WHERE state = 'Pending')
                """,
                new { now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() }),
            default) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>Milliseconds from the article for which an alert's subscriptions matched to the alert's webhook. Follow-ups, which wait on purpose, do not count.</summary>
    private static async Task<List<double>> LatenciesAsync(GrainHost host, IReadOnlyList<(string Id, long At)> received, Dictionary<string, long> stored)
    {
        var articles = (await host.Services.GetRequiredService<SqliteDatabase>().ReadAsync(
            connection => connection.Query<(string Delivery, string Article)>(
                """
                SELECT deliveries.id, matches.article_id FROM deliveries JOIN alerts ON alerts.id = alert_id AND occasion = 'New'
                JOIN matches ON matches.subscriber = alerts.subscriber AND matches.story_id = alerts.story_id
                """).ToList(),
            default)).ToLookup(row => row.Delivery, row => row.Article, StringComparer.Ordinal);
        var latencies = new List<double>();
        foreach (var (id, at) in received)
        {
            var matched = articles[id].Where(stored.ContainsKey).Select(article => stored[article]).Where(time => time <= at).DefaultIfEmpty().Min();
            if (matched > 0)
                latencies.Add(Stopwatch.GetElapsedTime(matched, at).TotalMilliseconds);
        }

        return latencies;
    }

    private static async Task<List<double>> BareAsync(HookServer hooks)
    {
        using var http = new HttpClient();
        var times = new List<double>();
        for (var n = 0; n < 500; n++)
        {
            using var content = new StringContent(new string('x', 2_000), Encoding.UTF8, "application/json");
            var started = Stopwatch.GetTimestamp();
            using var response = await http.PostAsync($"{hooks.Root}/hook/bare", content);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    private static void Print(string what, List<double> times) => Console.WriteLine(
        Say($"{what,-28} p50 {At(times, 0.5),8:N2} ms   p95 {At(times, 0.95),8:N2} ms   p99 {At(times, 0.99),8:N2} ms   most {times.Max(),8:N2} ms"));

    private static double At(List<double> times, double part) => times.Order().ElementAt((int)((times.Count - 1) * part));

    private static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
