using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NewsMonitor.Model;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// Whole articles a second through the story engine, reading and analysing included, beside reading and tokenising the same lines alone; and
/// what an article costs among 1,000 and 10,000 open stories. Options: <c>--file ARTICLES.jsonl[.gz]</c> instead of generated articles.
/// </summary>
internal static class ClusterBenchmark
{
    private const int Generated = 3_000;

    private static readonly string[] Function = "the of and to in a is that for it as was with be by on not he his but at are this have from".Split(' ');

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public static Task RunAsync(string[] args)
    {
        var file = Array.IndexOf(args, "--file") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var lines = file is null ? Generate(Generated, Generated / 5) : ReadLines(file);
        Console.WriteLine($"{(file is null ? "generated" : Path.GetFileName(file))}: {lines.Count} articles, {lines.Average(l => l.Length):N0} characters a line");

        // Both once to warm up, then in turn: what the machine does meanwhile hits both.
        (Measured Bare, Measured Whole) best = (ReadAndTokenise(lines), Cluster(lines));
        for (var i = 0; i < 3; i++)
            best = (Better(best.Bare, ReadAndTokenise(lines)), Better(best.Whole, Cluster(lines)));
        Print("read and tokenise", best.Bare, lines.Count);
        Print("read, analyse, assign", best.Whole, lines.Count);
        Console.WriteLine(Say($"ratio of times                {best.Whole.Seconds / best.Bare.Seconds,10:0.00} x read and tokenise"));

        var small = AmongStories(1_000);
        var large = AmongStories(10_000);
        Console.WriteLine(Say($"assign among  1,000 stories   {small.Microseconds,10:0} µs/article   {small.BytesPerStory,8:N0} bytes/story"));
        Console.WriteLine(Say($"assign among 10,000 stories   {large.Microseconds,10:0} µs/article   {large.BytesPerStory,8:N0} bytes/story   {large.Microseconds / small.Microseconds:0.00} x the time among 1,000"));
        return Task.CompletedTask;
    }

    private static void Print(string what, Measured measured, int articles) =>
        Console.WriteLine(Say($"{what,-28}  {articles / measured.Seconds,10:N0} articles/s   {measured.Allocated / articles,8:N0} bytes/article"));

    private static Measured Better(Measured a, Measured b) => a.Seconds <= b.Seconds ? a : b;

    private static Measured ReadAndTokenise(List<string> lines) => Measure(() =>
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var words = 0;
        foreach (var text in lines)
        {
            var line = JsonSerializer.Deserialize<Line>(text, Format)!;
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

    private static Measured Cluster(List<string> lines) => Measure(() =>
    {
        var options = new StoryOptions();
        var analyser = new ArticleAnalyser(options);
        var engine = new StoryEngine(options, analyser);
        foreach (var text in lines)
            engine.Assign(Article(text));
    });

    /// <summary>Fills an index, then measures further articles of its stories; analysing them is not counted.</summary>
    private static (double Microseconds, double BytesPerStory) AmongStories(int stories)
    {
        var options = new StoryOptions();
        var analyser = new ArticleAnalyser(options);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var engine = new StoryEngine(options, analyser);
        foreach (var text in Generate(stories, stories))
            engine.Assign(Article(text));
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)engine.OpenStories;
        var further = Generate(1_000, stories, seed: 2).ConvertAll(text => analyser.Analyse(Article(text)));
        var best = double.MaxValue;
        foreach (var chunk in further.Chunk(200))
        {
            var started = Stopwatch.GetTimestamp();
            foreach (var article in chunk)
                engine.Assign(article);
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMicroseconds / chunk.Length);
        }

        return (best, bytes);
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
        var line = JsonSerializer.Deserialize<Line>(text, Format)!;
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

    /// <summary>
    /// Articles of invented words, about 400 words each: the frequencies of words fall off as in a language (Zipf), and each story has thirty
    /// words of its own that its articles use again and again.
    /// </summary>
    private static List<string> Generate(int articles, int stories, int seed = 1)
    {
        const int WordsOfLanguage = 40_000;
        var random = new Random(seed);
        var text = new StringBuilder();
        var lines = new List<string>(articles);
        for (var i = 0; i < articles; i++)
        {
            var story = new Random(stories * 31 + (stories == articles ? i : random.Next(stories)));
            var own = Enumerable.Range(0, 30).Select(_ => Word(1_000 + story.Next(WordsOfLanguage * 5))).ToArray();
            text.Clear();
            for (var w = 0; w < 400; w++)
            {
                // Of running text nearly half are function words, and the commonest of the others are one in a few hundred.
                text.Append(random.Next(20) switch
                {
                    < 9 => Function[random.Next(Function.Length)],
                    < 15 => Word((int)(500 * Math.Pow(WordsOfLanguage / 500, random.NextDouble()))),
                    _ => own[random.Next(own.Length)],
                });
                text.Append(w % 20 == 19 ? ". " : " ");
            }

            var title = string.Join(' ', own.OrderBy(_ => random.Next()).Take(8));
            lines.Add(JsonSerializer.Serialize(new Line($"{seed}-{i}", title, text.ToString(), null), Format));
        }

        return lines;
    }

    private static string Word(int number)
    {
        const string Consonants = "bcdfghklmnprstvw";
        const string Vowels = "aeiou";
        Span<char> word = stackalloc char[12];
        var length = 0;
        for (var rest = number + 80; rest > 0; rest /= 80)
        {
            word[length++] = Consonants[rest % 80 / 5];
            word[length++] = Vowels[rest % 5];
        }

        return word[..length].ToString();
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Line(string Id, string? Title, string? Text, string? Url);

    private sealed record Measured(double Seconds, long Allocated);
}
