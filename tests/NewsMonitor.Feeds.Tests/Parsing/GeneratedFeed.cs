using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json;

namespace NewsMonitor.Feeds.Tests.Parsing;

/// <summary>A feed made up from a seed, and the four formats it can be written in.</summary>
internal sealed record GeneratedFeed(string Title, GeneratedEntry[] Entries)
{
    // Words that are awkward to escape, none of which looks like HTML.
    private static readonly string[] Words =
        ["harbour", "Zürich", "AT&T", "1 < 2", "\"quoted\"", "it's", "部长", "🚢", "naïve", "--", "]]", "talks", "a>b", "100%", "{x}", "\\", "e\u0301"];

    public static GeneratedFeed Create(int seed)
    {
        var random = new Random(seed);
        return new GeneratedFeed(Phrase(random), [.. Enumerable.Range(0, random.Next(0, 8)).Select(i => Entry(random, i))]);
    }

    public string ToRss() =>
        $"<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>{X(Title)}</title>"
        + string.Concat(Entries.Select(e =>
            $"<item><guid isPermaLink=\"false\">{X(e.Id)}</guid><title>{X(e.Title)}</title><link>{X(e.Link)}</link><pubDate>{e.Published:R}</pubDate><dc:creator>{X(e.Author)}</dc:creator>"
            + string.Concat(e.Categories.Select(c => $"<category>{X(c)}</category>")) + $"<content:encoded><![CDATA[{e.Html.Replace("]]>", "]]&gt;", StringComparison.Ordinal)}]]></content:encoded></item>"))
        + "</channel></rss>";

    public string ToAtom() =>
        $"<feed xmlns=\"http://www.w3.org/2005/Atom\"><title type=\"text\">{X(Title)}</title>"
        + string.Concat(Entries.Select(e =>
            $"<entry><id>{X(e.Id)}</id><title type=\"text\">{X(e.Title)}</title><link href=\"{X(e.Link)}\"/><published>{Iso(e.Published)}</published><author><name>{X(e.Author)}</name></author>"
            + string.Concat(e.Categories.Select(c => $"<category term=\"{X(c)}\"/>")) + $"<content type=\"html\">{X(e.Html)}</content></entry>"))
        + "</feed>";

    public string ToRdf() =>
        $"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>{X(Title)}</title></channel>"
        + string.Concat(Entries.Select(e =>
            $"<item rdf:about=\"{X(e.Id)}\"><title>{X(e.Title)}</title><link>{X(e.Link)}</link><dc:date>{Iso(e.Published)}</dc:date><dc:creator>{X(e.Author)}</dc:creator>"
            + string.Concat(e.Categories.Select(c => $"<dc:subject>{X(c)}</dc:subject>")) + $"<content:encoded>{X(e.Html)}</content:encoded></item>"))
        + "</rdf:RDF>";

    public string ToJson() => JsonSerializer.Serialize(new
    {
        version = "https://jsonfeed.org/version/1.1",
        title = Title,
        items = Entries.Select(e => new
        {
            id = e.Id,
            title = e.Title,
            url = e.Link,
            date_published = Iso(e.Published),
            authors = new[] { new { name = e.Author } },
            tags = e.Categories,
            content_html = e.Html,
        }),
    });

    private static GeneratedEntry Entry(Random random, int i)
    {
        var paragraphs = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Phrase(random)).ToArray();
        return new GeneratedEntry(
            $"urn:entry:{i}:{random.Next()}",
            Phrase(random),
            $"https://a.example/{i}?x={random.Next(100)}&y=z",
            new DateTimeOffset(2024, 10, 8, 9, 0, 0, TimeSpan.Zero).AddSeconds(-random.Next(100_000_000)),
            Phrase(random),
            [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Phrase(random)).Distinct()],
            string.Concat(paragraphs.Select(p => $"<p>{X(p)}</p>")),
            string.Join(' ', paragraphs));
    }

    private static string Phrase(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Words[random.Next(Words.Length)]));

    private static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string X(string text) => new StringBuilder(SecurityElement.Escape(text)).ToString();
}

/// <param name="Text">What the HTML says to a reader.</param>
internal sealed record GeneratedEntry(string Id, string Title, string Link, DateTimeOffset Published, string Author, string[] Categories, string Html, string Text);
