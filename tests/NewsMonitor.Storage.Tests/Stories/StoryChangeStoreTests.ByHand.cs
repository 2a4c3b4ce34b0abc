using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>What an operator decided, and the engine leaves alone.</summary>
public abstract partial class StoryChangeStoreTests
{
    [Fact]
    public async Task What_an_operator_merged_the_engine_does_not_split_but_what_joins_later_it_may_take_away()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1") with { By = "operator" });
        await JoinAsync("story-a1", ("a2", null));

        await RefusedAsync(StoryChangeProposal.Split("story-a1", ["b1"]), StoryChangeVerdict.HeldByHand, "b1");
        await RefusedAsync(StoryChangeProposal.Split("story-a1", ["a1", "a2"]), StoryChangeVerdict.HeldByHand, "a1");
        await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2"]));
        await ChangeAsync(StoryChangeProposal.Split("story-a1", ["b1"]) with { By = "operator" });
    }

    [Fact]
    public async Task What_an_operator_told_apart_the_engine_does_not_merge_whatever_became_of_it_since()
    {
        await StoryAsync("a1", "a2", "a3");
        await StoryAsync("b1");
        await StoryAsync("c1");
        var off = (await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2"]) with { By = "operator" })).Change!.To;
        Assert.Equal(["story-a1"], await Changes.ApartFromAsync(off, default));
        Assert.Empty(await Changes.ApartFromAsync("story-b1", default));
        await RefusedAsync(StoryChangeProposal.Merge(off, "story-a1"), StoryChangeVerdict.HeldByHand, off);
        await RefusedAsync(StoryChangeProposal.Move("story-a1", off, ["a3"]), StoryChangeVerdict.HeldByHand, "story-a1");

        // One half goes up into another story, the other is split once more.
        await ChangeAsync(StoryChangeProposal.Merge(off, "story-b1"));
        var rest = (await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a3"]))).Change!.To;

        await RefusedAsync(StoryChangeProposal.Merge("story-b1", "story-a1"), StoryChangeVerdict.HeldByHand, "story-b1");
        await RefusedAsync(StoryChangeProposal.Merge("story-b1", rest), StoryChangeVerdict.HeldByHand, "story-b1");
        await ChangeAsync(StoryChangeProposal.Merge("story-c1", "story-b1"));
        await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1") with { By = "operator" });
    }
}
