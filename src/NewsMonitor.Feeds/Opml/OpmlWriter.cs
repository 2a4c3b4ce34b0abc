using System.Globalization;
using System.Text;
using System.Xml;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Opml;

/// <summary>
/// Writes OPML 2.0: a folder for each tag with the feeds that have it, then the feeds that have none. A feed with several tags stands in
/// several folders, as other readers have it; imported again it is one feed with all of them. Credentials are never written.
/// </summary>
public static class OpmlWriter
{
    private const int Page = 500;

    /// <summary>All feeds that are watched.</summary>
    public static async Task<byte[]> WriteAsync(IFeedStore store, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var feeds = new List<Feed>();
        string? cursor = null;
        do
        {
            var page = await store.ListAsync(new PageRequest(cursor, Page), cancellationToken);
            feeds.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return Write(feeds, now);
    }

    public static byte[] Write(IReadOnlyList<Feed> feeds, DateTimeOffset now)
    {
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            xml.WriteStartElement("opml");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteStartElement("head");
            xml.WriteElementString("title", "Feeds watched by NewsMonitor");
            xml.WriteElementString("dateCreated", now.ToUniversalTime().ToString("r", CultureInfo.InvariantCulture));
            xml.WriteElementString("docs", "http://opml.org/spec2.opml");
            xml.WriteEndElement();
            xml.WriteStartElement("body");
            var sorted = feeds.OrderBy(Name, StringComparer.OrdinalIgnoreCase).ThenBy(feed => feed.Url, StringComparer.Ordinal).ToList();
            foreach (var folder in sorted.SelectMany(feed => feed.Tags, (feed, tag) => (feed, tag)).GroupBy(pair => pair.tag, pair => pair.feed).OrderBy(f => f.Key, StringComparer.OrdinalIgnoreCase))
            {
                xml.WriteStartElement("outline");
                xml.WriteAttributeString("text", Clean(folder.Key));
                foreach (var feed in folder)
                    Write(xml, feed);
                xml.WriteEndElement();
            }

            foreach (var feed in sorted.Where(feed => feed.Tags.Length == 0))
                Write(xml, feed);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return output.ToArray();
    }

    private static void Write(XmlWriter xml, Feed feed)
    {
        xml.WriteStartElement("outline");
        xml.WriteAttributeString("type", "rss");
        xml.WriteAttributeString("text", Name(feed));
        xml.WriteAttributeString("title", Name(feed));
        xml.WriteAttributeString("xmlUrl", Clean(feed.Url));
        if (feed.SiteUrl is not null)
            xml.WriteAttributeString("htmlUrl", Clean(feed.SiteUrl));
        xml.WriteEndElement();
    }

    private static string Name(Feed feed) => Clean(feed.Title ?? feed.Url);

    /// <summary>Without the characters that XML has no way to write (XML 1.0 section 2.2).</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }
}
