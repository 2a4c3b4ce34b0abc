using System.Globalization;
using System.Text;
using System.Xml;
using NewsMonitor.Feeds;
using NewsMonitor.Feeds.Identity;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Model;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// Parsing beside a bare <see cref="XmlReader"/> walk of the same documents in the same run; then what hostile documents cost.
/// </summary>
internal static class ParseBenchmark
{
    private const int Rounds = 15;

    private static readonly FeedParserOptions Options = new();

    /// <summary>Of all threads, garbage collection included: other programs on the machine do not count.</summary>
    private static TimeSpan ProcessorTime => Environment.CpuUsage.TotalTime;

    private static readonly DateTimeOffset Now = new(2024, 10, 8, 12, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(string[] args)
    {
        Walks();
        Hostile();
        await BombBenchmark.RunAsync();
    }

    private static void Walks()
    {
        byte[][] clean = [.. Enumerable.Range(0, 60).Select(i => Generated(i, broken: false))];
        byte[][] broken = [.. Enumerable.Range(0, 60).Select(i => Generated(i, broken: true))];
        var factory = new ArticleFactory(new Undetermined(), new ArticleOptions());
        var feed = new Feed { Id = "feed_bench", Url = "https://news.example/feed.xml", Added = Now, Poll = new FeedPollState { NextPoll = Now, NextPollReason = "benchmark" } };
        (string Name, byte[][] Documents, Action<byte[]> Work)[] rows =
        [
            ("bare XmlReader walk", clean, Walk),
            ("parse", clean, body => FeedParser.Parse(body, null, feed.Url, Options)),
            ("parse, plain text of all", clean, body => Plain(FeedParser.Parse(body, null, feed.Url, Options))),
            ("parse, to articles", clean, body => factory.Create(FeedParser.Parse(body, null, feed.Url, Options), feed, Now)),
            ("parse, all HTML sanitised", clean, body => Sanitise(FeedParser.Parse(body, null, feed.Url, Options))),
            ("parse, broken documents", broken, body => FeedParser.Parse(body, null, feed.Url, Options)),
        ];

        // Rounds are interleaved, so that a busy machine slows all rows alike; the best round of each counts.
        var best = new double[rows.Length];
        var allocated = new long[rows.Length];
        Array.Fill(best, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = ProcessorTime;
                foreach (var document in rows[i].Documents)
                    rows[i].Work(document);
                best[i] = Math.Min(best[i], (ProcessorTime - start).TotalSeconds);
                allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        Console.WriteLine("by processor time");
        Console.WriteLine($"{"",-28} {"documents/s",12} {"MB/s",8} {"KB allocated each",18} {"time / walk",12}");
        for (var i = 0; i < rows.Length; i++)
        {
            var count = rows[i].Documents.Length;
            var megabytes = rows[i].Documents.Sum(d => (double)d.Length) / 1e6;
            Console.WriteLine($"{rows[i].Name,-28} {count / best[i],12:N0} {megabytes / best[i],8:N1} {allocated[i] / 1024.0 / count,18:N0} {best[i] / best[0],12:N2}");
        }
    }

    private static void Hostile()
    {
        const int Million = 1_000_000;
        (string Name, Func<string> Text)[] documents =
        [
            ("120,000 nested tags", () => "<rss><channel>" + Repeat("<a>", 120_000)),
            ("120,000 nested, closed", () => "<rss><channel>" + Repeat("<a>", 120_000) + Repeat("</a>", 120_000) + "</channel></rss>"),
            ("120,000 nested in an item", () => "<rss><channel><item><link>http://a/</link><description>" + Repeat("<div>", 120_000)),
            ("120,000 nested, escaped", () => "<rss><channel><item><description>" + Repeat("&lt;b>", 120_000) + "</description></item></channel></rss>"),
            ("formatting never closed", () => "<rss><channel><item><description><![CDATA[" + Repeat("<p><b id=1><i></p>", 60_000) + "]]></description></item></channel></rss>"),
            ("entity bomb", () => "<!DOCTYPE r [<!ENTITY a \"" + Repeat("ha", 50) + "\"><!ENTITY b \"" + Repeat("&a;", 50) + "\"><!ENTITY c \"" + Repeat("&b;", 50) + "\">]><rss><channel><title>" + Repeat("&c;", 100_000) + "</title></channel></rss>"),
            ("100,000 items", () => "<rss><channel>" + Repeat("<item><title>A headline</title><link>http://a/b</link></item>", 100_000) + "</channel></rss>"),
            ("CDATA never closed", () => "<rss><channel><item>" + Repeat("<description><![CDATA[x", 100_000)),
            ("comments never closed", () => "<rss><channel><title>a & b</title>" + Repeat("<!-- ", 400_000)),
            ("100,000 attributes", () => "<rss><channel><item " + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}='x' ")) + "><title>t & u</title></item>"),
            ("100,000 namespaces", () => "<rss>" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"<x xmlns:p{i}='u{i}'>")) + "&"),
            ("stray end tags", () => "<rss><channel>" + Repeat("<b></i></u>", 200_000)),
            ("50 MB of junk", () => Repeat("junk & <junk ", 50 * Million / 13)),
            ("50 MB in one title", () => "<rss><channel><title>" + Repeat("x", 50 * Million) + "</title></channel></rss>"),
            ("50 MB of angle brackets", () => Repeat("<", 50 * Million)),
            ("50 MB of ampersands", () => "<rss><channel><title>" + Repeat("&", 50 * Million)),
        ];
        Console.WriteLine();
        Console.WriteLine("each document once before, then the best of three; read: a bare XmlReader walk as far as it goes; peak: memory beyond what was in use before");
        Console.WriteLine($"{"hostile document",-28} {"MB",8} {"ms",10} {"read ms",10} {"MB allocated",13} {"MB peak",8}  outcome");
        foreach (var (name, text) in documents)
        {
            // One of them in memory at a time, so that the peak is that of the dearest.
            var body = Encoding.UTF8.GetBytes(text());
            Read(body);
            var (parse, walk, allocated, peak, outcome) = (double.MaxValue, double.MaxValue, 0L, 0.0, "");
            for (var round = 0; round < 3; round++)
            {
                GC.Collect();
                var memory = ResidentMemory.Reset();
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = ProcessorTime;
                outcome = Read(body);
                parse = Math.Min(parse, (ProcessorTime - start).TotalMilliseconds);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                peak = Math.Max(peak, ResidentMemory.PeakSince(memory) / 1e6);
                start = ProcessorTime;
                WalkAsFarAsItGoes(body);
                walk = Math.Min(walk, (ProcessorTime - start).TotalMilliseconds);
            }

            Console.WriteLine($"{name,-28} {body.Length / 1e6,8:N1} {parse,10:N1} {walk,10:N1} {allocated / 1e6,13:N1} {peak,8:N0}  {outcome}");
        }
    }

