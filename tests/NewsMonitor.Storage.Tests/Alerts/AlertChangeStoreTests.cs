using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>How matches, judgements and what was told follow merges, splits and moves; each database runs it.</summary>
public abstract partial class AlertChangeStoreTests : StoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    private Subscription _call = null!;

    public override async Task InitializeAsync() => _call = await SubscribeAsync("call");

    [Fact]
    public async Task A_change_waits_for_the_alerts_until_they_have_followed_it_once()
    {
        await StoryAsync("a1", "a2");
        await StoryAsync("b1");
        await MatchAsync(_call, "a1");
        Assert.Null(await Alerts.PendingChangeAsync("en", default));
        var change = await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));

        Assert.Equal(["en"], await Alerts.LanguagesWithEventsAsync(default));
        Assert.Equal((1, Start.AddHours(1)), ((await Alerts.CountAsync(Start, default)).PendingEvents, (await Alerts.CountAsync(Start, default)).OldestEvent));
        var pending = (await Alerts.PendingChangeAsync("en", default))!;
        Assert.Equivalent(change, pending.Change, strict: true);
        Assert.Equal([_call.Id], pending.Subscriptions);
        Assert.Null(await Alerts.PendingChangeAsync("es", default));

        Assert.Equal(["desk"], await Alerts.StoreChangeAsync(change, [], Start, default));
        Assert.Empty(await Alerts.StoreChangeAsync(change, [], Start, default));
        Assert.Null(await Alerts.PendingChangeAsync("en", default));
        Assert.Empty(await Alerts.LanguagesWithEventsAsync(default));
    }

    [Fact]
    public async Task Nothing_is_due_of_a_changed_story_before_and_everything_of_the_union_after()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await MatchAsync(_call, "b1");
        var before = Assert.Single(await DueAsync());
        var change = await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));

        Assert.Empty(await DueAsync());
        Assert.False(await Alerts.StoreDecisionAsync(before, null, [], null, default));
        await Alerts.StoreChangeAsync(change, [], Start, default);

        var due = Assert.Single(await DueAsync());
        Assert.Equal(("story-a1", change.Sequence), (due.Story.Id, due.Story.Change));
        var match = Assert.Single(due.Matches).Match;
        Assert.Equal(("story-a1", "b1"), (match.StoryId, match.ArticleId));
        Assert.Equal(["a1", "b1"], due.Articles.Select(a => a.Id));
    }

    [Fact]
    public async Task Of_two_matches_of_a_subscription_the_earlier_is_that_of_the_union()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await MatchAsync(_call, "b1");
        await MatchAsync(_call, "a1", Start.AddMinutes(5));

        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));

        Assert.Equal("b1", Assert.Single(Assert.Single(await DueAsync()).Matches).Match.ArticleId);
    }

    [Theory]
    [InlineData("sources>=5", "sources>=2", "b1", "sources>=2")]
    [InlineData("sources>=2", "sources>=5", "a1", "sources>=2")]
    [InlineData("sources>=5", "", "b1", "")]
    [InlineData("", "sources>=5", "a1", "")]
    [InlineData("sources>=5", "is:new", "a1", "is:new OR sources>=5")]
    public async Task A_union_is_asked_for_what_the_match_of_either_half_was_content_with(string first, string second, string article, string union)
    {
        foreach (var stays in new[] { "a1", "b1" })
        {
            var (a, b) = ($"{stays}-a1", $"{stays}-b1");
            await StoryAsync(a);
            await StoryAsync(b);
            await Alerts.StoreMatchesAsync([], [Match(_call, a, Start) with { Residual = first }], Start, default);
            await Alerts.StoreMatchesAsync([], [Match(_call, b, Start.AddMinutes(5)) with { Residual = second }], Start, default);

            await FollowAsync(stays == "a1" ? StoryChangeProposal.Merge($"story-{b}", $"story-{a}") : StoryChangeProposal.Merge($"story-{a}", $"story-{b}"));

            var match = Assert.Single((await DueAsync()).Single(j => j.Story.Id.StartsWith($"story-{stays}", StringComparison.Ordinal)).Matches).Match;
            Assert.Equal(($"{stays}-{article}", union, Start), (match.ArticleId, match.Residual, match.At));
        }
    }

    [Fact]
    public async Task After_a_split_each_story_is_asked_for_what_its_own_articles_ask_for()
    {
        await StoryAsync("a1", "a2", "a3");
        await Alerts.StoreMatchesAsync(
            [], [Match(_call, "a1", Start) with { Residual = "sources>=9" }, Match(_call, "a2", Start) with { Residual = "sources>=2" }], Start, default);
        var change = await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2"]));
        var later = Start.AddHours(2);
        await Alerts.StoreChangeAsync(
            change,
            [
                Match(_call, "a1", later, "story-a1") with { Residual = "sources>=9" },
                Match(_call, "a3", later, "story-a1") with { Residual = "sources>=7" },
                Match(_call, "a2", later, change.To) with { Residual = "sources>=2" },
            ],
            Start,
            default);

        Assert.Equal(
            [("story-a1", "sources>=7"), (change.To, "sources>=2")],
            (await DueAsync()).Select(j => (j.Story.Id, j.Matches[0].Match.Residual)).OrderBy(row => row.Id != "story-a1"));
    }

    [Fact]
    public async Task What_was_told_of_both_halves_is_told_of_the_union()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await MatchAsync(_call, "a1");
        await MatchAsync(_call, "b1");
        foreach (var judgement in await DueAsync())
            await TellAsync(judgement, AlertOccasion.New);

        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));

        Assert.Equal(["story-a1", "story-b1"], Assert.Single(await DueAsync()).Told.Select(a => a.StoryId).Order(StringComparer.Ordinal));
        foreach (var id in new[] { "story-a1", "story-b1" })
            Assert.Equal(2, (await Alerts.ListAsync(null, id, new PageRequest(), default)).Items.Count);
    }

    [Fact]
    public async Task After_a_split_matches_and_what_was_told_are_with_their_article()
    {
        await StoryAsync("a1", "a2", "a3");
        await MatchAsync(_call, "a2");
        await TellAsync(Assert.Single(await DueAsync()), AlertOccasion.New);
        var change = await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2"]));

        Assert.Equal(
            [("a1", "story-a1"), ("a2", change.To), ("a3", "story-a1")],
            (await Alerts.ChangedArticlesAsync(change, new PageRequest(null, 9), default)).Items.Select(a => (a.Article.Id, a.StoryId)));
        var page = await Alerts.ChangedArticlesAsync(change, new PageRequest(null, 2), default);
        Assert.All(page.Items, item => Assert.Equal((item.Article.FeedId, "https://outlet.example/feed"), (item.Feed!.Id, item.Feed.Url)));
        Assert.Equal(["a3"], (await Alerts.ChangedArticlesAsync(change, new PageRequest(page.Next, 2), default)).Items.Select(a => a.Article.Id));
        await Alerts.StoreChangeAsync(change, [Match(_call, "a3", Start)], Start, default);

        var due = await DueAsync();
        // The alert rested on the article that went, and had shown the one that stayed.
        Assert.Equal([(change.To, "a2", 1), ("story-a1", "a3", 1)], due.Select(j => (j.Story.Id, j.Matches[0].Match.ArticleId, j.Told.Count)));
        Assert.Equal([3L, 3L], due.Select(j => j.Told[0].Assignment));
    }

    [Fact]
    public async Task The_articles_before_a_split_are_found_whatever_was_changed_since()
    {
        await StoryAsync("a1", "a2", "a3", "a4");
        await StoryAsync("b1");
        var first = await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2"]));
        var second = await ChangeAsync(StoryChangeProposal.Move("story-a1", "story-b1", ["a3"]));
        await ChangeAsync(StoryChangeProposal.Merge("story-a1", "story-b1"));

        Assert.Equal(
            [("a1", "story-b1"), ("a2", first.To), ("a3", "story-b1"), ("a4", "story-b1"), ("b1", "story-b1")],
            (await Alerts.ChangedArticlesAsync(first, new PageRequest(), default)).Items.Select(a => (a.Article.Id, a.StoryId)));
        Assert.Equal(first.Sequence, (await Alerts.PendingChangeAsync("en", default))!.Change.Sequence);
        await Alerts.StoreChangeAsync(first, [], Start, default);
        Assert.Equal(second.Sequence, (await Alerts.PendingChangeAsync("en", default))!.Change.Sequence);
    }

    [Fact]
    public async Task A_match_is_written_for_the_story_that_its_article_belongs_to_by_now()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));

        await MatchAsync(_call, "b1", claimed: "story-b1");

        Assert.Equal("story-a1", Assert.Single(await DueAsync()).Story.Id);
    }

    [Fact]
    public async Task A_message_of_either_half_is_changed_by_what_is_told_of_the_union()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await MatchAsync(_call, "a1");
        await MatchAsync(_call, "b1");
        foreach (var judgement in await DueAsync())
            await SendAsync(await TellAsync(judgement, AlertOccasion.New), $"message of {judgement.Story.Id}");

        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));
        var followUp = await TellAsync(Assert.Single(await DueAsync()), AlertOccasion.Developed);

        Assert.Equal("message of story-b1", await Alerts.PreviousReferenceAsync(Delivery(followUp), default));
    }

    [Fact]
    public async Task A_message_that_told_of_what_are_two_stories_now_is_changed_by_neither()
    {
        await StoryAsync("a1", "a2");
        await MatchAsync(_call, "a2");
        await SendAsync(await TellAsync(Assert.Single(await DueAsync()), AlertOccasion.New), "message of both");
        var change = await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2"]));
        await Alerts.StoreChangeAsync(change, [Match(_call, "a1", Start)], Start, default);

        var due = await DueAsync();
        Assert.Equal([1, 1], due.Select(judgement => judgement.Told.Count));
        foreach (var judgement in due)
            Assert.Null(await Alerts.PreviousReferenceAsync(Delivery(await TellAsync(judgement, AlertOccasion.Developed)), default));
    }

    [Fact]
    public async Task Who_was_told_of_both_halves_is_to_be_told_that_they_are_one_until_told()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await MatchAsync(_call, "a1");
        await MatchAsync(_call, "b1");
        foreach (var judgement in await DueAsync())
            await TellAsync(judgement, AlertOccasion.New);
        var change = await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));
        await Alerts.StoreChangeAsync(change, [], Start, default);

        var due = Assert.Single(await DueAsync());
        var correction = Assert.Single(due.Corrections);
        Assert.Equal((change.Sequence, "Title of b1", "Title of a1"), (correction.Change.Sequence, correction.From, correction.To));
        await TellAsync(due, AlertOccasion.Corrected);
        await MatchAsync(await SubscribeAsync("another"), "a1");
        Assert.Empty(Assert.Single(await DueAsync()).Corrections);
    }

    [Theory]
    [InlineData("a1")]
    [InlineData("b1")]
    public async Task Who_was_told_of_one_half_has_nothing_to_be_corrected(string told)
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await MatchAsync(_call, told);
        await TellAsync(Assert.Single(await DueAsync()), AlertOccasion.New);
        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));
        Assert.Empty(Assert.Single(await DueAsync()).Corrections);
    }

    [Fact]
    public async Task A_split_of_what_an_alert_had_shown_is_to_be_corrected_once()
    {
        await StoryAsync("a1", "a2", "a3");
        await MatchAsync(_call, "a1");
        await TellAsync(Assert.Single(await DueAsync()), AlertOccasion.New);
        var change = await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a3"]));
        await Alerts.StoreChangeAsync(change, [Match(_call, "a3", Start)], Start, default);

        Assert.Equal(
            [("story-a1", change.Sequence)],
            (await DueAsync()).SelectMany(j => j.Corrections.Select(c => (j.Story.Id, c.Change.Sequence))));
    }

    [Fact]
    public async Task A_split_of_what_came_after_the_alert_corrects_nothing()
    {
        await StoryAsync("a1", "a2");
        await MatchAsync(_call, "a1");
        var judgement = Assert.Single(await DueAsync());
        await TellAsync(judgement with { Assignment = 1 }, AlertOccasion.New);
        await FollowAsync(StoryChangeProposal.Split("story-a1", ["a2"]));
        Assert.All(await DueAsync(), due => Assert.Empty(due.Corrections));
    }

    [Fact]
    public async Task Halves_that_are_one_again_before_anybody_was_told_need_no_correction()
    {
        await StoryAsync("a1", "a2");
        await MatchAsync(_call, "a1");
        await TellAsync(Assert.Single(await DueAsync()), AlertOccasion.New);
        var split = await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2"]));
        await Alerts.StoreChangeAsync(split, [Match(_call, "a2", Start)], Start, default);
        await FollowAsync(StoryChangeProposal.Merge(split.To, "story-a1"));
        Assert.Empty(Assert.Single(await DueAsync()).Corrections);
    }

    [Fact]
    public async Task A_move_is_to_be_corrected_where_it_takes_all_that_an_alert_rested_on()
    {
        await StoryAsync("a1", "a2");
        await StoryAsync("b1");
        await MatchAsync(_call, "a2");
        await TellAsync(Assert.Single(await DueAsync()), AlertOccasion.New);
        var change = await ChangeAsync(StoryChangeProposal.Move("story-a1", "story-b1", ["a2"]));
        await Alerts.StoreChangeAsync(change, [], Start, default);
        Assert.Equal([change.Sequence], (await DueAsync()).SelectMany(j => j.Corrections).Select(c => c.Change.Sequence));
    }

    [Fact]
    public async Task A_merge_takes_a_mute_along_and_a_split_keeps_it_for_both()
    {
        await StoryAsync("a1", "a2");
        await StoryAsync("b1");
        await Wishes.MuteAsync("desk", "story-b1", null, true, Start, default);
        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));
        Assert.Equal(["story-a1"], (await Wishes.MutesAsync("desk", new PageRequest(), default)).Items.Select(mute => mute.StoryId));
        var split = await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2"]));
        await Alerts.StoreChangeAsync(split, [], Start, default);
        Assert.Equal(
            new[] { "story-a1", split.To }.Order(StringComparer.Ordinal), (await Wishes.MutesAsync("desk", new PageRequest(), default)).Items.Select(mute => mute.StoryId));
    }

    [Fact]
    public async Task An_edit_another_date_a_refetch_a_restart_and_a_feed_added_again_have_nothing_judged()
    {
        await StoryAsync("a1", "a2");
        await MatchAsync(_call, "a1");
        await TellAsync(Assert.Single(await DueAsync()), AlertOccasion.New);
        var (feed, _) = await Feeds.AddAsync(new NewFeed("https://outlet.example/feed", null, [], Start), default);
        Func<Article, Article>[] comesAgain =
        [
            article => article,
            article => article with { Title = "Another title", Text = "Another text", ContentHash = "another hash" },
            article => article with { Published = Start.AddDays(-1) },
            article => article with { Published = Start.AddDays(1), Updated = Start.AddDays(1) },
        ];
        foreach (var again in comesAgain)
        {
            var known = (await Feeds.FindAsync(feed.Id, default))!;
            await Feeds.IngestAsync(new FeedPoll { FeedId = feed.Id, State = known.Poll, Articles = [again(Article("a1") with { FeedId = feed.Id })] }, default);
            await NothingToTellAsync();
        }

        await Stores.ReopenAsync();
        Assert.True(await Feeds.RemoveAsync(feed.Id, default));
        (feed, _) = await Feeds.AddAsync(new NewFeed("https://outlet.example/feed", null, [], Start), default);
        await Feeds.IngestAsync(
            new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = [Article("a1") with { FeedId = feed.Id }, Article("a2") with { FeedId = feed.Id }] }, default);
        await NothingToTellAsync();
    }

    [Fact]
    public async Task To_follow_a_split_costs_each_article_of_a_large_story_what_it_costs_one_of_a_small()
    {
        var (small, large) = (await WorkOfFollowingAsync("s", 50), await WorkOfFollowingAsync("l", 400));
        Assert.True(large < small * 8 * 2, $"{large} steps for 400 articles, {small} for 50.");
    }

    /// <summary>Half of the articles leave a story into which another one went up, of which somebody was told.</summary>
    private async Task<long> WorkOfFollowingAsync(string name, int articles)
    {
        string[] ids = [.. Enumerable.Range(1, articles).Select(i => $"{name}{i}")];
        await StoryAsync(ids[0], ids[1..]);
        await StoryAsync($"{name}0");
        await MatchAsync(_call, $"{name}0");
        await TellAsync(Assert.Single(await DueAsync()), AlertOccasion.New);
        await FollowAsync(StoryChangeProposal.Merge($"story-{name}0", $"story-{ids[0]}"));
        foreach (var judgement in await DueAsync())
            Assert.True(await Alerts.StoreDecisionAsync(judgement, null, [], null, default));
        var change = await ChangeAsync(StoryChangeProposal.Split($"story-{ids[0]}", ids[(articles / 2)..]));
        var work = await Stores.WorkOfAsync(() => Alerts.StoreChangeAsync(change, [], Start, default));
        foreach (var judgement in await DueAsync())
            Assert.True(await Alerts.StoreDecisionAsync(judgement, null, [], null, default));
        return work;
    }

    private async Task NothingToTellAsync()
    {
        Assert.Empty(await Stories.PendingAsync("en", 10, default));
        Assert.Empty(await Alerts.PendingEventsAsync("en", 10, default));
        Assert.Empty(await DueAsync());
    }

    private static Article Article(string id) => new()
    {
        Id = id,
        FeedId = "feed",
        Identity = id,
        // What follows "-of-" is an outlet of several.
        Source = $"{id[(id.IndexOf("-of-", StringComparison.Ordinal) + 1)..]}.example",
        Title = $"Title of {id}",
        Text = $"Text of {id}",
        Language = "en",
        FirstSeen = Start,
        Updated = Start,
        ContentHash = $"hash of {id}",
    };

    private static SubscriptionMatch Match(Subscription subscription, string article, DateTimeOffset at, string story = "") =>
        new(subscription.Id, subscription.Subscriber, story, article, ["because"], at);

    private Task<Subscription> SubscribeAsync(string name) =>
        Subscriptions.SaveAsync(
            new Subscription
            {
                Id = $"sub_{name}",
                Subscriber = "desk",
                Name = name,
                Query = name,
                Channels = [new AlertEndpoint { Id = "end", Subscriber = "desk", Type = "log" }],
                Created = Start,
            },
            [],
            default);

    private async Task StoryAsync(string first, params string[] others)
    {
        var (feed, _) = await Feeds.AddAsync(new NewFeed("https://outlet.example/feed", null, [], Start), default);
        await Feeds.IngestAsync(
            new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = [.. others.Prepend(first).Select(a => Article(a) with { FeedId = feed.Id })] }, default);
        Assert.True(await Stories.AssignAsync(
            new AssignedBatch(
                "en",
                [.. others.Prepend(first).Select(a => (IndexedAssignment)new StoryAssignment { ArticleId = a, StoryId = $"story-{first}", Began = a == first, Reasons = [] })],
                Start),
            default));
        // Matching them is another step's matter.
        await Alerts.StoreMatchesAsync([.. (await Alerts.PendingEventsAsync("en", 100, default)).Select(e => e.Event.Sequence)], [], Start, default);
    }

    private Task<IReadOnlyList<string>> MatchAsync(Subscription subscription, string article, DateTimeOffset? at = null, string claimed = "") =>
        Alerts.StoreMatchesAsync([], [Match(subscription, article, at ?? Start, claimed)], Start, default);

    private async Task<StoryChange> ChangeAsync(StoryChangeProposal proposal)
    {
        var outcome = Assert.Single(await Changes.ChangeAsync([proposal], Start.AddHours(1), null, default));
        Assert.Equal(StoryChangeVerdict.Done, outcome.Verdict);
        return outcome.Change!;
    }

    private async Task FollowAsync(StoryChangeProposal proposal) => await Alerts.StoreChangeAsync(await ChangeAsync(proposal), [], Start, default);

    /// <summary>In the order of story ids.</summary>
    private async Task<Judgement[]> DueAsync() =>
        [.. (await Alerts.DueJudgementsAsync("desk", Start, 10, 10, default)).OrderBy(j => j.Matches[0].Match.ArticleId, StringComparer.Ordinal)];

    private async Task<Alert> TellAsync(Judgement judgement, AlertOccasion occasion)
    {
        var alert = new Alert
        {
            Id = StableId.Create("alert", judgement.Story.Id, $"{judgement.Story.Change}", $"{occasion}"),
            Subscriber = "desk",
            StoryId = judgement.Story.Id,
            Occasion = occasion,
            Created = Start,
            Subscriptions = [.. judgement.Matches.Select(m => m.Subscription.Id)],
            Story = judgement.Story,
            Why = ["because"],
            Assignment = judgement.Assignment,
        };
        Assert.True(await Alerts.StoreDecisionAsync(judgement, alert, [Delivery(alert)], null, default));
        return alert;
    }

    private static Delivery Delivery(Alert alert) => new()
    {
        Id = StableId.Create("msg", alert.Id),
        AlertId = alert.Id,
        EndpointId = "end",
        State = DeliveryState.Pending,
        Payload = "{}",
        NextAttempt = Start,
        Created = Start,
    };

    private async Task SendAsync(Alert alert, string reference) => Assert.True(await Alerts.StoreAttemptAsync(
        Delivery(alert) with { Attempts = 1, State = DeliveryState.Delivered, NextAttempt = null, Reference = reference },
        new DeliveryAttempt(Delivery(alert).Id, 1, Start, TimeSpan.Zero, 200, null),
        default));
}
