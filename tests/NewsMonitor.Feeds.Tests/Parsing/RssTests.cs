using NewsMonitor.Feeds.Parsing;
using static NewsMonitor.Feeds.Tests.Parsing.Documents;

namespace NewsMonitor.Feeds.Tests.Parsing;

public sealed class RssTests
{
    private const string Harbour = """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
             xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
          <channel>
            <title>Harbour Gazette</title>
            <link>https://gazette.example/</link>
            <atom:link rel="self" href="https://gazette.example/feed.xml"/>
            <atom:link rel="hub" href="https://hub.example/"/>
            <description>News from the &lt;em&gt;harbour&lt;/em&gt;</description>
            <language>en-gb</language>
            <lastBuildDate>Tue, 08 Oct 2024 09:30:00 GMT</lastBuildDate>
            <managingEditor>desk@gazette.example (Ida Berg)</managingEditor>
            <ttl>30</ttl>
            <skipHours><hour>0</hour><hour>24</hour><hour>5</hour></skipHours>
            <skipDays><day>Sunday</day></skipDays>
            <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
            <image><title>Logo</title><link>https://gazette.example/logo</link></image>
            <item>
              <title>Crane &amp; barge collide</title>
              <link>https://gazette.example/crane</link>
              <guid isPermaLink="false">crane-1</guid>
              <pubDate>Tue, 08 Oct 2024 09:00:00 +0200</pubDate>
              <dc:creator>Ida Berg</dc:creator>
              <category>Port</category><category>Accidents</category>
              <description>Nobody was hurt.</description>
              <content:encoded><![CDATA[<p>Nobody was <b>hurt</b>.</p>]]></content:encoded>
              <enclosure url="https://gazette.example/crane.mp3" type="audio/mpeg" length="1234"/>
            </item>
          </channel>
        </rss>
        """;

    [Fact]
    public void A_complete_channel_is_read_whole()
    {
        var document = Read(Harbour);

        Assert.Equal(FeedFormat.Rss, document.Format);
        Assert.Empty(document.Warnings);
        var feed = document.Feed;
        Assert.Equal("Harbour Gazette", feed.Title!.Text);
        Assert.Equal("https://gazette.example/", feed.Link);
        Assert.Equal("News from the <em>harbour</em>", feed.Description!.Html);
        Assert.Equal("en-gb", feed.Language);
        Assert.Equal(Utc(2024, 10, 8, 9, 30), feed.Updated);
        Assert.Equal("Ida Berg", feed.Author);
        Assert.Equal("https://gazette.example/feed.xml", feed.Self);
        Assert.Equal(["https://hub.example/"], feed.Hubs);
    }

    [Fact]
    public void An_item_is_read_whole()
    {
        var entry = Assert.Single(Read(Harbour).Entries);

        Assert.Equal("crane-1", entry.Id);
        Assert.Equal("Crane & barge collide", entry.Title!.Text);
        Assert.Equal("https://gazette.example/crane", entry.Link);
        Assert.Equal(Utc(2024, 10, 8, 7), entry.Published);
        Assert.Equal("Ida Berg", entry.Author);
        Assert.Equal(["Port", "Accidents"], entry.Categories);
        Assert.Equal("Nobody was hurt.", entry.Summary!.Text);
        Assert.Equal("<p>Nobody was <b>hurt</b>.</p>", entry.Content!.Html);
        Assert.Equal(new FeedEnclosure("https://gazette.example/crane.mp3", "audio/mpeg", 1234), Assert.Single(entry.Enclosures));
    }

    [Fact]
    public void The_publishers_wishes_about_polling_are_read()
    {
        var cadence = Read(Harbour).Feed.Cadence;

        Assert.Equal(TimeSpan.FromMinutes(30), cadence.TimeToLive);
        Assert.Equal([0, 5], cadence.SkipHours);
        Assert.Equal([DayOfWeek.Sunday], cadence.SkipDays);
        Assert.Equal(TimeSpan.FromMinutes(30), cadence.UpdateInterval);
    }

    [Fact]
    public void A_guid_that_is_a_permalink_stands_in_for_a_missing_link() =>
        Assert.Equal("https://a.example/1", Item("<guid>https://a.example/1</guid>").Link);

    [Theory]
    [InlineData("<guid isPermaLink='false'>https://a.example/1</guid>")]
    [InlineData("<guid>abc</guid>")]
    public void A_guid_that_is_no_permalink_is_no_link(string guid) => Assert.Null(Item(guid).Link);

    [Fact]
    public void The_items_own_title_wins_over_a_modules_in_either_order()
    {
        const string Media = "<media:title xmlns:media='http://search.yahoo.com/mrss/'>caption</media:title>";

        Assert.Equal("headline", Item($"{Media}<title>headline</title>").Title!.Text);
        Assert.Equal("headline", Item($"<title>headline</title>{Media}").Title!.Text);
    }

