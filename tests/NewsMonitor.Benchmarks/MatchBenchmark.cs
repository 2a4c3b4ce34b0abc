using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Matching;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// An article of 500 words against a million queries (<see cref="GeneratedQueries"/>), each of its own subscription, on one core: the time of the
/// processor for cutting it into words, finding all subscriptions that match and reading the id of each, beside asking each query (brute force), which has to find the same;
/// what a query takes of memory; and how long a change takes to be seen.
/// Options: <c>--file ARTICLES.jsonl[.gz]</c> for words and articles instead of generated ones, <c>--queries N</c>.
/// </summary>
internal static class MatchBenchmark
{
    private const int ArticleWords = 500;
    private const int Articles = 1_000;
    private const int Rounds = 3;
    private const int BruteArticles = 5;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public static Task RunAsync(string[] args)
    {
        var count = Option(args, "--queries") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000_000;
        var pages = Pages(Option(args, "--file"));
        // Words are known from other articles than those that are matched, where there are enough.
        var known = pages.Skip(Articles).Concat(pages.Take(Articles)).Take(2_000).Select(Text).ToList();
        var generator = new GeneratedQueries(known);
        var queries = generator.Take(count);
        Console.WriteLine(Say($"{queries.Length:N0} queries over {generator.Words:N0} words, {pages.Count:N0} articles of {ArticleWords} words"));

        var frequencies = new WordFrequencies();
        foreach (var article in known)
            frequencies.Count(article);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Environment.CpuUsage.TotalTime;
        var snapshot = SubscriptionSnapshot.Build(queries.Select((query, i) => Standing(i, query)), 1, frequencies);
        var building = Environment.CpuUsage.TotalTime - started;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(Say($"compiled                  {building.TotalSeconds,8:0.0} s of a processor   {snapshot.Queries:N0} different queries, {snapshot.Unanchored:N0} of them asked of every article"));
        Console.WriteLine(Say($"memory                    {bytes / (double)snapshot.Count,8:0} bytes/query"));

        var sample = pages.Take(Articles).ToList();
        var indexed = Measure(snapshot, sample);
        var brute = Brute(snapshot, queries, sample);
        Console.WriteLine(Say($"beside brute force, {brute.Milliseconds:0.0} ms/article: {brute.Milliseconds / indexed:N0} x as fast, {brute.Wrong} differences in {brute.Asked:N0} answers"));
        Changes(snapshot, queries, frequencies);
        if (brute.Wrong > 0)
            Environment.ExitCode = 1;
        return Task.CompletedTask;
    }

