using System.Globalization;
using System.IO.Compression;
using System.Text;
using NewsMonitor.Feeds;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks;

/// <summary>What bodies beyond the cap cost from the socket to the parser, with default settings, against a loopback server of this process, whose memory counts too.</summary>
internal static class BombBenchmark
{
    private const int Million = 1_000_000;

    private static readonly FeedOptions Options = new() { AllowPrivateNetworks = true };

    public static async Task RunAsync()
    {
        await using var server = await LoopbackServer.StartAsync();
        server.Recording = false;
        var head = "<rss><channel>"u8.ToArray();
        var item = Encoding.ASCII.GetBytes("<item><guid>1</guid><title>" + new string('x', 900) + "</title></item>");
        (string Name, byte[] Body, string? Coding)[] bodies =
        [
            ("9 MB of items, gzip", Coded(head, item, 9 * Million), "gzip"),
            ("gzip bomb of 1 GB", Coded(head, new byte[Million], 1000 * Million), "gzip"),
            ("gzip bomb, not declared", Coded(head, new byte[Million], 1000 * Million), null),
            ("50 MB, length announced", [.. head, .. new byte[50 * Million]], null),
        ];
        using var fetcher = new FeedFetcher(Options, TimeProvider.System);
        Console.WriteLine();
        Console.WriteLine($"{"fetched and parsed",-28} {"MB sent",8} {"ms",10} {"MB peak",8}  outcome (cap {Options.MaximumBodyBytes / 1024} KiB)");
        foreach (var (name, body, coding) in bodies)
        {
            var path = "/" + Guid.NewGuid().ToString("n");
            server.On(path, context => LoopbackServer.ReplyAsync(context, 200, body, "application/xml", coding is null ? [] : [("Content-Encoding", coding)]));
            await FetchAsync(fetcher, server.Url(path));
            GC.Collect();
            var memory = ResidentMemory.Reset();
            var start = Environment.CpuUsage.TotalTime;
            var outcome = await FetchAsync(fetcher, server.Url(path));
            var time = Environment.CpuUsage.TotalTime - start;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-28} {body.Length / 1e6,8:N1} {time.TotalMilliseconds,10:N1} {ResidentMemory.PeakSince(memory) / 1e6,8:N0}  {outcome}"));
        }
    }

    private static async Task<string> FetchAsync(FeedFetcher fetcher, string url)
    {
        switch (await fetcher.FetchAsync(new FetchRequest(url, Validators.None, null), CancellationToken.None))
        {
            case DocumentFetched fetched:
                using (fetched.Body)
                    return $"{FeedParser.Parse(fetched.Body.Bytes, fetched.ContentType, url, Options.Parser).Entries.Count} entries";
            case FetchFailed failed:
                return failed.Error;
            case var other:
                return other.GetType().Name;
        }
    }

    private static byte[] Coded(byte[] head, byte[] part, int length)
    {
        using var sent = new MemoryStream();
        using (var coded = new GZipStream(sent, CompressionLevel.Optimal))
        {
            coded.Write(head);
            for (var written = 0; written < length; written += part.Length)
                coded.Write(part);
        }

        return sent.ToArray();
    }
}
