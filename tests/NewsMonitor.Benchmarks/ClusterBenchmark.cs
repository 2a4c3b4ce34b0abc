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
/// tokenising the same lines alone, both by the processor's time; and what an article costs, and a story holds, among 1,000, 10,000 and 100,000 open stories.
/// Options: <c>--file ARTICLES.jsonl[.gz]</c> instead of generated articles for the first; <c>--stories N</c> for the largest index.
/// </summary>
internal static class ClusterBenchmark
{
    private const int Generated = 2_000;
    private const int OtherStories = 10_000;
    private const int Rounds = 6;

    // Short enough that a busy machine leaves some of them alone.
    private const int Slice = 25;
    private const int SlicesAmongStories = 60;

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

        // In turn, slice by slice; the best round of each slice counts, so that what else the machine does shows least and hits both.
        var (bare, whole) = (new BestTimes(lines.Count, Slice), new BestTimes(lines.Count, Slice));
        for (var round = 0; round < Rounds; round++)
        {
            bare.Run(i => ReadAndTokenise(lines[i]));
            var engine = Fill(others);
            whole.Run(i => engine.Assign(Read(lines[i])));
        }

        Print("read and tokenise", bare, lines.Count);
        Print("read, analyse, assign", whole, lines.Count);
        var batches = Enumerable.Range(0, Rounds).Min(_ => InBatches(lines, Fill(others)));
        Console.WriteLine(Say($"the same in batches             {lines.Count / batches,8:0} articles/s   reading and analysing on {Environment.ProcessorCount} cores by the clock, as the server does"));
        Console.WriteLine(Say($"among {OtherStories:N0} other stories   {whole.Seconds / bare.Seconds,10:0.00} x the time of reading and tokenising"));
    }

    /// <returns>Seconds.</returns>
    private static double InBatches(List<string> lines, StoryEngine engine)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var batch in lines.Chunk(Options.BatchSize))
        {
            var analysed = new AnalysedArticle[batch.Length];
            Parallel.For(0, batch.Length, i => analysed[i] = Analyser.Analyse(Read(batch[i])));
            foreach (var article in analysed)
                engine.Assign(article);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
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

        // In turn, the same number of articles to each; a tenth of the slices are faster than what is printed.
        var times = sizes.Select(_ => new List<double>()).ToArray();
        for (var slice = 0; slice < SlicesAmongStories; slice++)
        {
            for (var i = 0; i < sizes.Length; i++)
            {
                var random = new Random(slice);
                var articles = Enumerable.Range(0, Slice).Select(n => Analyser.Analyse(GeneratedNews.Article(random.Next(sizes[i]), 1 + (slice * Slice) + n))).ToList();
                var started = Environment.CpuUsage.TotalTime;
                foreach (var article in articles)
                    engines[i].Assign(article);
                times[i].Add((Environment.CpuUsage.TotalTime - started).TotalMicroseconds / Slice);
            }
        }

        var best = times.Select(t => t.Order().ElementAt(t.Count / 10)).ToArray();
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

    private static void Print(string what, BestTimes times, int articles) =>
        Console.WriteLine(Say($"{what,-28}  {articles / times.Seconds,10:N0} articles/s   {times.Allocated / articles,8:N0} bytes allocated/article"));

    private static void ReadAndTokenise(string text)
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var line = JsonSerializer.Deserialize<ArticleLine>(text, Format)!;
        for (var part = 0; part < 2; part++)
        {
            var tokens = new Tokenizer(part == 0 ? line.Title ?? "" : line.Text ?? "", buffer);
            while (tokens.MoveNext())
                _tokens++;
        }
    }

    private static Article Read(string text)
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

    // Written so that tokenising is not found to be of no use.
    private static long _tokens;

    private sealed record ArticleLine(string Id, string? Title, string? Text, string? Url);
}
