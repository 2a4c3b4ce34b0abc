using NewsMonitor.Feeds.Parsing;
using static NewsMonitor.Feeds.Tests.Parsing.Documents;

namespace NewsMonitor.Feeds.Tests.Parsing;

public sealed class AtomTests
{
    [Fact]
    public void A_complete_feed_is_read_whole()
    {
        var document = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://a.example/blog/">
              <id>urn:a</id><title type="html">A &amp;amp; B</title><subtitle>plain</subtitle><updated>2024-10-08T09:00:00Z</updated>
              <link rel="self" href="atom.xml"/><link href="./"/>
              <author><name>Mo</name><email>mo@a.example</email></author>
              <entry xml:lang="de">
                <id>urn:a:1</id><title>Eins</title><published>2024-10-08T08:00:00+02:00</published><updated>2024-10-08T08:30:00+02:00</updated>
                <link rel="enclosure" href="1.mp3" type="audio/mpeg" length="9"/><link rel="alternate" type="text/html" href="eins"/>
                <category term="welt" label="Welt"/><author><name>Li</name></author><author><name>Bo</name></author>
                <summary type="html">&lt;b&gt;kurz&lt;/b&gt;</summary>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Mehr <a href="zwei">hier</a></p></div></content>
              </entry>
            </feed>
            """);

        Assert.Equal(FeedFormat.Atom, document.Format);
        Assert.Equal(("A & B", "https://a.example/blog/", "urn:a", "en", "Mo"), (document.Feed.Title!.Text, document.Feed.Link, document.Feed.Id, document.Feed.Language, document.Feed.Author));
        Assert.Equal("https://a.example/blog/atom.xml", document.Feed.Self);
        var entry = Assert.Single(document.Entries);
        Assert.Equal(("urn:a:1", "Eins", "https://a.example/blog/eins", "de", "Li, Bo"), (entry.Id, entry.Title!.Text, entry.Link, entry.Language, entry.Author));
        Assert.Equal((Utc(2024, 10, 8, 6), Utc(2024, 10, 8, 6, 30)), (entry.Published, entry.Updated));
        Assert.Equal("<b>kurz</b>", entry.Summary!.Html);
        Assert.Equal("<p>Mehr <a href=\"https://a.example/blog/zwei\">hier</a></p>", entry.Content!.Html);
        Assert.Equal(["welt"], entry.Categories);
        Assert.Equal(new FeedEnclosure("https://a.example/blog/1.mp3", "audio/mpeg", 9), Assert.Single(entry.Enclosures));
    }

    [Fact]
    public void Atom_03_names_and_modes_are_understood()
    {
        var entry = Assert.Single(Read("""
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>t</title>
              <entry><title mode="escaped" type="text/html">&lt;i&gt;x&lt;/i&gt;</title><issued>2004-01-02T03:04:05Z</issued><modified>2004-01-03T03:04:05Z</modified>
                <content mode="base64" type="text/html">PHA+aGVsbG88L3A+</content></entry></feed>
            """).Entries);

        Assert.Equal("<i>x</i>", entry.Title!.Html);
        Assert.Equal((Utc(2004, 1, 2, 3, 4, 5), Utc(2004, 1, 3, 3, 4, 5)), (entry.Published, entry.Updated));
        Assert.Equal("<p>hello</p>", entry.Content!.Html);
    }

    [Theory]
    [InlineData("text", "A &lt;b&gt;x&lt;/b&gt;", "A <b>x</b>")]
    [InlineData("html", "A &lt;b&gt;x&lt;/b&gt;", "A x")]
    [InlineData("html", "&amp;lt;b>", "<b>")]
    [InlineData("text", "Q&amp;amp;A", "Q&amp;A")]
    public void The_type_says_whether_a_tag_is_a_tag(string type, string written, string seen) =>
        Assert.Equal(seen, AtomEntry($"<title type='{type}'>{written}</title>").Title!.Text);

    [Fact]
    public void Plain_text_becomes_escaped_html() =>
        Assert.Equal("a &lt;script&gt; &amp; b", AtomEntry("<title type='text'>a &lt;script&gt; &amp;amp; b</title>".Replace("&amp;amp;", "&amp;", StringComparison.Ordinal)).Title!.Html);

    [Fact]
    public void Content_that_lies_elsewhere_is_not_taken_for_text() =>
        Assert.Null(AtomEntry("<content src='https://a.example/film.mp4' type='video/mp4'>x</content>").Content);

    [Fact]
    public void The_page_for_people_wins_over_other_alternates() =>
        Assert.Equal(
            "https://a.example/page",
            AtomEntry("<link rel='alternate' type='application/json' href='https://a.example/json'/><link rel='alternate' type='text/html' href='https://a.example/page'/>").Link);

    [Fact]
    public void A_source_element_speaks_of_another_feed() =>
        Assert.Equal(("urn:mine", "mine"), (
            AtomEntry("<source><id>urn:other</id><title>other</title></source><id>urn:mine</id><title>mine</title>").Id,
            AtomEntry("<source><title>other</title></source><title>mine</title>").Title!.Text));

    [Fact]
    public void An_inner_base_holds_for_what_is_inside_it_only()
    {
        var entry = AtomEntry(
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p xml:base='https://b.example/'><a href='x'>1</a></p><a href='y'>2</a></div></content>",
            "https://a.example/");

        Assert.Equal("<p><a href=\"https://b.example/x\">1</a></p><a href=\"https://a.example/y\">2</a>", entry.Content!.Html);
    }

    [Fact]
    public void Links_stay_as_written_where_nobody_knows_the_base() =>
        Assert.Equal("/x", AtomEntry("<link href='/x'/>").Link);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" java\nscript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    public void A_link_that_runs_something_is_no_link(string link) => Assert.Null(AtomEntry($"<link href='{link}'/>").Link);

    [Theory]
    [InlineData("<author><name>Own</name></author><source><author><name>Source</name></author></source>", "Own")]
    [InlineData("<source><title>Elsewhere</title><author><name>Source</name></author></source>", "Source")]
    [InlineData("<source><title>Elsewhere</title></source>", "Feed")]
    [InlineData("", "Feed")]
    public void An_entry_without_an_author_has_that_of_its_source_else_of_the_feed(string entry, string author)
    {
        const string Feed = "<author><name>Feed</name></author>";

        foreach (var children in new[] { Feed + $"<entry><id>1</id><title>t</title>{entry}</entry>", $"<entry><id>1</id><title>t</title>{entry}</entry>" + Feed })
        {
            var read = Assert.Single(Read($"<feed xmlns='http://www.w3.org/2005/Atom'>{children}</feed>").Entries);
            Assert.Equal((author, "t"), (read.Author, read.Title!.Text));
        }
    }
}
