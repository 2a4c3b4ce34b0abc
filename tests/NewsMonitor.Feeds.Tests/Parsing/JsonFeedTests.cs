using NewsMonitor.Feeds.Parsing;
using static NewsMonitor.Feeds.Tests.Parsing.Documents;

namespace NewsMonitor.Feeds.Tests.Parsing;

public sealed class JsonFeedTests
{
    private const string Feed = """
        {"version": "https://jsonfeed.org/version/1.1", "title": "A < B", "home_page_url": "https://a.example/", "feed_url": "https://a.example/feed.json",
         "language": "en", "authors": [{"name": "Mo"}], "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
         "items": [
           {"id": 7, "url": "/one", "title": "One", "content_html": "<p>x</p><script>alert(1)</script>", "date_published": "2024-10-08T09:00:00Z",
            "tags": ["a", "b"], "attachments": [{"url": "https://a.example/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}], "_own": {"deep": [1, {"x": 2}]}},
           {"id": "two", "external_url": "https://b.example/2", "content_text": "1 < 2", "summary": "s"}
         ]}
        """;

    [Fact]
    public void A_json_feed_is_read_whole()
    {
        var document = Read(Feed, url: "https://a.example/feed.json");

        Assert.Equal((FeedFormat.Json, "A < B", "https://a.example/", "en", "Mo"), (document.Format, document.Feed.Title!.Text, document.Feed.Link, document.Feed.Language, document.Feed.Author));
        Assert.Equal(["https://hub.example/"], document.Feed.Hubs);
        var (one, two) = (document.Entries[0], document.Entries[1]);
        Assert.Equal(("7", "https://a.example/one", "<p>x</p>"), (one.Id, one.Link, one.Content!.Html));
        Assert.Equal(Utc(2024, 10, 8, 9), one.Published);
        Assert.Equal(["a", "b"], one.Categories);
        Assert.Equal(new FeedEnclosure("https://a.example/1.mp3", "audio/mpeg", 12), Assert.Single(one.Enclosures));
        Assert.Equal(("two", "https://b.example/2", "1 &lt; 2", "s"), (two.Id, two.Link, two.Content!.Html, two.Summary!.Text));
    }

    [Fact]
    public void Every_beginning_of_a_json_feed_keeps_whole_entries_only()
    {
        var whole = Read(Feed).Entries;
        for (var length = Feed.IndexOf("\"items\"", StringComparison.Ordinal) + 12; length < Feed.Length; length++)
        {
            var document = Read(Feed[..length]);
            Assert.Equal(whole.Take(document.Entries.Count).Select(e => (e.Id, e.Content!.Text)), document.Entries.Select(e => (e.Id, e.Content!.Text)));
        }
    }

    [Theory]
    [InlineData("\"title\": \"a raw\nnewline\"", "a raw newline")]
    [InlineData("\"title\": \"a raw\ttab\"", "a raw tab")]
    [InlineData("\"title\": \"C:\\x\"", "C:\\x")]
    [InlineData("\"title\": \"it\\'s\"", "it's")]
    [InlineData("\"title\": \"\\u12 and \\u0041\"", "\\u12 and A")]
    public void Characters_that_json_does_not_allow_are_repaired(string title, string read)
    {
        var document = Read("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[\n{\"id\":\"1\"," + title + "},\n{\"id\":\"2\",\"title\":\"two\"}]}");

        Assert.Equal([("1", read), ("2", "two")], document.Entries.Select(e => (e.Id, e.Title!.Text)));
        Assert.False(document.CutOff);
        Assert.Single(document.Warnings);
    }

    [Theory]
    [InlineData("\"title\": \"He said \"no\" twice\"")]
    [InlineData("\"title\": \"one quote \" too many\"")]
    [InlineData("\"title\": \"never closed")]
    [InlineData("\"title\": nothing")]
    [InlineData("\"attachments\": [{\"url\": \"/1.mp3\" \"mime_type\": 1}, {\"url\": \"/2.mp3\"}], \"tags\": []")]
    [InlineData("\"_own\": [{\"a\" 1}, {\"id\": 3}, {\"id\": 4}]")]
    public void One_broken_item_never_costs_the_feed(string broken)
    {
        string[] items = ["{\"id\":\"1\",\"url\":\"/1\"}", "{\"id\":\"2\",\"url\":\"/2\"}", "{\"id\":\"3\",\"content_text\":\"x\"}"];
        for (var place = 0; place <= items.Length; place++)
        {
            var all = string.Join(",\n  ", items.Take(place).Append("{\"id\":\"bad\"," + broken + "}").Concat(items.Skip(place)));
            var document = Read("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\": [" + all + "], \"title\": \"behind\"}");

            Assert.Equal(["1", "2", "3"], document.Entries.Select(e => e.Id));
            Assert.False(document.CutOff);
            if (place < items.Length)
                Assert.Equal("behind", document.Feed.Title!.Text);
        }
    }

    [Fact]
    public void A_json_feed_that_was_cut_off_is_known_as_that()
    {
        for (var length = Feed.IndexOf("\"items\"", StringComparison.Ordinal) + 12; length < Feed.TrimEnd().Length; length++)
            Assert.True(Read(Feed[..length]).CutOff || Feed[length - 1] == '}', $"cut at {length}");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1, 2]")]
    [InlineData("{\"error\": \"rate limited\"}")]
    [InlineData("{\"items\": 3")]
    public void Json_that_is_no_feed_is_refused_as_that(string json) => Assert.Equal("This is JSON, but no JSON Feed.", Refusal(json));

    [Fact]
    public void The_feeds_authors_are_those_of_items_that_name_none()
    {
        var document = Read("""{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[{"id":"1","title":"a"},{"id":"2","title":"b","author":{"name":"Own"}}],"authors":[{"name":"Ida"},{"name":"Bo"}]}""");

        Assert.Equal(["Ida, Bo", "Own"], document.Entries.Select(e => e.Author));
    }
}
