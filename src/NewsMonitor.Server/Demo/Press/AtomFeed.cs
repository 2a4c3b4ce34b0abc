using System.Globalization;
using System.Xml;

namespace NewsMonitor.Server.Demo.Press;

/// <summary>Atom 1.0 (RFC 4287); relative links are relative to <c>xml:base</c>.</summary>
internal static class AtomFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static void Write(XmlWriter xml, Outlet outlet, IReadOnlyList<DemoArticle> items)
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteAttributeString("xml", "lang", null, "en");
        if (outlet.RelativeLinks)
            xml.WriteAttributeString("xml", "base", null, outlet.Site);
        xml.WriteElementString("id", Atom, $"tag:{outlet.Host},2023:feed");
        xml.WriteElementString("title", Atom, outlet.Name);
        if (items.Count > 0)
            xml.WriteElementString("updated", Atom, Time(items.Max(article => article.Published)));
        Link(xml, "alternate", outlet.RelativeLinks ? "." : outlet.Site);
        foreach (var article in items)
        {
            xml.WriteStartElement("entry", Atom);
            xml.WriteElementString("id", Atom, $"tag:{outlet.Host},2023:{outlet.Guid(article)}");
            xml.WriteElementString("title", Atom, article.Title);
            Link(xml, "alternate", outlet.Link(article));
            xml.WriteElementString("published", Atom, Time(article.Published));
            xml.WriteElementString("updated", Atom, Time(article.Published));
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, outlet.Name);
            xml.WriteEndElement();
            xml.WriteStartElement("content", Atom);
            xml.WriteAttributeString("type", "html");
            xml.WriteString(FeedDocument.Html(article));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string href)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", href);
        xml.WriteEndElement();
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
