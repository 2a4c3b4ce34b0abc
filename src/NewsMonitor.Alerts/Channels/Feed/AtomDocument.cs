using System.Globalization;
using System.Text;
using System.Xml;

namespace NewsMonitor.Alerts.Channels.Feed;

/// <summary>The Atom Syndication Format (RFC 4287).</summary>
public static class AtomDocument
{
    public const string ContentType = "application/atom+xml; charset=utf-8";

    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <returns>UTF-8, the same bytes for the same feed.</returns>
    public static byte[] Render(SubscriptionFeed feed)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Namespace);
            Element(xml, "id", feed.Id);
            Text(xml, "title", feed.Title);
            Element(xml, "updated", Time(feed.Updated));
            Link(xml, "self", feed.Self.AbsoluteUri, "application/atom+xml");
            xml.WriteStartElement("author", Namespace);
            Element(xml, "name", "NewsMonitor");
            xml.WriteEndElement();
            foreach (var entry in feed.Entries)
                Write(xml, entry);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, SubscriptionFeedEntry entry)
    {
        xml.WriteStartElement("entry", Namespace);
        Element(xml, "id", entry.Id);
        Text(xml, "title", entry.Title);
        Element(xml, "updated", Time(entry.Updated));
        Element(xml, "published", Time(entry.Updated));
        if (entry.Url is not null)
            Link(xml, "alternate", entry.Url, null);
        xml.WriteStartElement("category", Namespace);
        xml.WriteAttributeString("term", entry.Category);
        xml.WriteEndElement();
        Text(xml, "content", entry.Text);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string url, string? type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        if (type is not null)
            xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", url);
        xml.WriteEndElement();
    }

    // Said although it is the default: readers guess where it is not (RFC 4287, section 3.1.1).
    private static void Text(XmlWriter xml, string name, string text)
    {
        xml.WriteStartElement(name, Namespace);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, text);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
