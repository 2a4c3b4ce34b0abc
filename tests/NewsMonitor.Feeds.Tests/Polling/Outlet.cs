using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Polling;

/// <summary>An outlet on loopback with one feed, whose articles the test changes.</summary>
internal sealed class Outlet : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private List<(string Guid, string Title, string Text)> _articles = [];

    private Outlet(LoopbackServer server)
    {
        _server = server;
        server.On("/feed", context => LoopbackServer.ReplyAsync(context, 200, Document(), "application/rss+xml", [.. Headers.Select(h => (h.Key, h.Value))]));
    }

    public LoopbackServer Server => _server;

    public string Url => _server.Url("/feed");

    /// <summary>Sent with every document.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>Minutes of <c>ttl</c>; null for none.</summary>
    public int? TimeToLive { get; set; }

    /// <summary>More elements of the channel.</summary>
    public string Extra { get; set; } = "";

    public static async Task<Outlet> StartAsync(X509Certificate2? certificate = null) => new(await LoopbackServer.StartAsync(certificate));

    /// <summary>What the feed holds from now on, newest first; the title is the guid's unless said otherwise.</summary>
    public void Publish(params string[] guids) => Publish([.. guids.Select(guid => (guid, $"Title of {guid}"))]);

    public void Publish(params (string Guid, string Title)[] articles) => _articles = [.. articles.Select(a => (a.Guid, a.Title, $"Text of {a.Guid}."))];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public string Document()
    {
        var rss = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Outlet</title><link>https://outlet.example/</link><language>en</language>");
        if (TimeToLive is { } minutes)
            rss.Append(CultureInfo.InvariantCulture, $"<ttl>{minutes}</ttl>");
        rss.Append(Extra);
        foreach (var (guid, title, text) in _articles)
            rss.Append(CultureInfo.InvariantCulture, $"<item><guid isPermaLink=\"false\">{guid}</guid><link>https://outlet.example/{guid}</link><title>{title}</title><description>{text}</description></item>");
        return rss.Append("</channel></rss>").ToString();
    }
}
