using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>What a merge brings to who was told of one half.</summary>
public abstract partial class AlertChangeStoreTests
{
    [Theory]
    [InlineData("a1")]
    [InlineData("b1")]
    public async Task What_the_other_half_of_a_merge_had_is_known_and_what_joins_afterwards_is_not(string told)
    {
        await StoryAsync("a1");
        await StoryAsync("b1", "b2");
        await ToldAsync(told);
        Assert.Null((await JudgedAgainAsync()).Known);
        var change = await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));
        await JoinAsync("late", "story-a1");
        await Alerts.StoreChangeAsync(change, [], Start, default);

        Assert.Equal((3, 3), await KnownAsync());
    }

    [Fact]
    public async Task A_story_that_is_merged_again_brings_what_it_got_before_too()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await StoryAsync("c1", "c2");
        await ToldAsync("a1");
        await FollowAsync(StoryChangeProposal.Merge("story-a1", "story-b1"));
        await JoinAsync("late", "story-b1");
        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-c1"));

        Assert.Equal((4, 4), await KnownAsync());
    }

    [Fact]
    public async Task Merges_that_are_followed_later_one_after_the_other_bring_the_same()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await StoryAsync("c1", "c2");
        await ToldAsync("a1");
        var first = await ChangeAsync(StoryChangeProposal.Merge("story-a1", "story-b1"));
        await JoinAsync("late", "story-b1");
        var second = await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-c1"));
        await Alerts.StoreChangeAsync(first, [], Start, default);
        await Alerts.StoreChangeAsync(second, [], Start, default);

        Assert.Equal((4, 4), await KnownAsync());
    }

    [Fact]
    public async Task An_outlet_that_both_halves_had_is_known_once()
    {
        await StoryAsync("a1", "a2-of-x");
        await StoryAsync("b1", "b2-of-x");
        await ToldAsync("a1");
        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));

        Assert.Equal((3, 4), await KnownAsync());
    }

    [Fact]
    public async Task What_leaves_again_by_a_split_is_not_counted()
    {
        await StoryAsync("a1");
        await StoryAsync("b1", "b2");
        await ToldAsync("a1");
        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));
        await FollowAsync(StoryChangeProposal.Split("story-a1", ["b1"]));

        Assert.Equal((2, 2), await KnownAsync());
    }

    [Fact]
    public async Task What_a_split_took_and_a_merge_brings_back_is_counted_once()
    {
        await StoryAsync("a1", "a2", "a3");
        await ToldAsync("a1");
        var split = await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2", "a3"]));
        await Alerts.StoreChangeAsync(split, [], Start, default);
        await FollowAsync(StoryChangeProposal.Merge(split.To, "story-a1"));

        Assert.Equal((3, 3), await KnownAsync());
    }

    [Fact]
    public async Task Who_was_told_of_both_halves_knows_what_both_alerts_had_shown_and_no_more()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await ToldAsync("a1");
        await ToldAsync("b1");
        await JoinAsync("late", "story-b1");
        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));

        Assert.Equal((2, 2), await KnownAsync());
    }

    [Fact]
    public async Task After_a_merge_is_taken_back_each_story_knows_what_was_told_of_the_union()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await ToldAsync("a1");
        await ToldAsync("b1");
        await JoinAsync("late", "story-b1");
        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));
        await TellAsync(Assert.Single(await DueAsync()), AlertOccasion.Corrected);
        Assert.Null((await JudgedAgainAsync()).Known);
        await JoinAsync("later", "story-a1");
        var split = await ChangeAsync(StoryChangeProposal.Split("story-a1", ["b1", "late"]));
        await Alerts.StoreChangeAsync(split, [Match(_call, "b1", Start)], Start, default);

        Assert.Equal([("story-a1", 2, 1), (split.To, 1, 2)], (await DueAsync()).Select(judgement => (judgement.Story.Id, judgement.Told.Count, judgement.Known!.Sources)));
    }

    [Fact]
    public async Task What_a_match_reached_while_its_story_was_held_goes_with_it_into_the_union()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        foreach (var article in new[] { "a1", "b1" })
            await Alerts.StoreMatchesAsync([], [Match(_call, article, Start) with { Residual = "velocity>=5/h" }], Start, default);
        foreach (var judgement in await DueAsync())
        {
            var reached = judgement.Story.Id == "story-b1" ? new Dictionary<string, int> { [_call.Id] = 7 } : [];
            Assert.True(await Alerts.StoreDecisionAsync(judgement, null, [], new AlertHold(Start.AddHours(1), "The night.") { Reached = reached }, default));
        }

        await FollowAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));

        Assert.Equal(7, Assert.Single(Assert.Single(await DueAsync()).Matches).Match.Reached);
    }

    private async Task ToldAsync(string article)
    {
        await MatchAsync(_call, article);
        await TellAsync(Assert.Single(await DueAsync()), AlertOccasion.New);
    }

    private async Task<Judgement> JudgedAgainAsync()
    {
        Assert.True(await Alerts.JudgeMatchedAsync(_call.Id, Start, default));
        var judgement = Assert.Single(await DueAsync());
        Assert.True(await Alerts.StoreDecisionAsync(judgement, null, [], null, default));
        return judgement;
    }

    private async Task<(int Sources, int Articles)> KnownAsync() => Assert.Single(await DueAsync()) is { Known: { } known } ? (known.Sources, known.Assignments.Count) : default;

    private async Task JoinAsync(string article, string story)
    {
        var (feed, _) = await Feeds.AddAsync(new NewFeed("https://outlet.example/feed", null, [], Start), default);
        await Feeds.IngestAsync(new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = [Article(article) with { FeedId = feed.Id }] }, default);
        Assert.True(await Stories.AssignAsync(
            new AssignedBatch("en", [(IndexedAssignment)new StoryAssignment { ArticleId = article, StoryId = story, Began = false, Reasons = [] }], Start), default));
    }
}
