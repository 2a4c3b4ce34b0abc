using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>Events and what matches them.</summary>
public abstract partial class AlertStoreTests
{
    [Fact]
    public async Task Pending_events_come_oldest_first_by_language_with_their_articles()
    {
        await ArriveAsync(1);
        await ArriveAsync(2, kind: StoryEventKind.Copied);
        await ArriveAsync(3, story: "story_de", language: "de");

        Assert.Equal(["de", "en"], (await Alerts.LanguagesWithEventsAsync(default)).Order(StringComparer.Ordinal));
        var pending = await Alerts.PendingEventsAsync("en", 10, default);
        Assert.Equal(["art_1", "art_2"], pending.Select(p => p.Article.Id));
        Assert.Equal([StoryEventKind.Began, StoryEventKind.Copied], pending.Select(p => p.Event.Kind));
        Assert.Equal(new StoryEvent(pending[0].Event.Sequence, "story_call", "art_1", "en", StoryEventKind.Began, Start.AddMinutes(1)), pending[0].Event);
        Assert.Equivalent(Article(1), pending[0].Article);
        Assert.Single(await Alerts.PendingEventsAsync("en", 1, default));
    }

    [Fact]
    public async Task Matched_events_are_gone_and_their_subscribers_are_to_be_judged()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);

        Assert.Equal(["desk"], await MatchAsync(Start, Match(Call, 1)));

        Assert.Empty(await Alerts.PendingEventsAsync("en", 10, default));
        Assert.Empty(await Alerts.LanguagesWithEventsAsync(default));
        Assert.Empty(await Alerts.SubscribersWithDueAsync(Start.AddMilliseconds(-1), default));
        Assert.Equal(["desk"], await Alerts.SubscribersWithDueAsync(Start, default));
        var judgement = Assert.Single(await DueAsync());
        Assert.Equal(("desk", "story_call", Start), (judgement.Subscriber, judgement.Story.Id, judgement.Due));
        var (subscription, match) = Assert.Single(judgement.Matches);
        Assert.Equivalent(Call, subscription);
        Assert.Equivalent(Match(Call, 1), match);
        Assert.Empty(judgement.Told);
        Assert.Equivalent(Article(1), Assert.Single(judgement.Articles));
    }

    [Fact]
    public async Task Only_the_first_match_of_a_subscription_and_story_is_kept()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        await ArriveAsync(2);
        await MatchAsync(Start.AddMinutes(2), Match(Call, 2));

        Assert.Equal("art_1", Assert.Single((await DueAsync()).Single().Matches).Match.ArticleId);
    }

    [Fact]
    public async Task A_later_match_that_asks_less_of_the_story_loosens_what_the_first_asks()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1) with { Residual = "sources>=5" });
        await ArriveAsync(2);
        await MatchAsync(Start, Match(Call, 2) with { Residual = "sources>=9", Why = ["stricter"], At = Start.AddMinutes(1) });
        Assert.Equivalent(Match(Call, 1) with { Residual = "sources>=5" }, Assert.Single((await OneDueAsync()).Matches).Match);

        await MatchAsync(Start, Match(Call, 2) with { Residual = "is:new", Why = ["other"], At = Start.AddMinutes(2) });
        Assert.Equivalent(Match(Call, 1) with { Residual = "is:new OR sources>=5" }, Assert.Single((await OneDueAsync()).Matches).Match);

        await ArriveAsync(3);
        await MatchAsync(Start, Match(Call, 3) with { Why = ["whatever the story is"], At = Start.AddMinutes(3) });
        Assert.Equivalent(Match(Call, 3) with { Why = ["whatever the story is"], At = Start }, Assert.Single((await OneDueAsync()).Matches).Match);

        await ArriveAsync(4);
        await MatchAsync(Start, Match(Call, 4) with { Residual = "sources>=2" });
        Assert.Equal(("art_3", ""), ((await OneDueAsync()).Matches[0].Match.ArticleId, (await OneDueAsync()).Matches[0].Match.Residual));
    }

    [Fact]
    public async Task Pending_and_recent_articles_come_with_their_feed()
    {
        var (feed, _) = await Feeds.AddAsync(new NewFeed("https://outlet.example/feed", "The outlet", ["asia"], Start), default);
        await ArriveAsync(Article(1) with { FeedId = feed.Id }, Story("story_1"), StoryEventKind.Began);
        await ArriveAsync(Article(2) with { FeedId = "feed_gone" }, Story("story_2"), StoryEventKind.Began);

        var expected = new ArticleFeed(feed.Id, "The outlet", "https://outlet.example/feed", ["asia"]);
        var pending = await Alerts.PendingEventsAsync("en", 10, default);
        Assert.Equivalent(expected, pending[0].Feed, strict: true);
        Assert.Null(pending[1].Feed);
        Assert.Equivalent(expected, (await Alerts.RecentAsync(Start, 10, default)).Single(p => p.Article.Id == "art_1").Feed, strict: true);
    }

    [Fact]
    public async Task A_judgement_that_asks_knows_the_storys_languages_and_its_articles_of_the_last_hour()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await ArriveAsync(59);
        await ArriveAsync(70);
        await ArriveAsync(5, story: "story_de", language: "de");
        await ArriveAsync(6, story: "story_fr", language: "fr");
        await MatchAsync(Start, Match(Call, 1) with { Residual = "languages>=2 OR velocity>=2/h" });
        Assert.Equal((1, 3), (Assert.Single(await DueAsync()).Languages, (await DueAsync())[0].Velocity));
        await DecideAsync(await OneDueAsync(), null, null);

        await LinkAsync("story_call", "story_de");
        Assert.Equal(["desk"], await Alerts.SubscribersWithDueAsync(Start.AddHours(2), default));
        var due = Assert.Single(await DueAsync(Start.AddHours(2)));
        Assert.Equal((2, 1), (due.Languages, due.Velocity));
    }

    [Fact]
    public async Task An_event_without_a_match_of_its_own_has_those_judged_who_matched_the_story_earlier()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        await DecideAsync(await OneDueAsync(), null, null);
        Assert.Empty(await DueAsync());

        await ArriveAsync(2);
        Assert.Equal(["desk"], await MatchAsync(Start));
        Assert.Single(await DueAsync());
    }

    [Fact]
    public async Task A_match_of_a_subscription_that_was_removed_is_not_written()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await Subscriptions.RemoveAsync(Call.Id, default);

        Assert.Empty(await MatchAsync(Start, Match(Call, 1)));
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task Recent_articles_of_open_stories_come_newest_first()
    {
        await ArriveAsync(1);
        await ArriveAsync(2);
        await ArriveAsync(3, story: "story_closed", state: StoryState.Closed);
        await ArriveAsync(4, story: "story_new");

        var recent = await Alerts.RecentAsync(Start.AddMinutes(2), 10, default);
        Assert.Equal(["art_4", "art_2"], recent.Select(r => r.Article.Id));
        Assert.Equal(["story_new", "story_call"], recent.Select(r => r.Event.StoryId));
        Assert.Equal(["art_4"], (await Alerts.RecentAsync(Start, 1, default)).Select(r => r.Article.Id));
    }

    private Task LinkAsync(string story, string other) => Links.StoreAsync(
        [new LinkOutcome(new LinkWork(story, 1), [1], [StoryLink.Between(story, other, 1, ["because"])])], Start.AddHours(2), default);

    private static Story Story(string id) => new()
    {
        Id = id,
        Language = "en",
        Headline = "Headline",
        State = StoryState.Open,
        FirstSeen = Start,
        Latest = Start,
        Articles = 1,
        Sources = 1,
        IndependentSources = 1,
    };
}
