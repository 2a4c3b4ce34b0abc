using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Indexing;
using NewsMonitor.Stories.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// Seconds until an index of many open stories, an article each, stands again after a restart, beside a bare read of the same rows. Options:
/// <c>--stories N</c>, 100,000 if not given; filling the database takes longer than what is measured.
/// </summary>
internal static class RebuildBenchmark
{
    private const int Batch = 500;

    private static readonly StoryOptions Options = new();

    public static async Task RunAsync(string[] args)
    {
        var stories = Array.IndexOf(args, "--stories") is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 100_000;
        var folder = Directory.CreateTempSubdirectory("newsmonitor-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "rebuild.db");
            await FillAsync(file, stories);
            await using var database = SqliteDatabase.Open(new SqliteStorageOptions { File = file });
            var store = new SqliteStoryStore(database);

            // Twice, the better of each: the file is then in the machine's memory for both.
            var (bytes, bare, rebuild) = (0L, double.MaxValue, double.MaxValue);
            for (var i = 0; i < 2; i++)
            {
                var started = Stopwatch.GetTimestamp();
                bytes = await ReadAsync(store);
                bare = Math.Min(bare, Stopwatch.GetElapsedTime(started).TotalSeconds);
                started = Stopwatch.GetTimestamp();
                await RebuildAsync(database, store);
                rebuild = Math.Min(rebuild, Stopwatch.GetElapsedTime(started).TotalSeconds);
            }

            Console.WriteLine(Say($"{stories:N0} open stories, {bytes / stories:N0} bytes each in the database"));
            Console.WriteLine(Say($"bare read of the rows   {bare,8:0.00} s"));
            Console.WriteLine(Say($"index rebuilt           {rebuild,8:0.00} s   {rebuild / bare:0.00} x bare   {stories / rebuild,8:N0} stories/s"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(string file, int stories)
    {
        await using var database = SqliteDatabase.Open(new SqliteStorageOptions { File = file });
        var feeds = new SqliteFeedStore(database);
        var store = new SqliteStoryStore(database);
        var analyser = new ArticleAnalyser(Options);
        var now = DateTimeOffset.UnixEpoch;
        var (feed, _) = await feeds.AddAsync(new NewFeed("https://outlet.example/feed", null, [], now), default);
        foreach (var (poll, batch) in Enumerable.Range(0, stories).Chunk(Batch).Index())
        {
            var articles = batch.Select(story => GeneratedNews.Article(story, 0)).ToList();
            await feeds.IngestAsync(new FeedPoll { FeedId = feed.Id, State = feed.Poll with { Version = feed.Poll.Version + poll }, Articles = [.. articles.Select(a => a with { FeedId = feed.Id })] }, default);
            var assignments = articles.ConvertAll(article => new IndexedAssignment(
                new StoryAssignment { ArticleId = article.Id, StoryId = StableId.Create("story", article.Id), Began = true, Reasons = [] },
                analyser.Analyse(article).ToBytes()));
            if (!await store.AssignAsync(new AssignedBatch("en", assignments, now), default))
                throw new InvalidOperationException("The assignments were refused.");
        }
    }

    private static async Task<long> ReadAsync(SqliteStoryStore store)
    {
        var bytes = 0L;
        await foreach (var article in store.OpenArticlesAsync("en", default))
            bytes += article.Analysis!.Length;
        return bytes;
    }

    /// <summary>The first run of an index without pending articles.</summary>
    private static async Task RebuildAsync(SqliteDatabase database, SqliteStoryStore store)
    {
        await using var services = new ServiceCollection()
            .AddLogging().AddSingleton<TimeProvider>(new FakeClock(DateTimeOffset.UnixEpoch)).AddSingleton(Options).AddStories().AddSingleton<IStoryStore>(store)
            .AddSingleton<IStoryChangeStore>(new SqliteStoryChangeStore(database)).BuildServiceProvider();
        await ActivatorUtilities.CreateInstance<StoryIndexer>(services, "en").RunAsync(default);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
