using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>Two stories that become one.</summary>
public abstract partial class StoryChangeStoreTests
{
    [Fact]
    public async Task A_merged_story_gives_all_its_articles_and_its_id_leads_to_the_one_that_stays()
    {
        await StoryAsync("a1", "a2");
        await StoryAsync("b1", "b2");

        var outcome = await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1") with { Reasons = ["same quake"], By = "operator" });
        await Stores.ReopenAsync();

        Assert.Equal(StoryChangeVerdict.Done, outcome.Verdict);
        var found = (await Stories.FindAsync("story-b1", default))!;
        Assert.Equal(("story-a1", StoryState.Open, 4, 4, 4), (found.Id, found.State, found.Articles, found.Sources, found.IndependentSources));
        Assert.Equal((Start, Start.AddMinutes(3)), (found.FirstSeen, found.Latest));
        Assert.Equal("Title of a1", found.Headline);
        Assert.Equal(["a1", "a2", "b1", "b2"], await ArticlesAsync("story-b1"));
        Assert.Equal(["story-a1"], (await Stories.ListAsync(new StoryFilter(), new PageRequest(), default)).Items.Select(s => s.Id));
        Assert.Equal((1, 1), ((await Stories.CountAsync(default)).Stories, (await Stories.CountAsync(default)).Open));
        var moved = (await Stories.AssignmentAsync("b1", default))!;
        Assert.Equal(("story-a1", false, true), (moved.StoryId, moved.Began, moved.Pinned));
        Assert.Equal("came from story story-b1 (merged; operator, by hand): same quake", moved.Reasons[0]);
        Assert.Equal("no open story is near", moved.Reasons[1]);
    }

    [Fact]
    public async Task Merging_what_is_merged_already_changes_nothing_and_says_when_it_was_done()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        var first = await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));

        var second = await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));

        Assert.Equal((StoryChangeVerdict.Already, first.Change!.Sequence), (second.Verdict, second.Change!.Sequence));
        Assert.Equal(StoryChangeVerdict.Already, (await ChangeAsync(StoryChangeProposal.Merge("story-a1", "story-a1"))).Verdict);
        Assert.Single(await Changes.ChangesAfterAsync("en", 0, 10, default));
    }

    [Fact]
    public async Task Chains_of_merges_collapse()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await StoryAsync("c1");
        await ChangeAsync(StoryChangeProposal.Merge("story-c1", "story-b1"));
        await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));

        Assert.Equal("story-a1", (await Stories.FindAsync("story-c1", default))!.Id);
        Assert.Equal(["a1", "b1", "c1"], await ArticlesAsync("story-c1"));
        Assert.Equal(2, (await Changes.ChangesOfAsync("story-a1", 10, default)).Count);
        Assert.Equal(StoryChangeVerdict.Already, (await ChangeAsync(StoryChangeProposal.Merge("story-c1", "story-a1"))).Verdict);
    }

    [Fact]
    public async Task A_merged_story_takes_no_article_any_more()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));
        await IngestAsync("b2");

        Assert.False(await Stories.AssignAsync(new AssignedBatch("en", [Joined("b2", "story-b1", null)], Start), default));
    }

    [Fact]
    public async Task Closed_stories_can_be_changed_and_a_union_is_open_when_one_half_was()
    {
        await StoryAsync("a1", "a2");
        await Stories.CloseAsync("en", Start.AddDays(1), default);
        await StoryAsync("b1");

        var off = (await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2"]))).Change!.To;
        Assert.Equal(StoryState.Closed, (await Stories.FindAsync(off, default))!.State);
        await ChangeAsync(StoryChangeProposal.Merge(off, "story-a1"));
        Assert.Equal(StoryState.Closed, (await Stories.FindAsync(off, default))!.State);

        await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1"));
        Assert.Equal(StoryState.Open, (await Stories.FindAsync("story-a1", default))!.State);
    }
}
