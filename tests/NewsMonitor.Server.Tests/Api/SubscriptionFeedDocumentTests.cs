using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Channels.Feed;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>Whatever outlets write, the feeds are documents that say it.</summary>
public sealed class SubscriptionFeedDocumentTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    private static readonly Subscription Call = new()
    {
        Id = "sub_1", Subscriber = "desk", Name = "The call <&>", Query = "call", Channels = [], Created = Start,
    };

    private static readonly Gen<string> Text =
        from parts in Gen.Elements("<b>", "</title>", "&amp;", "&", "]]>", "\0", "\u0007", "\ud83d", "\ufffe", "\n", "\"", "商务部", "العربية", "👍", "word ").NonEmptyListOf()
        select "Head" + string.Concat(parts);

    [Fact]
    public void Every_headline_comes_back_from_both_formats() => Prop.ForAll(Text.ToArbitrary(), headline =>
    {
        var feed = SubscriptionFeed.From(Call, [Alert("alert_1", headline)], new Uri("http://127.0.0.1/feed"));
        foreach (var (body, type) in new[] { (AtomDocument.Render(feed), AtomDocument.ContentType), (JsonFeedDocument.Render(feed), JsonFeedDocument.ContentType) })
        {
            var read = FeedParser.Parse(body, type, feed.Self.AbsoluteUri, new FeedParserOptions());
            Assert.Empty(read.Warnings);
            Assert.Equal("The call <&>", read.Feed.Title?.Text);
            Assert.Equal(feed.Entries[0].Title, read.Entries.Single().Title?.Text);
            Assert.Equal(feed.Entries[0].Id, read.Entries.Single().Id);
        }
    }).Check(Config.QuickThrowOnFailure.WithReplay(20241008, 17));

    [Fact]
    public void Alerts_on_one_story_are_entries_of_their_own_with_ids_that_stay()
    {
        var alerts = new[] { Alert("alert_2", "The call") with { Occasion = AlertOccasion.Developed, Created = Start.AddHours(1) }, Alert("alert_1", "The call") };
        var feed = SubscriptionFeed.From(Call, alerts, new Uri("http://127.0.0.1/feed"));

        Assert.Equal(["Developed: The call", "The call"], feed.Entries.Select(entry => entry.Title));
        Assert.Equal(["story.developed", "story.new"], feed.Entries.Select(entry => entry.Category));
        Assert.Equal(Start.AddHours(1), feed.Updated);
        Assert.Equal("2 independent sources, 3 articles\nThe call: call in the title", feed.Entries[0].Text);
        // Readers keep these: a change of how they are made brings every entry once more.
        Assert.Equal("urn:uuid:", feed.Entries[1].Id[..9]);
        Assert.True(Guid.TryParse(feed.Entries[1].Id[9..], out var uuid));
        Assert.Equal(8, uuid.Version);
        Assert.Equal(feed.Entries[1].Id, SubscriptionFeed.From(Call with { Name = "Another" }, [Alert("alert_1", "Changed")], new Uri("https://news.example/x")).Entries[0].Id);
        Assert.NotEqual(feed.Entries[0].Id, feed.Entries[1].Id);
    }

    [Fact]
    public void A_feed_without_alerts_is_one_of_the_subscription_s_age()
    {
        var feed = SubscriptionFeed.From(Call, [], new Uri("http://127.0.0.1/feed"));
        Assert.Equal((0, Start), (feed.Entries.Count, feed.Updated));
        Assert.Empty(FeedParser.Parse(AtomDocument.Render(feed), AtomDocument.ContentType, null, new FeedParserOptions()).Entries);
    }

    private static Alert Alert(string id, string headline) => new()
    {
        Id = id,
        Subscriber = "desk",
        StoryId = "story_1",
        Occasion = AlertOccasion.New,
        Created = Start,
        Subscriptions = ["sub_1"],
        Story = new Story
        {
            Id = "story_1", Language = "en", Headline = headline, Url = "https://a.example/call", State = StoryState.Open, FirstSeen = Start, Latest = Start,
            Articles = 3, Sources = 2, IndependentSources = 2,
        },
        Why = ["The call: call in the title"],
    };
}
