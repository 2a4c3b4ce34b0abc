using System.Text.Json;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>What every store keeps to when stories are merged, split and given articles of one another; each database runs it.</summary>
public abstract class StoryChangeStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    protected abstract IStoryStore Stories { get; }

    protected abstract IStoryChangeStore Changes { get; }

    protected abstract IFeedStore Feeds { get; }

    protected abstract IEventLog Log { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>Closes the store and opens it again, as a restart does.</summary>
    protected abstract Task ReopenAsync();

    [Fact]
    public async Task A_merged_story_gives_all_its_articles_and_its_id_leads_to_the_one_that_stays()
    {
        await StoryAsync("a1", "a2");
        await StoryAsync("b1", "b2");

        var outcome = await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1") with { Reasons = ["same quake"], By = "operator" });
        await ReopenAsync();

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
    public async Task A_change_is_kept_with_who_made_it_and_why_and_is_logged()
    {
        await StoryAsync("a1");
        await StoryAsync("b1", "b2");
        var before = await Log.AfterAsync(0, 100, default);

        var change = (await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1") with { Reasons = ["same quake"] })).Change!;

        Assert.Equivalent(
            new StoryChange
            {
                Sequence = await Changes.NewestChangeAsync("en", default),
                At = Start.AddHours(1),
                Language = "en",
                Kind = StoryChangeKind.Merged,
                From = "story-b1",
                To = "story-a1",
                Articles = ["b1", "b2"],
                By = StoryChange.Engine,
                Reasons = ["same quake"],
            },
            change,
            strict: true);
        Assert.Equivalent(change, Assert.Single(await Changes.ChangesOfAsync("story-a1", 10, default)), strict: true);
        Assert.Equivalent(change, Assert.Single(await Changes.ChangesOfAsync("story-b1", 10, default)), strict: true);
        Assert.Equivalent(change, Assert.Single(await Changes.ChangesAfterAsync("en", 0, 10, default)), strict: true);
        Assert.Empty(await Changes.ChangesAfterAsync("en", change.Sequence, 10, default));
        Assert.Equal(0, await Changes.NewestChangeAsync("es", default));
        var logged = Assert.Single(await Log.AfterAsync(before[^1].Sequence, 10, default));
        Assert.Equal((LoggedEventTypes.StoryMerged, "story-a1", Start.AddHours(1)), (logged.Type, logged.Subject, logged.At));
        using var data = JsonDocument.Parse(logged.Data);
        Assert.Equal(
            [$"change={change.Sequence}", "story=story-a1", "other=story-b1", "headline=Title of a1", "articles=2", "by=engine", "reasons=[\"same quake\"]", "sources=3", "independentSources=3"],
            data.RootElement.EnumerateObject().Select(p => $"{p.Name}={p.Value}"));
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
    public async Task Several_changes_are_made_together_or_not_at_all()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await StoryAsync("c1");

        var outcomes = await Changes.ChangeAsync(
            [StoryChangeProposal.Merge("story-b1", "story-a1"), StoryChangeProposal.Merge("nobody", "story-a1"), StoryChangeProposal.Merge("story-c1", "story-a1")], Start, null, default);

        Assert.Equal([StoryChangeVerdict.Done, StoryChangeVerdict.UnknownStory], outcomes.Select(o => o.Verdict));
        Assert.Equal("nobody", outcomes[^1].Subject);
        Assert.Equal("story-b1", (await Stories.FindAsync("story-b1", default))!.Id);
        Assert.Empty(await Changes.ChangesAfterAsync("en", 0, 10, default));
    }

    [Fact]
    public async Task Changes_that_are_proposed_together_know_of_one_another()
    {
        await StoryAsync("a1", "a2", "a3");
        await StoryAsync("b1");
        var known = await Changes.NewestChangeAsync("en", default);

        var outcomes = await Changes.ChangeAsync(
            [StoryChangeProposal.Move("story-a1", "story-b1", ["a2"]) with { KnownChange = known }, StoryChangeProposal.Split("story-a1", ["a3"]) with { KnownChange = known }], Start, null, default);

        Assert.Equal([StoryChangeVerdict.Done, StoryChangeVerdict.Done], outcomes.Select(o => o.Verdict));
        Assert.Equal(["a1"], await ArticlesAsync("story-a1"));
    }

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

    [Fact]
    public async Task What_cannot_be_is_refused_with_what_stands_in_the_way()
    {
        await StoryAsync("a1", "a2");
        await StoryAsync("b1");
        await StoryAsync("c1");
        await StoryAsync("es1");
        await ChangeAsync(StoryChangeProposal.Merge("story-c1", "story-b1"));

        await RefusedAsync(StoryChangeProposal.Merge("story-x", "story-a1"), StoryChangeVerdict.UnknownStory, "story-x");
        await RefusedAsync(StoryChangeProposal.Merge("story-a1", "story-x"), StoryChangeVerdict.UnknownStory, "story-x");
        await RefusedAsync(StoryChangeProposal.Merge("story-c1", "story-a1"), StoryChangeVerdict.MergedStory, "story-c1");
        await RefusedAsync(StoryChangeProposal.Merge("story-a1", "story-c1"), StoryChangeVerdict.MergedStory, "story-c1");
        await RefusedAsync(StoryChangeProposal.Merge("story-es1", "story-a1"), StoryChangeVerdict.OtherLanguage, "story-es1");
        await RefusedAsync(StoryChangeProposal.Split("story-a1", []), StoryChangeVerdict.NoArticles, "story-a1");
        await RefusedAsync(StoryChangeProposal.Split("story-a1", ["a1", "a2"]), StoryChangeVerdict.NothingLeft, "story-a1");
        await RefusedAsync(StoryChangeProposal.Split("story-a1", ["a1", "b1"]), StoryChangeVerdict.NotInStory, "b1");
        await RefusedAsync(StoryChangeProposal.Split("story-a1", ["nothing"]), StoryChangeVerdict.NotInStory, "nothing");
        await RefusedAsync(StoryChangeProposal.Split("story-c1", ["c1"]), StoryChangeVerdict.MergedStory, "story-c1");
        Assert.Single(await Changes.ChangesAfterAsync("en", 0, 10, default));
    }

    [Fact]
    public async Task Who_does_not_know_the_newest_change_of_the_language_is_refused()
    {
        await StoryAsync("a1");
        await StoryAsync("b1");
        await StoryAsync("c1");
        await StoryAsync("es1");
        var known = (await ChangeAsync(StoryChangeProposal.Merge("story-b1", "story-a1"))).Change!.Sequence;

        await ChangeAsync(StoryChangeProposal.Merge("story-c1", "story-a1") with { KnownChange = known - 1 }, StoryChangeVerdict.Stale);
        await IngestAsync("d1", "es2");
        Assert.False(await Stories.AssignAsync(new AssignedBatch("en", [Began("d1")], Start, known - 1), default));
        Assert.True(await Stories.AssignAsync(new AssignedBatch("es", [Began("es2")], Start, 0), default));
        Assert.True(await Stories.AssignAsync(new AssignedBatch("en", [Began("d1")], Start, known), default));
        await ChangeAsync(StoryChangeProposal.Merge("story-c1", "story-a1") with { KnownChange = known });
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

    [Fact]
    public async Task A_story_is_due_for_review_after_it_got_an_article_and_after_a_change()
    {
        await StoryAsync("a1");
        Assert.Empty(await Changes.LanguagesToReviewAsync(Start.AddDays(9), default));
        await IngestAsync("a2", "b1", "b2", "es1");
        await Stories.AssignAsync(new AssignedBatch("en", [Joined("a2", "story-a1", null), Began("b1")], Start, ReviewAt: Start.AddMinutes(2)), default);
        await Stories.AssignAsync(new AssignedBatch("en", [Joined("b2", "story-b1", null)], Start, ReviewAt: Start.AddMinutes(5)), default);
        await Stories.AssignAsync(new AssignedBatch("es", [Began("es1")], Start, ReviewAt: Start.AddMinutes(9)), default);

        Assert.Empty(await Changes.LanguagesToReviewAsync(Start.AddMinutes(1), default));
        Assert.Equal(["en"], await Changes.LanguagesToReviewAsync(Start.AddMinutes(2), default));
        var due = await Changes.DueReviewsAsync("en", Start.AddMinutes(2), 10, default);
        Assert.Equal(["story-a1", "story-b1"], due.Select(s => s.Id).Order(StringComparer.Ordinal));

        Assert.True(await Changes.ReviewedAsync(due.Single(s => s.Id == "story-a1"), null, default));
        Assert.True(await Changes.ReviewedAsync(due.Single(s => s.Id == "story-b1"), Start.AddMinutes(4), default));
        Assert.Empty(await Changes.DueReviewsAsync("en", Start.AddMinutes(3), 10, default));
        Assert.Equal(["story-b1"], (await Changes.DueReviewsAsync("en", Start.AddMinutes(4), 10, default)).Select(s => s.Id));

        await Changes.ChangeAsync([StoryChangeProposal.Merge("story-b1", "story-a1")], Start, Start.AddMinutes(6), default);
        Assert.Equal(["story-a1"], (await Changes.DueReviewsAsync("en", Start.AddMinutes(6), 10, default)).Select(s => s.Id));
    }

    [Fact]
    public async Task A_review_of_what_was_written_meanwhile_says_nothing()
    {
        await IngestAsync("a1", "a2");
        await Stories.AssignAsync(new AssignedBatch("en", [Began("a1")], Start, ReviewAt: Start), default);
        var due = Assert.Single(await Changes.DueReviewsAsync("en", Start, 10, default));
        await Stories.AssignAsync(new AssignedBatch("en", [Joined("a2", "story-a1", null)], Start, ReviewAt: Start), default);

        Assert.False(await Changes.ReviewedAsync(due, null, default));

        Assert.Single(await Changes.DueReviewsAsync("en", Start, 10, default));
        await Stories.CloseAsync("en", Start.AddDays(1), default);
        Assert.Empty(await Changes.DueReviewsAsync("en", Start, 10, default));
    }

    private static Article Article(string id, int minute) => new()
    {
        Id = id,
        FeedId = "feed",
        Identity = id,
        Source = $"{id}.example",
        Url = $"https://{id}.example/{id}",
        Title = $"Title of {id}",
        Text = $"Text of {id}",
        Language = id.StartsWith("es", StringComparison.Ordinal) ? "es" : "en",
        FirstSeen = Start.AddMinutes(minute),
        Updated = Start,
        ContentHash = $"hash of {id}",
    };

    private static StoryAssignment Began(string article, string? story = null) =>
        new() { ArticleId = article, StoryId = story ?? $"story-{article}", Began = true, Reasons = ["no open story is near"] };

    private static StoryAssignment Joined(string article, string story, string? copyOf) =>
        new() { ArticleId = article, StoryId = story, Began = false, Score = 1, CopyOf = copyOf, Reasons = [] };

    /// <summary>A story begun by the first and joined by the others; a second name that begins with <c>story</c> is its id.</summary>
    private async Task StoryAsync(string first, params string[] others)
    {
        var id = others.FirstOrDefault(o => o.StartsWith("story", StringComparison.Ordinal));
        await IngestAsync([first, .. others.Where(o => o != id)]);
        var story = Began(first, id);
        Assert.True(await Stories.AssignAsync(
            new AssignedBatch(Article(first, 0).Language, [story, .. others.Where(o => o != id).Select(o => Joined(o, story.StoryId, null))], Start), default));
    }

    private async Task JoinAsync(string story, params (string Article, string? CopyOf)[] articles)
    {
        await IngestAsync([.. articles.Select(a => a.Article)]);
        Assert.True(await Stories.AssignAsync(new AssignedBatch("en", [.. articles.Select(a => Joined(a.Article, story, a.CopyOf))], Start), default));
    }

    private async Task IngestAsync(params string[] articles)
    {
        var (feed, _) = await Feeds.AddAsync(new NewFeed("https://outlet.example/feed", null, [], Start), default);
        var there = (await Feeds.ListArticlesAsync(new ArticleFilter(), new PageRequest(null, 500), default)).Items.Count;
        await Feeds.IngestAsync(
            new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = [.. articles.Select((a, i) => Article(a, there + i) with { FeedId = feed.Id })] }, default);
    }

    private async Task<StoryChangeOutcome> ChangeAsync(StoryChangeProposal proposal, StoryChangeVerdict? expected = null)
    {
        var outcome = Assert.Single(await Changes.ChangeAsync([proposal], Start.AddHours(1), null, default));
        Assert.True(expected is null ? outcome.Stands : outcome.Verdict == expected, $"{outcome}");
        return outcome;
    }

    private async Task RefusedAsync(StoryChangeProposal proposal, StoryChangeVerdict verdict, string subject)
    {
        var outcome = await ChangeAsync(proposal, verdict);
        Assert.Equal(subject, outcome.Subject);
        Assert.Null(outcome.Change);
    }

    private async Task<string[]> ArticlesAsync(string story) =>
        [.. (await Stories.ArticlesAsync(story, new PageRequest(null, 500), default)).Items.Select(a => a.Article.Id)];

    private async Task<string[]> CopiesAsync(params string[] articles)
    {
        var copies = new List<string>();
        foreach (var article in articles)
            copies.Add((await Stories.AssignmentAsync(article, default))!.CopyOf ?? "-");
        return [.. copies];
    }
}
