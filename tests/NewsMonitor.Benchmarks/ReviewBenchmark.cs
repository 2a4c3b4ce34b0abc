using System.Diagnostics;
using System.Globalization;
using NewsMonitor.Model;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Benchmarks;

/// <summary>What a second look at a story costs by its size and by the number of open stories, beside giving its articles to the story one by one.</summary>
internal static class ReviewBenchmark
{
    private const int Rounds = 5;

    private static readonly int[] OpenStories = [1_000, 10_000];
    private static readonly int[] Articles = [1, 5, 20, 50, 100, 200];

    public static Task RunAsync(string[] args)
    {
        var options = new StoryOptions();
        var analyser = new ArticleAnalyser(options);
        foreach (var open in OpenStories)
        {
            var engine = new StoryEngine(options, analyser);
            for (var story = 0; story < open; story++)
                engine.Restore(GeneratedNews.Article(story, 0), StableId.Create("story", FormattableString.Invariant($"{story}")));
            foreach (var articles in Articles)
                Look(engine, [.. Enumerable.Range(0, articles).Select(i => analyser.Analyse(GeneratedNews.Article(open + articles, i)))], open);
        }

        return Task.CompletedTask;
    }

    private static void Look(StoryEngine engine, AnalysedArticle[] articles, int open)
    {
        var (assign, look) = (double.MaxValue, double.MaxValue);
        ReviewedArticle[] reviewed = [.. articles.Select(a => new ReviewedArticle(a))];
        for (var round = 0; round < Rounds; round++)
        {
            var stories = new HashSet<string>();
            var started = Stopwatch.GetTimestamp();
            foreach (var article in articles)
                stories.Add(engine.Assign(article).StoryId);
            assign = Math.Min(assign, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            foreach (var story in stories)
                engine.Forget(story);
            foreach (var article in articles)
                engine.Restore(article, "reviewed");
            started = Stopwatch.GetTimestamp();
            StoryReviewer.Review(engine, "reviewed", reviewed);
            look = Math.Min(look, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            engine.Forget("reviewed");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"a story of {articles.Length,3} articles among {open,6:N0}   assign them {assign,8:0.00} ms   look {look,8:0.00} ms   {look / assign,6:0.0} x"));
    }
}