    [Fact]
    public void An_element_of_a_foreign_namespace_does_not_pass_for_ours() =>
        Assert.Equal("ours", Item("<x:description xmlns:x='urn:x'>theirs</x:description><description>ours</description>").Summary!.Text);

    [Fact]
    public void Titles_inside_images_and_sources_are_not_the_items() =>
        Assert.Equal("mine", Item("<source url='u'>other</source><image><title>picture</title></image><title>mine</title>").Title!.Text);

    [Fact]
    public void Element_names_are_read_in_any_case() =>
        Assert.Equal("loud", Read("<RSS><CHANNEL><TITLE>loud</TITLE></CHANNEL></RSS>").Feed.Title!.Text);

    [Fact]
    public void A_summary_and_a_description_are_summary_and_content()
    {
        var entry = Item("<summary>short</summary><description>long</description>");

        Assert.Equal(("short", "long"), (entry.Summary!.Text, entry.Content!.Text));
    }

    [Fact]
    public void A_missing_summary_is_the_content() =>
        Assert.Equal("all", Item("<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>all</content:encoded>").Summary!.Text);

    [Fact]
    public void Media_files_are_enclosures_once()
    {
        var entry = Item("""
            <enclosure url="https://a.example/1.jpg" type="image/jpeg"/>
            <media:group xmlns:media="http://search.yahoo.com/mrss/"><media:content url="https://a.example/1.jpg"/><media:content url="https://a.example/2.jpg"/></media:group>
            """);

        Assert.Equal(["https://a.example/1.jpg", "https://a.example/2.jpg"], entry.Enclosures.Select(e => e.Url));
    }

    [Fact]
    public void The_original_link_wins_over_a_counting_one() =>
        Assert.Equal(
            "https://a.example/story",
            Item("<link>https://count.example/1</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://a.example/story</f:origLink>").Link);

    [Fact]
    public void Podcast_elements_fill_what_is_missing()
    {
        var entry = Item("""
            <i:title xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd">Episode</i:title>
            <i:author xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd">Ola</i:author>
            <i:summary xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd">About</i:summary>
            """);

        Assert.Equal(("Episode", "Ola", "About"), (entry.Title!.Text, entry.Author, entry.Summary!.Text));
    }

    [Theory]
    [InlineData("http://purl.org/rss/1.0/", "http://purl.org/rss/1.0/")]
    [InlineData("http://my.netscape.com/rdf/simple/0.9/", "http://my.netscape.com/rdf/simple/0.9/")]
    public void Rdf_items_beside_the_channel_are_its_entries(string first, string second)
    {
        var document = Read($"""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{first}">
              <channel rdf:about="https://a.example/rdf"><title>News</title><items><rdf:Seq><rdf:li rdf:resource="https://a.example/1"/></rdf:Seq></items></channel>
              <item xmlns="{second}" rdf:about="https://a.example/1"><title>One</title></item>
              <item rdf:about="https://a.example/2"><title>Two</title><link>https://a.example/two</link></item>
            </rdf:RDF>
            """);

        Assert.Equal(FeedFormat.Rdf, document.Format);
        Assert.Equal("https://a.example/rdf", document.Feed.Id);
        Assert.Equal(["https://a.example/1", "https://a.example/2"], document.Entries.Select(e => e.Id));
        Assert.Equal(["https://a.example/1", "https://a.example/two"], document.Entries.Select(e => e.Link));
    }

    [Fact]
    public void A_channel_definition_is_a_feed()
    {
        var document = Read("<CHANNEL HREF='https://a.example/'><TITLE>Old</TITLE><ITEM HREF='https://a.example/1' LASTMOD='1998-11-05T22:12'><TITLE>One</TITLE><ABSTRACT>First</ABSTRACT></ITEM></CHANNEL>");

        Assert.Equal((FeedFormat.Cdf, "https://a.example/"), (document.Format, document.Feed.Link));
        var entry = Assert.Single(document.Entries);
        Assert.Equal(("One", "First", "https://a.example/1"), (entry.Title!.Text, entry.Summary!.Text, entry.Link));
        Assert.Equal(Utc(1998, 11, 5, 22, 12), entry.Updated);
    }

    [Fact]
    public void A_news_sitemap_is_a_feed()
    {
        var entry = Assert.Single(Read("""
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
              <url><loc>https://a.example/1</loc><news:news><news:publication><news:name>A</news:name><news:language>sv</news:language></news:publication>
                <news:publication_date>2024-10-08T09:00:00+02:00</news:publication_date><news:title>Bron öppnar</news:title><news:keywords>bro, hamn</news:keywords></news:news></url>
            </urlset>
            """).Entries);

        Assert.Equal(("Bron öppnar", "https://a.example/1", "sv"), (entry.Title!.Text, entry.Link, entry.Language));
        Assert.Equal(Utc(2024, 10, 8, 7), entry.Published);
        Assert.Equal(["bro", "hamn"], entry.Categories);
    }

