using System.Net;
using System.Text;
using System.Xml;

namespace NewsMonitor.Server.Demo.Press;

/// <summary>Writes the feed documents of one outlet.</summary>
public static class FeedDocument
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <param name="outlet">Whose feed.</param>
    /// <param name="items">What it shows, newest first.</param>
    public static byte[] Write(Outlet outlet, IReadOnlyList<DemoArticle> items) => outlet.Format switch
    {
        FeedFormat.Rss20 => Xml(outlet, xml => Rss20Feed.Write(xml, outlet, items)),
        FeedFormat.Rss10 => Xml(outlet, xml => Rss10Feed.Write(xml, outlet, items)),
        FeedFormat.Atom => Xml(outlet, xml => AtomFeed.Write(xml, outlet, items)),
        FeedFormat.JsonFeed => Utf8.GetBytes(JsonFeed.Write(outlet, items)),
        _ => throw new ArgumentOutOfRangeException(nameof(outlet), outlet.Format, "This format is not written."),
    };

    public static string ContentType(Outlet outlet) => outlet.ContentType ?? outlet.Format switch
    {
        FeedFormat.Rss20 => "application/rss+xml; charset=utf-8",
        FeedFormat.Rss10 => "application/rdf+xml",
        FeedFormat.Atom => "application/atom+xml",
        _ => "application/feed+json",
    };

    /// <summary>The article's text as HTML, one element a paragraph.</summary>
    internal static string Html(DemoArticle article) =>
        string.Concat(article.Paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph.ReplaceLineEndings(" "))}</p>\n"));

    private static byte[] Xml(Outlet outlet, Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = outlet.Encoding, Indent = true, NewLineChars = "\n" }))
            write(xml);
        return bytes.ToArray();
    }
}
