using System.Text.Json;
using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>What every story store keeps of what articles add and of what a story shows; each database runs it.</summary>
public abstract class StoryFaceStoreTests : StoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_one_half_of_a_merge_knew_is_no_development_of_the_union()
    {
        await IngestAsync([.. Enumerable.Range(0, 4).SelectMany(i => new[] { Article($"x{i}", "Quake"), Article($"y{i}", "Quake") }), Article("z", "Quake: 23 dead")]);
        await AssignAsync([Began("x0") with { Facts = [Dead(9)] }, Joined("x1", "x0"), Joined("x2", "x0")]);
        await AssignAsync([Began("y0") with { Facts = [Dead(23)] }, Joined("y1", "y0"), Joined("y2", "y0")]);

        await ChangeAsync(StoryChangeProposal.Merge("story-y0", "story-x0"));
        await AssignAsync([Joined("z", "x0") with { Facts = [Dead(23)] }]);

        // Neither the toll nor the jump from three to seven sources, which the merge made.
        Assert.False((await Stories.AssignmentAsync("z", default))!.Development.IsMaterial);
    }

    [Fact]
    public async Task Both_halves_of_a_split_know_the_tolls_and_grow_from_where_they_are()
    {
        await IngestAsync([
            .. Enumerable.Range(0, 7).Select(i => Article($"x{i}", "Quake")), .. Enumerable.Range(0, 2).Select(i => Article($"late{i}", "Quake: nine dead") with { FirstSeen = Start.AddHours(2) }),
            .. Enumerable.Range(0, 3).Select(i => Article($"more{i}", "Quake"))]);
        await AssignAsync([Began("x0") with { Facts = [Dead(9)] }, .. Enumerable.Range(1, 6).Select(i => Joined($"x{i}", "x0"))]);

        var off = (await ChangeAsync(StoryChangeProposal.Split("story-x0", ["x1", "x2", "x3"]))).To;
        await AssignAsync([Joined("late0", "x0") with { Facts = [Dead(9)] }, Joined("late1", "x0") with { StoryId = off, Facts = [Dead(9)] }]);
        await AssignAsync([.. Enumerable.Range(0, 3).Select(i => Joined($"more{i}", "x0"))]);

        Assert.False((await Stories.AssignmentAsync("late0", default))!.Development.IsMaterial);
        Assert.False((await Stories.AssignmentAsync("late1", default))!.Development.IsMaterial);
        Assert.Equal("independent sources 4 → 8", (await Stories.AssignmentAsync("more2", default))!.Development.Growth);
    }

    [Fact]
    public async Task A_story_of_which_nothing_was_noted_learns_from_its_next_article_in_silence()
    {
        await IngestAsync([.. Enumerable.Range(0, 3).Select(i => Article($"x{i}", "Quake")), .. Enumerable.Range(0, 2).Select(i => Article($"late{i}", "Quake") with { FirstSeen = Start.AddHours(2) })]);
        await AssignAsync([Began("x0") with { Facts = [Dead(9)] }, Joined("x1", "x0"), Joined("x2", "x0")]);
        await ForgetMemoriesAsync();

        await AssignAsync([Joined("late0", "x0") with { Facts = [Dead(9)] }, Joined("late1", "x0") with { Facts = [Dead(23)] }]);

        Assert.False((await Stories.AssignmentAsync("late0", default))!.Development.IsMaterial);
        Assert.Equal(["new: 23 dead (before: 9)"], (await Stories.AssignmentAsync("late1", default))!.Development.Facts);
    }

    [Fact]
    public async Task What_an_article_adds_is_kept_with_it()
    {
        await IngestAsync(Article("a", "Quake kills nine"));
        var adds = new ArticleAdds { Novelty = 1, Names = ["Talavan"], Figures = ["nine dead"] };
        await AssignAsync(Began("a") with { Adds = adds });

        Assert.Equivalent(adds, (await Stories.AssignmentAsync("a", default))!.Adds, strict: true);
    }

    [Fact]
    public async Task A_risen_toll_is_a_development_of_the_story_and_is_kept_with_the_article_that_told_it()
    {
        await IngestAsync(Article("a", "Quake kills nine"), Article("b", "Quake: nine dead"), Article("c", "Toll of quake reaches 23"));

        await AssignAsync(Began("a") with { Facts = [Dead(9)] }, Joined("b", "a") with { Facts = [Dead(9)] }, Joined("c", "a") with { Facts = [Dead(23)] });

        Assert.False((await Stories.AssignmentAsync("b", default))!.Development.IsMaterial);
        Assert.Equal(["new: 23 dead (before: 9)"], (await Stories.AssignmentAsync("c", default))!.Development.Facts);
        using var data = JsonDocument.Parse((await Log.AfterAsync(0, 10, default))[^1].Data);
        Assert.Equal("new: 23 dead (before: 9)", data.RootElement.GetProperty("developed")[0].GetString());
    }

    [Fact]
    public async Task A_judgement_of_a_story_knows_the_facts_by_which_it_developed_and_who_told_them()
    {
        var endpoint = new AlertEndpoint { Id = "end_1", Subscriber = "desk", Type = "log" };
        var subscription = new Subscription { Id = "sub_1", Subscriber = "desk", Name = "quake", Query = "quake", Channels = [endpoint], Created = Start };
        await Subscriptions.SaveAsync(subscription, [], default);
        await IngestAsync([.. Enumerable.Range(0, 6).Select(i => Article($"x{i}", "Quake"))]);
        await AssignAsync([Began("x0") with { Facts = [Dead(9)] }, .. Enumerable.Range(1, 4).Select(i => Joined($"x{i}", "x0")), Joined("x5", "x0") with { Facts = [Dead(23)] }]);
        var events = await Alerts.PendingEventsAsync("en", 10, default);

        await Alerts.StoreMatchesAsync([.. events.Select(e => e.Event.Sequence)], [new SubscriptionMatch("sub_1", "desk", "story-x0", "x0", [], Start)], Start, default);

        var news = Assert.Single(Assert.Single(await Alerts.DueJudgementsAsync("desk", Start, 10, 10, default)).NewFacts);
        Assert.Equal(("x5.example", Start), (news.Source, news.At));
        Assert.Equal(["new: 23 dead (before: 9)"], news.Facts);
    }

    [Fact]
    public async Task Independent_sources_jump_once_for_each_jump()
    {
        await IngestAsync([.. Enumerable.Range(0, 9).Select(i => Article($"x{i}", $"Report {i}"))]);

        await AssignAsync([Began("x0"), .. Enumerable.Range(1, 8).Select(i => Joined($"x{i}", "x0"))]);

        var articles = await Stories.ArticlesAsync("story-x0", new PageRequest(), default);
        Assert.Equal(
            [("x3", "independent sources 1 → 4"), ("x7", "independent sources 4 → 8")],
            articles.Items.Where(a => a.Assignment.Development.IsMaterial).Select(a => (a.Article.Id, a.Assignment.Development.Growth!)));
    }

    [Fact]
    public async Task A_copy_is_no_report_however_much_it_says()
    {
        await IngestAsync(Article("a", "Quake kills nine"), Article("b", "Quake kills 30") with { FirstSeen = Start.AddHours(1) });

        await AssignAsync(Began("a") with { Facts = [Dead(9)] }, Joined("b", "a", copyOf: "a") with { Facts = [Dead(30)] });

        Assert.False((await Stories.AssignmentAsync("b", default))!.Development.IsMaterial);
        Assert.Equal(Start, (await Stories.FindAsync("story-a", default))!.LatestIndependent);
    }

    [Fact]
    public async Task The_headline_is_the_most_central_title_with_the_link_of_its_article()
    {
        await IngestAsync(
            Article("a", "'We heard voices': a night in the ruins"), Article("b", "Quake in Talavan kills nine"), Article("c", "Nine dead as quake hits Talavan"),
            Article("d", "Talavan quake leaves nine dead"));

        await AssignAsync(Began("a"), Joined("b", "a"), Joined("c", "a"), Joined("d", "a"));

        var story = (await Stories.FindAsync("story-a", default))!;
        Assert.Equal(("Quake in Talavan kills nine", "b", "https://b.example/b"), (story.Headline, story.HeadlineArticle, story.Url));
    }

    [Fact]
    public async Task An_edit_of_the_title_that_is_the_headline_shows_and_of_another_does_not()
    {
        await IngestAsync(Article("a", "Quake kills nine"), Article("b", "Nine dead in quake"));
        await AssignAsync(Began("a"), Joined("b", "a"));

        await EditAsync(Article("b", "Nothing of the kind") with { ContentHash = "new" });
        Assert.Equal("Quake kills nine", (await Stories.FindAsync("story-a", default))!.Headline);

        await EditAsync(Article("a", "Quake kills twelve") with { ContentHash = "new" });
        Assert.Equal("Quake kills twelve", (await Stories.FindAsync("story-a", default))!.Headline);
    }

    /// <summary>As an upgrade leaves the stories that were there before it.</summary>
    protected abstract Task ForgetMemoriesAsync();

    private static StoryFact Dead(int count) =>
        new(StoryFactKind.Toll, $"{count} dead", $"{count} dead", count, "dead", IsNew: true, InTitle: true, Prominent: true);

    private static StoryAssignment Began(string article) => new() { ArticleId = article, StoryId = $"story-{article}", Began = true, Reasons = [] };

    private static StoryAssignment Joined(string article, string founder, string? copyOf = null) =>
        new() { ArticleId = article, StoryId = $"story-{founder}", Began = false, CopyOf = copyOf, Reasons = [] };

    private static Article Article(string id, string title) => new()
    {
        Id = id,
        FeedId = "feed",
        Identity = id,
        Source = $"{id}.example",
        Url = $"https://{id}.example/{id}",
        Title = title,
        Text = "",
        Language = "en",
        FirstSeen = Start,
        Updated = Start,
        ContentHash = $"hash of {id}",
    };

    private async Task<StoryChange> ChangeAsync(StoryChangeProposal proposal) =>
        Assert.Single(await Changes.ChangeAsync([proposal], Start, null, default)).Change!;

    private async Task AssignAsync(params StoryAssignment[] assignments) =>
        Assert.True(await Stories.AssignAsync(new AssignedBatch("en", [.. assignments.Select(a => (IndexedAssignment)a)], Start), default));

    private async Task IngestAsync(params Article[] articles) => Assert.Equal(articles.Length, (await StoreAsync(articles)).New);

    private async Task EditAsync(Article article) => Assert.Equal(1, (await StoreAsync(article)).Updated);

    private async Task<IngestResult> StoreAsync(params Article[] articles)
    {
        var (feed, _) = await Feeds.AddAsync(new NewFeed("https://outlet.example/feed", null, [], Start), default);
        return await Feeds.IngestAsync(new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = [.. articles.Select(a => a with { FeedId = feed.Id })] }, default);
    }
}
