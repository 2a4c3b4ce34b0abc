using System.Globalization;
using System.Xml;

namespace NewsMonitor.Server.Demo.Press;

/// <summary>RSS 2.0 with the whole text in <c>content:encoded</c> (RSS content module), or, without guids, in the description.</summary>
internal static class Rss20Feed
{
    private const string Content = "http://purl.org/rss/1.0/modules/content/";

    public static void Write(XmlWriter xml, Outlet outlet, IReadOnlyList<DemoArticle> items)
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "content", null, Content);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", outlet.Name);
        xml.WriteElementString("link", outlet.Site);
        xml.WriteElementString("description", $"News from {outlet.Name}");
        xml.WriteElementString("language", "en-gb");
        foreach (var article in items)
        {
            xml.WriteStartElement("item");
            xml.WriteElementString("title", article.Title);
            xml.WriteElementString("link", outlet.Link(article));
            xml.WriteElementString("pubDate", article.Published.ToString("r", CultureInfo.InvariantCulture));
            if (outlet.Guids)
            {
                xml.WriteStartElement("guid");
                xml.WriteAttributeString("isPermaLink", "false");
                xml.WriteString(outlet.Guid(article));
                xml.WriteEndElement();
                xml.WriteElementString("description", article.Paragraphs[0]);
                xml.WriteElementString("content", "encoded", Content, FeedDocument.Html(article));
            }
            else
            {
                xml.WriteElementString("description", FeedDocument.Html(article));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
