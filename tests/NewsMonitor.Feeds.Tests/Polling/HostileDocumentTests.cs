using System.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.Polling;

/// <summary>Documents that want to harm, polled after a good one: what was known stays, and the poll ends and is recorded.</summary>
public sealed class HostileDocumentTests : IAsyncLifetime
{
    private const string Head = "<?xml version=\"1.0\"?>";

    private Outlet _outlet = null!;
    private Watch _watch = null!;

    public static TheoryData<string, string> Documents => new()
    {
        { "120,000 nested tags", $"{Head}<rss version=\"2.0\"><channel>{string.Concat(Enumerable.Repeat("<a>", 120_000))}" },
        {
            "an entity bomb",
            $"{Head}<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">{string.Concat(Enumerable.Range(0, 20).Select(n => $"<!ENTITY {(char)('b' + n)} \"{string.Concat(Enumerable.Repeat($"&{(char)('a' + n)};", 10))}\">"))}]><rss version=\"2.0\"><channel><title>&u;</title></channel></rss>"
        },
        { "an external entity", $"{Head}<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><rss version=\"2.0\"><channel><title>&x;</title></channel></rss>" },
        { "half a document", $"{Head}<rss version=\"2.0\"><channel><title>The Outlet</title><item><guid>one</gu" },
        { "binary", new string('\u0001', 10_000) },
    };

    public async Task InitializeAsync()
    {
        _outlet = await Outlet.StartAsync();
        _watch = await Watch.StartAsync(_outlet.Url);
        _outlet.Publish("one");
        await _watch.PollAsync();
    }

    public async Task DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _outlet.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task What_was_known_stays_and_the_poll_is_recorded(string what, string document)
    {
        var host = File.Exists("/etc/hostname") ? (await File.ReadAllTextAsync("/etc/hostname")).Trim() : "";
        _outlet.Server.On("/feed", document);

        var summary = await _watch.PollAsync().Soon($"the poll ends ({what})");

        Assert.True(summary.NextPoll > _watch.Clock.GetUtcNow());
        Assert.Contains(await _watch.ArticlesAsync(), article => article.Title == "Title of one");
        var feed = await _watch.FeedAsync();
        Assert.Equal(_watch.Clock.GetUtcNow(), feed.Poll.LastPoll);
        if (what == "an external entity" && host.Length > 0)
            Assert.DoesNotContain(host, feed.Title, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_feed_shows_what_was_wrong_until_a_good_document_comes(string what, string document)
    {
        _outlet.Server.On("/feed", document);
        await _watch.PollAsync();
        await _watch.PollAsync();
        var wrong = (await _watch.FeedAsync()).Poll.Error;
        _outlet.Server.On("/feed", "<rss version=\"2.0\"><channel><title>Good again</title></channel></rss>");
        await _watch.PollAsync();

        Assert.False(string.IsNullOrEmpty(wrong), what);
        Assert.Null((await _watch.FeedAsync()).Poll.Error);
    }

    [Fact]
    public async Task Elements_nested_120000_deep_in_a_well_formed_document_are_told_of()
    {
        _outlet.Server.On("/feed", $"<rss version=\"2.0\"><channel>{string.Concat(Enumerable.Repeat("<a>", 120_000))}{string.Concat(Enumerable.Repeat("</a>", 120_000))}</channel></rss>");

        var summary = await _watch.PollAsync();

        Assert.Equal("The document nests elements 120002 deep; at most 100 are looked at.", summary.Error);
    }

    [Fact]
    public async Task A_document_that_ends_inside_a_known_article_takes_nothing_from_it_and_the_whole_one_is_asked_for()
    {
        var before = Assert.Single(await _watch.ArticlesAsync());
        const string Cut = "<rss version=\"2.0\"><channel><title>The Outlet</title><item><guid>two</guid><title>Two</title></item><item><guid isPermaLink=\"false\">one</guid><title>Title of one</title><description>Text";
        _outlet.Server.On("/feed", context => LoopbackServer.ReplyAsync(context, 200, Cut, "application/rss+xml", ("ETag", "\"whole\"")));

        var summary = await _watch.PollAsync();

        Assert.Equal((1, 0), (summary.NewArticles, summary.UpdatedArticles));
        Assert.Contains("ends in the middle", summary.Error, StringComparison.Ordinal);
        Assert.Equal(before.Text, (await _watch.ArticlesAsync()).Single(article => article.Id == before.Id).Text);
        var poll = (await _watch.FeedAsync()).Poll;
        Assert.Equal((null, null), (poll.ETag, poll.BodyHash));
    }

    [Fact]
    public async Task The_charset_of_the_header_is_believed()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var document = "<rss version=\"2.0\"><channel><title>t</title><item><guid>ru</guid><title>Переговоры</title></item></channel></rss>";
        _outlet.Server.On("/feed", Encoding.GetEncoding("windows-1251").GetBytes(document), "application/rss+xml; charset=windows-1251");

        await _watch.PollAsync();

        Assert.Contains(await _watch.ArticlesAsync(), article => article.Title == "Переговоры");
    }
}