    /// <returns>The median of an article, in milliseconds.</returns>
    private static double Measure(SubscriptionSnapshot snapshot, List<string[]> sample)
    {
        var best = Enumerable.Repeat(double.MaxValue, sample.Count).ToArray();
        var clock = (double[])best.Clone();
        var words = (double[])best.Clone();
        var reading = (double[])best.Clone();
        var reasons = (double[])best.Clone();
        var (hits, letters) = (0L, 0L);
        for (var round = 0; round <= Rounds; round++)
        {
            (hits, letters) = (0, 0);
            for (var i = 0; i < sample.Count; i++)
            {
                var (cpu, wall) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
                var text = Text(sample[i]);
                var cut = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
                var count = 0;
                var found = snapshot.Match(text);
                var matched = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
                foreach (var hit in found)
                {
                    count++;
                    letters += hit.Subscription.Id.Length;
                }

                var (used, passed) = ((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, Stopwatch.GetElapsedTime(wall).TotalMilliseconds);
                hits += count;
                if (round == 0)
                    continue;
                (words[i], best[i], clock[i]) = (Math.Min(words[i], cut), Math.Min(best[i], used), Math.Min(clock[i], passed));
                reading[i] = Math.Min(reading[i], used - matched);
                if (i >= sample.Count / 10)
                    continue;
                cpu = Environment.CpuUsage.TotalTime;
                foreach (var hit in snapshot.Match(text))
                    _ = hit.Match;
                reasons[i] = Math.Min(reasons[i], (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
            }
        }

        Print("an article, processor", best);
        Print("cutting into words of it", words);
        Print("reading the hits of it", reading);
        Print("an article, by the clock", clock);
        Print("found with all reasons", [.. reasons.Take(sample.Count / 10)]);
        Console.WriteLine(Say($"hits                      {hits / (double)sample.Count,8:N0} subscriptions/article, their ids {letters / (double)hits:0.0} letters"));
        return best.Order().ElementAt(best.Length / 2);
    }

    /// <summary>Asks every query, a part of them at a time, so that all of them parsed need not be held.</summary>
    private static (double Milliseconds, long Wrong, long Asked) Brute(SubscriptionSnapshot snapshot, string[] queries, List<string[]> sample)
    {
        var articles = sample.Take(BruteArticles).Select(Text).ToArray();
        var found = articles.Select(article => snapshot.Match(article).Select(hit => hit.Subscription.Id).ToHashSet(StringComparer.Ordinal)).ToArray();
        var took = TimeSpan.Zero;
        long wrong = 0;
        for (var from = 0; from < queries.Length; from += 20_000)
        {
            var parsed = queries.Skip(from).Take(20_000).Select(Query.Parse).ToArray();
            var answers = new bool[parsed.Length];
            for (var a = 0; a < articles.Length; a++)
            {
                var started = Environment.CpuUsage.TotalTime;
                for (var q = 0; q < parsed.Length; q++)
                    answers[q] = parsed[q].Holds(articles[a]);
                took += Environment.CpuUsage.TotalTime - started;
                wrong += answers.Where((holds, q) => holds != found[a].Contains(Id(from + q))).LongCount();
            }
        }

        return (took.TotalMilliseconds / articles.Length, wrong, (long)queries.Length * articles.Length);
    }

    private static void Changes(SubscriptionSnapshot snapshot, string[] queries, WordFrequencies frequencies)
    {
        var times = new List<double>();
        var changed = snapshot;
        for (var i = 0; i < 1_000; i++)
        {
            var started = Environment.CpuUsage.TotalTime;
            changed = changed.With(new StandingChanges([Standing(queries.Length + i, queries[i])], [Id(i)], i + 2), frequencies);
            times.Add((Environment.CpuUsage.TotalTime - started).TotalMilliseconds);
        }

        Print("a change one by one", times);
        var begun = Environment.CpuUsage.TotalTime;
        changed = changed.Rebuilt(frequencies);
        Console.WriteLine(Say($"built anew beside         {(Environment.CpuUsage.TotalTime - begun).TotalSeconds,8:0.0} s of a processor   {changed.Count:N0} subscriptions"));
    }

    private static void Print(string what, IReadOnlyCollection<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        Console.WriteLine(Say($"{what,-24}  {sorted[sorted.Length / 2],8:0.000} ms median {sorted[sorted.Length * 99 / 100],8:0.000} ms p99 {sorted[^1],8:0.000} ms worst"));
    }

    private static StandingQuery Standing(int number, string query) =>
        new(Id(number), StableId.Create("who", (number / 100).ToString(CultureInfo.InvariantCulture)), query, DateTimeOffset.UnixEpoch);

    private static string Id(int number) => StableId.Create("sub", number.ToString(CultureInfo.InvariantCulture));

    private static ArticleText Text(string[] words) =>
        new(string.Join(' ', words.Take(10)), string.Join(' ', words.Skip(10)), "outlet.example.com", "en");

    /// <summary>The words of articles one after the other, cut into pages of the wanted length.</summary>
    private static List<string[]> Pages(string? file) =>
        [.. (file is null ? Generated() : ReadLines(file)).SelectMany(text => WordSegmenter.Words(WordSegmenter.Normalise(text)).Select(word => word.Text)).Chunk(ArticleWords).Where(page => page.Length == ArticleWords)];

    private static IEnumerable<string> Generated() =>
        Enumerable.Range(0, 4_000).Select(story => GeneratedNews.Article(story, 0)).Select(article => $"{article.Title}\n{article.Text}");

    private static IEnumerable<string> ReadLines(string file)
    {
        using var stream = File.OpenRead(file);
        using var decoded = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? (Stream)new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(decoded);
        while (reader.ReadLine() is { } line)
        {
            var article = JsonSerializer.Deserialize<ArticleLine>(line, Format)!;
            yield return $"{article.Title}\n{article.Text}";
        }
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record ArticleLine(string? Title, string? Text);
}
