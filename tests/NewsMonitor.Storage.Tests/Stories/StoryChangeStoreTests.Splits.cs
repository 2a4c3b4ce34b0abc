using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>Articles that leave a story.</summary>
public abstract partial class StoryChangeStoreTests
{
    [Fact]
    public async Task A_split_begins_a_story_of_its_own_and_both_are_counted_anew()
    {
        await StoryAsync("a1", "a2", "a3", "a4");

        var change = (await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a4", "a2"]))).Change!;

        Assert.Equal(("story-a1", StableId.Create("story", "a2")), (change.From, change.To));
        Assert.Equal(["a2", "a4"], change.Articles);
        var (rest, off) = ((await Stories.FindAsync("story-a1", default))!, (await Stories.FindAsync(change.To, default))!);
        Assert.Equal((2, 2, 2, Start, Start.AddMinutes(2), "Title of a1"), (rest.Articles, rest.Sources, rest.IndependentSources, rest.FirstSeen, rest.Latest, rest.Headline));
        Assert.Equal((2, 2, 2, Start.AddMinutes(1), Start.AddMinutes(3), "Title of a2"), (off.Articles, off.Sources, off.IndependentSources, off.FirstSeen, off.Latest, off.Headline));
        Assert.Equal(("story-a1", StoryState.Open, change.Sequence, change.Sequence), (off.SplitFrom, off.State, off.Change, rest.Change));
        Assert.Equal(["a1", "a3"], await ArticlesAsync("story-a1"));
        Assert.Equal(["a2", "a4"], await ArticlesAsync(change.To));
        Assert.True((await Stories.AssignmentAsync("a2", default))!.Began);
        Assert.False((await Stories.AssignmentAsync("a2", default))!.Pinned);
    }

    [Fact]
    public async Task A_story_whose_first_article_goes_takes_the_headline_of_the_next()
    {
        await StoryAsync("a1", "a2", "a3");

        await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a1"]));

        var rest = (await Stories.FindAsync("story-a1", default))!;
        Assert.Equal(("Title of a2", "https://a2.example/a2"), (rest.Headline, rest.Url));
        Assert.True((await Stories.AssignmentAsync("a2", default))!.Began);
    }

    [Fact]
    public async Task Splitting_twice_the_same_is_one_split()
    {
        await StoryAsync("a1", "a2", "a3");
        var first = await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2", "a3"]));

        var second = await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a3", "a2"]));

        Assert.Equal((StoryChangeVerdict.Already, first.Change!.To), (second.Verdict, second.Change!.To));
    }

    [Fact]
    public async Task A_split_that_undoes_a_merge_gives_the_old_id_back()
    {
        await StoryAsync("a1");
        var b = StableId.Create("story", "b1");
        await StoryAsync("b1", b, "b2");
        await ChangeAsync(StoryChangeProposal.Merge(b, "story-a1"));

        var change = (await ChangeAsync(StoryChangeProposal.Split("story-a1", ["b1", "b2"]))).Change!;

        Assert.Equal(b, change.To);
        var back = (await Stories.FindAsync(b, default))!;
        Assert.Equal((b, StoryState.Open, null, 2, "Title of b1"), (back.Id, back.State, back.MergedInto, back.Articles, back.Headline));
        Assert.Equal(["b1", "b2"], await ArticlesAsync(b));
    }

    [Fact]
    public async Task A_split_never_takes_the_id_of_a_story_that_goes_on_or_leads_elsewhere()
    {
        await StoryAsync("a1");
        var b = StableId.Create("story", "b1");
        await StoryAsync("b1", b, "b2");
        await ChangeAsync(StoryChangeProposal.Move(b, "story-a1", ["b1"]));

        var change = (await ChangeAsync(StoryChangeProposal.Split("story-a1", ["b1"]))).Change!;

        Assert.Equal(StableId.Create("story", "b1", "2"), change.To);
        Assert.Equal(["b2"], await ArticlesAsync(b));
        await ChangeAsync(StoryChangeProposal.Merge(b, "story-a1"));
        await ChangeAsync(StoryChangeProposal.Move(change.To, "story-a1", ["b1"]), StoryChangeVerdict.NothingLeft);
    }

    [Fact]
    public async Task A_copy_counts_as_one_only_beside_what_it_is_a_copy_of()
    {
        await StoryAsync("a1");
        await JoinAsync("story-a1", ("a2", "a1"), ("a3", "a1"), ("a4", "a2"), ("a5", null));
        Assert.Equal(2, (await Stories.FindAsync("story-a1", default))!.IndependentSources);

        var change = (await ChangeAsync(StoryChangeProposal.Split("story-a1", ["a2", "a3", "a4"]))).Change!;

        // The first copy stands in for the original that is elsewhere; the others are copies as before.
        Assert.Equal(["-", "a2", "a2"], await CopiesAsync("a2", "a3", "a4"));
        Assert.Equal(1, (await Stories.FindAsync(change.To, default))!.IndependentSources);
        Assert.Equal(2, (await Stories.FindAsync("story-a1", default))!.IndependentSources);

        await ChangeAsync(StoryChangeProposal.Merge(change.To, "story-a1"));
        Assert.Equal(["a1", "a1", "a2"], await CopiesAsync("a2", "a3", "a4"));
        Assert.Equal(2, (await Stories.FindAsync("story-a1", default))!.IndependentSources);
    }

    [Fact]
    public async Task A_split_costs_each_copy_in_a_large_story_what_it_costs_one_in_a_small()
    {
        var (small, large) = (await WorkOfSplitAsync("s", 25), await WorkOfSplitAsync("l", 200));
        Assert.True(large < small * 8 * 2, $"{large} steps for 400 copies, {small} for 50.");
    }

    /// <summary>A line of copies of copies leaves, and as many copies of its last one stay.</summary>
    private async Task<long> WorkOfSplitAsync(string name, int copies)
    {
        string[] line = [.. Enumerable.Range(1, copies).Select(i => $"{name}{i}")];
        await StoryAsync($"{name}0");
        await JoinAsync($"story-{name}0", [.. line.Select((id, i) => (id, (string?)(i == 0 ? $"{name}0" : line[i - 1])))]);
        await JoinAsync($"story-{name}0", [.. line.Select(id => ($"{id}-copy", (string?)line[^1]))]);
        return await Stores.WorkOfAsync(() => ChangeAsync(StoryChangeProposal.Split($"story-{name}0", line)));
    }

    [Fact]
    public async Task Articles_move_from_one_story_to_another()
    {
        await StoryAsync("a1", "a2");
        await StoryAsync("b1");

        var change = (await ChangeAsync(StoryChangeProposal.Move("story-a1", "story-b1", ["a2"]))).Change!;

        Assert.Equal((StoryChangeKind.Moved, "story-a1", "story-b1"), (change.Kind, change.From, change.To));
        Assert.Equal(["a1"], await ArticlesAsync("story-a1"));
        Assert.Equal(["a2", "b1"], await ArticlesAsync("story-b1"));
        Assert.Equal("Title of b1", (await Stories.FindAsync("story-b1", default))!.Headline);
        Assert.Equal(StoryChangeVerdict.Already, (await ChangeAsync(StoryChangeProposal.Move("story-a1", "story-b1", ["a2"]))).Verdict);
    }
}
