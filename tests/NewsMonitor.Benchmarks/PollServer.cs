using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks;

/// <summary>
/// The outlet of the poll benchmark, in a process of its own, so that what it costs is not counted as a poll's. Each feed has its own
/// documents, told apart by the query.
/// </summary>
internal sealed class PollServer : IDisposable
{
    private readonly Process _process;

    private PollServer(Process process, string root)
    {
        _process = process;
        Root = root;
    }

    public string Root { get; }

    public static async Task<PollServer> StartAsync()
    {
        var process = ChildProcess.Start("outlet");
        string? line;
        while ((line = await process.StandardOutput.ReadLineAsync()) is not null)
        {
            if (line.StartsWith("http://", StringComparison.Ordinal))
                return new PollServer(process, line);
        }

        throw new InvalidOperationException("The outlet ended before it told its address.");
    }

    /// <summary>What the child process does: serves until its standard input ends.</summary>
    public static async Task ServeAsync()
    {
        await using var server = await LoopbackServer.StartAsync();
        server.Recording = false;
        var documents = new int[PollBenchmark.Feeds];
        var same = Encoding.UTF8.GetBytes(Document(0));
        server.On("/304", context => LoopbackServer.ReplyAsync(context, context.Request.Headers.IfNoneMatch.Count > 0 ? 304 : 200, same, "application/rss+xml", ("ETag", "\"1\"")));
        server.On("/unchanged", context => LoopbackServer.ReplyAsync(context, 200, same, "application/rss+xml"));
        server.On("/full", context => LoopbackServer.ReplyAsync(context, 200, Document(Interlocked.Increment(ref documents[Feed(context)])), "application/rss+xml"));
        Console.WriteLine(server.Root);
        await Console.In.ReadToEndAsync();
    }

    public void Dispose() => ChildProcess.End(_process);

    private static int Feed(HttpContext context) => int.Parse(context.Request.QueryString.Value.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>The articles of the nth document: five that no earlier one had, and twenty of those.</summary>
    private static string Document(int n)
    {
        var rss = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Outlet</title><link>https://outlet.example/</link>");
        for (var i = 5 * n + 24; i >= 5 * n; i--)
        {
            rss.Append(
                CultureInfo.InvariantCulture,
                $"<item><title>The headline of article number {i}</title><link>https://outlet.example/articles/{i}</link><guid>https://outlet.example/articles/{i}</guid><pubDate>Tue, 08 Oct 2024 09:00:00 GMT</pubDate><description>&lt;p&gt;{Sentence}&lt;/p&gt;&lt;p&gt;{Sentence}&lt;/p&gt;</description></item>");
        }

        return rss.Append("</channel></rss>").ToString();
    }

    private const string Sentence =
        "The two sides spoke for an hour about tariffs, chips and the rules for connected cars, and agreed to go on speaking; what they did not agree on filled most of the hour.";
}