    [Fact]
    public void A_channel_author_is_no_items_author() =>
        Assert.Null(Assert.Single(Read("<rss><channel><managingEditor>Chief</managingEditor><item><title>t</title></item></channel></rss>").Entries).Author);

    [Fact]
    public void A_podcasts_owner_stands_in_for_its_author() =>
        Assert.Equal("Ida", Read("<rss><channel><itunes:owner><itunes:name>Ida</itunes:name><itunes:email>ida@a.example</itunes:email></itunes:owner></channel></rss>").Feed.Author);

    [Fact]
    public void An_episode_with_nothing_else_is_identified_by_its_file()
    {
        const string File = "<enclosure url='https://a.example/1.mp3' length='1' type='audio/mpeg'/>";

        Assert.Equal("https://a.example/1.mp3", Item(File).Id);
        Assert.Equal("1", Item("<guid>1</guid>" + File).Id);
        Assert.Null(Item("<link>https://a.example/1</link>" + File).Id);
    }

    [Fact]
    public void A_channel_definition_has_a_base_and_titles_as_values()
    {
        var document = Read("<CHANNEL BASE='https://a.example/dir/' HREF='index.html'><TITLE VALUE='News'/><ITEM HREF='1.html'><TITLE VALUE='One'/></ITEM></CHANNEL>");

        Assert.Equal("https://a.example/dir/index.html", document.Feed.Link);
        Assert.Equal(("https://a.example/dir/1.html", "One"), (document.Entries[0].Link, document.Entries[0].Title!.Text));
        Assert.Equal("News", document.Feed.Title?.Text);
    }

    [Fact]
    public void A_news_sitemap_is_called_what_its_publication_is_called() =>
        Assert.Equal("The Courier", Read("""
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/1</loc>
            <news:news><news:publication><news:name>The Courier</news:name><news:language>en</news:language></news:publication><news:title>t</news:title></news:news></url></urlset>
            """).Feed.Title?.Text);

    [Fact]
    public void A_link_holds_nothing_that_would_end_it_in_html() =>
        Assert.Equal("https://a.example/?q=%22%3Cscript%3E", Item("<link>https://a.example/?q=\"&lt;script&gt;</link>").Link);

    [Fact]
    public void Atom_elements_in_an_item_say_what_the_item_does_not()
    {
        var entry = Item("""
            <atom:id xmlns:atom="http://www.w3.org/2005/Atom">urn:1</atom:id><a10:updated xmlns:a10="http://www.w3.org/2005/Atom">2024-10-08T09:00:00Z</a10:updated>
            <author xmlns="http://www.w3.org/2005/Atom"><name>Ida</name></author><title xmlns="http://www.w3.org/2005/Atom">Atom's title</title><title>Its own</title>
            <link xmlns="http://www.w3.org/2005/Atom" rel="self" href="https://a.example/self"/><link xmlns="http://www.w3.org/2005/Atom" href="https://a.example/1"/>
            """);

        Assert.Equal(("urn:1", "Ida", "Its own", "https://a.example/1"), (entry.Id, entry.Author, entry.Title!.Text, entry.Link));
        Assert.Equal(Utc(2024, 10, 8, 9), entry.Updated);
    }

    [Fact]
    public void Dublin_core_says_what_the_item_does_not()
    {
        const string Dc = "xmlns:dc='http://purl.org/dc/elements/1.1/'";
        var entry = Item($"<dc:title {Dc}>t</dc:title><dc:description {Dc}>d</dc:description><dc:creator {Dc}>Ida</dc:creator><dc:subject {Dc}>Port</dc:subject><dc:date {Dc}>2024-10-08</dc:date><dc:language {Dc}>nl</dc:language>");

        Assert.Equal(("t", "d", "Ida", "nl"), (entry.Title!.Text, entry.Summary!.Text, entry.Author, entry.Language));
        Assert.Equal(["Port"], entry.Categories);
        Assert.Equal(Utc(2024, 10, 8), entry.Updated);
    }

    [Fact]
    public void Links_of_an_item_are_relative_to_the_innermost_base()
    {
        var entry = Assert.Single(Read("""
            <rss xml:base="https://a.example/news/"><channel><item xml:base="../world/"><link>1.html</link><description>&lt;a href="2.html"&gt;x&lt;/a&gt;</description>
            <enclosure url="/3.mp3"/></item></channel></rss>
            """, url: "https://b.example/feed.xml").Entries);

        Assert.Equal("https://a.example/world/1.html", entry.Link);
        Assert.Equal("<a href=\"https://a.example/world/2.html\">x</a>", entry.Summary!.Html);
        Assert.Equal("https://a.example/3.mp3", entry.Enclosures[0].Url);
    }
}
