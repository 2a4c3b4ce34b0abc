using System.Diagnostics;
using System.Globalization;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Preview;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// Seconds, and seconds of a processor, to preview a query over many stored articles of 400 words, a third of them with letters beyond ASCII, beside asking the query of every one.
/// Options: <c>--articles N</c>, 100,000 if not given; filling the database takes longer than what is measured.
/// </summary>
internal static class PreviewBenchmark
{
    private const int Batch = 500;

    public static async Task RunAsync(string[] args)
    {
        var articles = Array.IndexOf(args, "--articles") is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 100_000;
        var folder = Directory.CreateTempSubdirectory("newsmonitor-bench-");
        try
        {
            await using var database = SqliteDatabase.Open(new SqliteStorageOptions { File = Path.Combine(folder.FullName, "preview.db") });
            await FillAsync(database, articles);
            var history = new SqliteArticleHistory(database);
            // As long as it takes: the measure is how long that is.
            var options = new AlertOptions { Preview = new PreviewOptions { Articles = articles, Time = TimeSpan.FromHours(1) } };
            using var previewer = new QueryPreviewer(history, new ArticleTexts(new NoCountries()), options, TimeProvider.System);
            var own = GeneratedNews.Article(articles / 2, 0).Title.Split(' ');
            (string Name, string Query)[] queries =
            [
                ("rare", $"{own[0]} AND {own[1]}"),
                ("phrase", $"\"{own[0]} {own[1]}\""),
                ("many", string.Join(" OR ", own)),
                ("prefix", own[0][..4] + "*"),
                ("near", "the NEAR/5 that"),
                ("common", "the AND NOT " + own[0]),
                ("without", "NOT " + own[0]),
                ("absent", "NOT the"),
                ("story", "sources>=3"),
                ("source", "source:outlet.example AND NOT lang:fr"),
            ];
            foreach (var (name, query) in queries)
            {
                var (seconds, processor, preview) = (double.MaxValue, double.MaxValue, default(QueryPreview));
                for (var i = 0; i < 3; i++)
                {
                    var (started, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                    preview = await previewer.RunAsync(query, "benchmark", null, default);
                    processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - used).TotalSeconds);
                    seconds = Math.Min(seconds, Stopwatch.GetElapsedTime(started).TotalSeconds);
                }

                var (bare, found) = await BareAsync(history, query);
                Console.WriteLine(Say($"{name,-7} {preview!.Cost,-10} {preview.Looked:N0} articles, {preview.Matched:N0} match ({found:N0} do)   {seconds,6:0.00} s, of processors {processor,6:0.00} s   every one asked {bare,6:0.00} s   {bare / seconds:0.0} x"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Seconds, int Found)> BareAsync(SqliteArticleHistory history, string text)
    {
        var started = Stopwatch.GetTimestamp();
        var query = Query.Parse(text);
        var found = 0;
        var (first, last) = (await history.RangeAsync(null, default))!.Value;
        for (; last >= first; last -= 2_000)
        {
            var batch = new List<ArticleSeen>();
            await history.ReadAsync(
                new HistoricRange(Math.Max(first, last - 1_999), last),
                null,
                row =>
                {
                    batch.Add(new ArticleSeen(row.Read(), row.StoryId));
                    return true;
                },
                default);
            Parallel.ForEach(batch, one =>
            {
                if (query.Match(new ArticleText(one.Article)) is { } match && (match.Residual.Length == 0 || one.Story is not null))
                    Interlocked.Increment(ref found);
            });
        }

        return (Stopwatch.GetElapsedTime(started).TotalSeconds, found);
    }

    private static async Task FillAsync(SqliteDatabase database, int articles)
    {
        var feeds = new SqliteFeedStore(database);
        var (feed, _) = await feeds.AddAsync(new NewFeed("https://outlet.example/feed", null, [], DateTimeOffset.UnixEpoch), default);
        foreach (var (poll, batch) in Enumerable.Range(0, articles).Chunk(Batch).Index())
        {
            await feeds.IngestAsync(
                new FeedPoll
                {
                    FeedId = feed.Id,
                    State = feed.Poll with { Version = feed.Poll.Version + poll },
                    Articles = [.. batch.Select(number => Article(number) with { FeedId = feed.Id })],
                },
                default);
        }
    }

    private static Article Article(int number)
    {
        var article = GeneratedNews.Article(number, 0);
        return number % 3 == 0 ? article with { Text = article.Text.Replace("bi", "bé", StringComparison.Ordinal) } : article;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record ArticleSeen(Article Article, string? Story);

    private sealed class NoCountries : IArticleCountries
    {
        public IReadOnlyCollection<string> Find(Article article) => [];
    }
}
