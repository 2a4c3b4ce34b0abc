using System.Text;
using NewsMonitor.Feeds.Parsing;

namespace NewsMonitor.Feeds.Tests.Parsing;

internal static class Documents
{
    public static readonly FeedParserOptions Options = new();

    public static FeedDocument Read(string text, string? contentType = null, string? url = null, FeedParserOptions? options = null) =>
        Read(Encoding.UTF8.GetBytes(text), contentType, url, options);

    public static FeedDocument Read(byte[] body, string? contentType = null, string? url = null, FeedParserOptions? options = null) =>
        FeedParser.Parse(body, contentType, url, options ?? Options);

    public static FeedEntry Item(string children, string? url = null) =>
        Assert.Single(Read($"<rss version='2.0'><channel><title>t</title><item>{children}</item></channel></rss>", url: url).Entries);

    public static FeedEntry AtomEntry(string children, string? url = null) =>
        Assert.Single(Read($"<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry>{children}</entry></feed>", url: url).Entries);

    /// <summary>Why the body is no feed.</summary>
    public static string Refusal(byte[] body) => Assert.Throws<FeedFormatException>(() => Read(body)).Message;

    public static string Refusal(string body) => Refusal(Encoding.UTF8.GetBytes(body));

    public static DateTimeOffset Utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) =>
        new(year, month, day, hour, minute, second, TimeSpan.Zero);
}