    /// <summary>Everything that the document holds, as text and as HTML; and what came of it in words.</summary>
    private static string Read(byte[] body)
    {
        try
        {
            var document = FeedParser.Parse(body, null, null, Options);
            foreach (var entry in document.Entries)
                _ = (entry.Content ?? entry.Summary) is { } markup ? markup.Html.Length + markup.Text.Length : 0;
            return $"{document.Entries.Count} entries, {document.Warnings.Count} warnings";
        }
        catch (FeedFormatException refused)
        {
            return refused.Message;
        }
    }

    private static void WalkAsFarAsItGoes(byte[] body)
    {
        try
        {
            Walk(body);
        }
        catch (XmlException)
        {
            // Hostile documents are rarely well-formed.
        }
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static void Walk(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        while (reader.Read())
        {
        }
    }

    private static void Plain(FeedDocument document)
    {
        foreach (var entry in document.Entries)
            _ = (entry.Title?.Text.Length, (entry.Content ?? entry.Summary)?.Text.Length);
    }

    private static void Sanitise(FeedDocument document)
    {
        foreach (var entry in document.Entries)
            _ = (entry.Title?.Html.Length, entry.Summary?.Html.Length, entry.Content?.Html.Length);
    }

    /// <summary>A feed of 30 entries, RSS or Atom by turns, with paragraphs of HTML; a broken one has bare ampersands and HTML entities.</summary>
    private static byte[] Generated(int seed, bool broken)
    {
        var random = new Random(seed);
        var atom = seed % 3 == 2;
        var feed = new StringBuilder(atom
            ? "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Example Courier</title><id>urn:courier</id>\n"
            : "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>The Example Courier</title><link>https://courier.example/</link>\n");
        for (var i = 0; i < 30; i++)
        {
            var when = Now.AddMinutes(-17 * i);
            var title = Words(random, 9);
            var html = string.Concat(Enumerable.Range(0, 4).Select(_ => $"<p>{Words(random, 40)} <a href=\"/story/{i}\">{Words(random, 3)}</a> {Words(random, 20)}</p>\n"));
            var escaped = html.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
            if (broken)
                title += " R&D&nbsp;more";
            if (atom)
                feed.Append(CultureInfo.InvariantCulture, $"<entry><title>{title}</title><id>urn:courier:{seed}:{i}</id><link href=\"https://courier.example/{seed}/{i}\"/><updated>{when:yyyy-MM-dd'T'HH:mm:ss'Z'}</updated><summary>{Words(random, 25)}</summary><content type=\"html\">{escaped}</content></entry>\n");
            else if (seed % 3 == 1)
                feed.Append(CultureInfo.InvariantCulture, $"<item><title>{title}</title><link>https://courier.example/{seed}/{i}</link><guid isPermaLink=\"false\">{seed}-{i}</guid><pubDate>{when:R}</pubDate><dc:creator>{Words(random, 2)}</dc:creator><category>{Words(random, 1)}</category><description>{Words(random, 25)}</description><content:encoded><![CDATA[{html}]]></content:encoded></item>\n");
            else
                feed.Append(CultureInfo.InvariantCulture, $"<item><title>{title}</title><link>https://courier.example/{seed}/{i}</link><guid>https://courier.example/{seed}/{i}</guid><pubDate>{when:R}</pubDate><description>{escaped}</description></item>\n");
        }

        return Encoding.UTF8.GetBytes(feed.Append(atom ? "</feed>" : "</channel></rss>").ToString());
    }

    private static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));

    private static readonly string[] Vocabulary =
        "harbour minister talks council river bridge opens strike vote court ruling tariff chip export visit phone call agreed storm relief fund Müller Åsa garden price rises falls market early late after before with over under city region report says new old plan delay".Split(' ');

    private sealed class Undetermined : ILanguageTagger
    {
        public string Tag(string? declared, string title, string text) => declared ?? "und";
    }
}
