using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using NewsMonitor.Model;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// Whole articles a second through the story engine among 10,000 other open stories, reading and analysing included, beside reading and
/// tokenising the same lines alone; and what an article costs, and a story holds, among 1,000, 10,000 and 100,000 open stories.
/// Options: <c>--file ARTICLES.jsonl[.gz]</c> instead of generated articles for the first; <c>--stories N</c> for the largest index.
/// </summary>
internal static class ClusterBenchmark
{
    private const int Generated = 2_000;
    private const int OtherStories = 10_000;
    private const int Rounds = 8;
    private const int ArticlesInRound = 200;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    private static readonly StoryOptions Options = new();

    public static Task RunAsync(string[] args)
    {
        var most = Option(args, "--stories") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 100_000;
        WholeArticles(Option(args, "--file"));
        Console.WriteLine();
        AmongStories([most / 100, most / 10, most]);
        return Task.CompletedTask;
    }

    /// <summary>Half of the generated articles are second ones of the stories of the other half.</summary>
    private static void WholeArticles(string? file)
    {
        var lines = file is not null ? ReadLines(file)
            : Enumerable.Range(0, Generated).Select(i => Line(GeneratedNews.Article(OtherStories + (i % (Generated / 2)), i))).ToList();
        Console.WriteLine(Say($"{(file is null ? "generated" : Path.GetFileName(file))}: {lines.Count} articles, {lines.Average(l => l.Length):N0} characters a line"));
        var others = Analyse(0, OtherStories);

        // Both once to warm up, then in turn: what the machine does meanwhile hits both.
        (Measured Bare, Measured Whole) best = (ReadAndTokenise(lines), Cluster(lines, others));
        for (var i = 0; i < Rounds / 2; i++)
            best = (Better(best.Bare, ReadAndTokenise(lines)), Better(best.Whole, Cluster(lines, others)));
        Print("read and tokenise", best.Bare, lines.Count);
        Print("read, analyse, assign", best.Whole, lines.Count);
        Console.WriteLine(Say($"among {OtherStories:N0} other stories   {best.Whole.Seconds / best.Bare.Seconds,10:0.00} x the time of reading and tokenising"));
    }

    private static void AmongStories(int[] sizes)
    {
        var engines = new List<StoryEngine>();
        var bytes = new List<double>();
        foreach (var stories in sizes)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            engines.Add(Fill(Enumerable.Range(0, stories).Select(story => Analyse(story))));
            bytes.Add((GC.GetTotalMemory(forceFullCollection: true) - before) / (double)stories);
        }

        // In turn, the same number of articles to each; the best round of each, so that what else the machine does shows least.
        var best = new double[sizes.Length];
        Array.Fill(best, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < sizes.Length; i++)
            {
                var random = new Random(round);
                var articles = Enumerable.Range(0, ArticlesInRound).Select(n => Analyser.Analyse(GeneratedNews.Article(random.Next(sizes[i]), 1 + (round * ArticlesInRound) + n))).ToList();
                var started = Stopwatch.GetTimestamp();
                foreach (var article in articles)
                    engines[i].Assign(article);
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(started).TotalMicroseconds / ArticlesInRound);
            }
        }

        for (var i = 0; i < sizes.Length; i++)
            Console.WriteLine(Say($"assign among {sizes[i],7:N0} stories   {best[i],8:0} µs/article   {best[i] / best[0]:0.00} x that among {sizes[0]:N0}   {bytes[i],8:N0} bytes/story"));
        GC.KeepAlive(engines);
    }

    private static readonly ArticleAnalyser Analyser = new(Options);

    private static AnalysedArticle Analyse(int story) => Analyser.Analyse(GeneratedNews.Article(story, 0));

    private static List<AnalysedArticle> Analyse(int from, int count) => [.. Enumerable.Range(from, count).Select(story => Analyse(story))];

    private static StoryEngine Fill(IEnumerable<AnalysedArticle> stories)
    {
        var engine = new StoryEngine(Options, Analyser);
        foreach (var article in stories)
            engine.Restore(article, StableId.Create("story", article.Id));
        return engine;
    }

    private static void Print(string what, Measured measured, int articles) =>
        Console.WriteLine(Say($"{what,-28}  {articles / measured.Seconds,10:N0} articles/s   {measured.Allocated / articles,8:N0} bytes allocated/article"));

    private static Measured Better(Measured a, Measured b) => a.Seconds <= b.Seconds ? a : b;

    private static Measured ReadAndTokenise(List<string> lines) => Measure(() =>
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var words = 0;
        foreach (var text in lines)
        {
            var line = JsonSerializer.Deserialize<ArticleLine>(text, Format)!;
            for (var part = 0; part < 2; part++)
            {
                var tokens = new Tokenizer(part == 0 ? line.Title ?? "" : line.Text ?? "", buffer);
                while (tokens.MoveNext())
                    words++;
            }
        }

        if (words == 0)
            throw new InvalidOperationException("There was nothing to tokenise.");
    });

    private static Measured Cluster(List<string> lines, List<AnalysedArticle> others)
    {
        var engine = Fill(others);
        return Measure(() =>
        {
            foreach (var text in lines)
                engine.Assign(Article(text));
        });
    }

    private static Measured Measure(Action action)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        action();
        return new Measured(Stopwatch.GetElapsedTime(started).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private static Article Article(string text)
    {
        var line = JsonSerializer.Deserialize<ArticleLine>(text, Format)!;
        return new Article
        {
            Id = line.Id,
            FeedId = "",
            Identity = line.Id,
            Source = "",
            Url = line.Url,
            Title = line.Title ?? "",
            Text = line.Text ?? "",
            Language = "en",
            FirstSeen = DateTimeOffset.UnixEpoch,
            Updated = DateTimeOffset.UnixEpoch,
            ContentHash = "",
        };
    }

    private static string Line(Article article) => JsonSerializer.Serialize(new ArticleLine(article.Id, article.Title, article.Text, article.Url), Format);

    private static List<string> ReadLines(string file)
    {
        using var stream = File.OpenRead(file);
        using var decoded = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? (Stream)new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(decoded);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record ArticleLine(string Id, string? Title, string? Text, string? Url);

    private sealed record Measured(double Seconds, long Allocated);
}
