using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Feeds.WebSub;

namespace NewsMonitor.Feeds.Tests.WebSub;

public sealed class HubLinksTests
{
    private const string Url = "https://outlet.example/news/feed";

    [Theory]
    [InlineData("<https://hub.example/>; rel=\"hub\"", "hub https://hub.example/")]
    [InlineData("<https://hub.example/>;rel=hub,<https://outlet.example/feed>;rel=self", "hub https://hub.example/|self https://outlet.example/feed")]
    [InlineData("<a,b;c>; title=\"x, <y>; rel=self\"; REL=\"Hub  Self\"", "hub a,b;c|self a,b;c")]
    [InlineData("<a>; rel=hub; rel=self", "hub a")]
    [InlineData("<a>; title=\"a \\\" b\"; rel=hub", "hub a")]
    [InlineData("<a> rel=hub, <b>; rel = hub ", "hub b")]
    [InlineData("<a>; rel=\"hub", "hub a")]
    [InlineData("<a>; rel, <b>; rel=hub", "hub b")]
    [InlineData("<a", "")]
    [InlineData("nonsense", "")]
    public void Link_headers_are_read_as_they_come(string header, string links) =>
        Assert.Equal(links, string.Join('|', LinkHeader.Parse([header]).Select(link => $"{link.Relation} {link.Target}")));

    [Fact]
    public void Whatever_a_link_header_holds_it_is_read_without_an_error_and_within_its_limit() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20241008, 5), Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var header = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => random.GetItems<string>(["<", ">", ";", ",", "=", "\"", "\\", " ", "rel", "hub", "a"], 1)[0]));
            return LinkHeader.Parse([header, header]).Count <= 100;
        }));

    [Fact]
    public void A_header_of_a_thousand_links_is_read_up_to_its_limit() =>
        Assert.Equal(100, LinkHeader.Parse([string.Join(", ", Enumerable.Range(0, 1000).Select(n => $"<{n}>; rel=hub"))]).Count);

    [Fact]
    public void The_header_comes_before_the_document()
    {
        var document = new FeedMetadata { Hubs = ["https://body.example/"], Self = "https://body.example/feed" };

        var links = HubLinks.Find(["<https://hub.example/>; rel=hub, <https://other.example/>; rel=hub", "</canonical>; rel=self"], Url, document);

        Assert.Equal(("https://outlet.example/canonical", false), (links!.Topic, links.TopicInBody));
        Assert.Equal(["https://hub.example/", "https://other.example/"], links.Hubs);
    }

    [Fact]
    public void The_document_is_looked_at_where_the_header_names_no_hub()
    {
        var links = HubLinks.Find(["<https://elsewhere.example/>; rel=self"], Url, new FeedMetadata { Hubs = ["https://hub.example/"], Self = "https://outlet.example/canonical" });

        Assert.Equal(("https://outlet.example/canonical", true), (links!.Topic, links.TopicInBody));
    }

    [Fact]
    public void A_feed_that_names_hubs_and_not_itself_is_its_own_topic()
    {
        Assert.Equal(Url, HubLinks.Find(["<https://hub.example/>; rel=hub"], Url, new FeedMetadata())!.Topic);
        Assert.Equal((Url, false), HubLinks.Find([], Url, new FeedMetadata { Hubs = ["https://hub.example/"] }) is { } links ? (links.Topic, links.TopicInBody) : default);
    }

    [Theory]
    [InlineData("ftp://hub.example/")]
    [InlineData("mailto:hub@hub.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:password@hub.example/")]
    public void What_is_no_web_address_is_no_hub(string hub) => Assert.Null(HubLinks.Find([$"<{hub}>; rel=hub"], Url, new FeedMetadata { Hubs = [hub] }));

    [Theory]
    [InlineData("<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>t</title><atom:link rel='hub' href='https://hub.example/'/><atom:link rel='self' href='https://outlet.example/self'/></channel></rss>")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><link rel='hub' href='https://hub.example/'/><link rel='self' href='/self'/></feed>")]
    [InlineData("""{"version": "https://jsonfeed.org/version/1.1", "title": "t", "feed_url": "https://outlet.example/self", "hubs": [{"type": "WebSub", "url": "https://hub.example/"}], "items": []}""")]
    public void Rss_Atom_and_JSON_Feed_name_their_hubs(string document)
    {
        var feed = FeedParser.Parse(Encoding.UTF8.GetBytes(document), null, Url, new FeedParserOptions()).Feed;

        var links = HubLinks.Find([], Url, feed);

        Assert.Equal(("https://outlet.example/self", "https://hub.example/", true), (links!.Topic, Assert.Single(links.Hubs), links.TopicInBody));
    }
}
