using System.Globalization;
using System.Xml;

namespace NewsMonitor.Server.Demo.Press;

/// <summary>RSS 1.0: RDF, with dates from the Dublin Core module and the items beside the channel.</summary>
internal static class Rss10Feed
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string Rss = "http://purl.org/rss/1.0/";
    private const string Dc = "http://purl.org/dc/elements/1.1/";

    public static void Write(XmlWriter xml, Outlet outlet, IReadOnlyList<DemoArticle> items)
    {
        xml.WriteStartElement("rdf", "RDF", Rdf);
        xml.WriteAttributeString("xmlns", Rss);
        xml.WriteAttributeString("xmlns", "dc", null, Dc);

        xml.WriteStartElement("channel", Rss);
        xml.WriteAttributeString("about", Rdf, outlet.Site);
        xml.WriteElementString("title", Rss, outlet.Name);
        xml.WriteElementString("link", Rss, outlet.Site);
        xml.WriteElementString("description", Rss, $"News from {outlet.Name}");
        xml.WriteElementString("language", Dc, "en");
        xml.WriteStartElement("items", Rss);
        xml.WriteStartElement("Seq", Rdf);
        foreach (var article in items)
        {
            xml.WriteStartElement("li", Rdf);
            xml.WriteAttributeString("resource", Rdf, outlet.Link(article));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();

        foreach (var article in items)
        {
            xml.WriteStartElement("item", Rss);
            xml.WriteAttributeString("about", Rdf, outlet.Link(article));
            xml.WriteElementString("title", Rss, article.Title);
            xml.WriteElementString("link", Rss, outlet.Link(article));
            xml.WriteElementString("description", Rss, FeedDocument.Html(article));
            xml.WriteElementString("date", Dc, article.Published.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
