using System.Text.Json;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>What every store keeps to when stories are merged, split and given articles of one another; each database runs it.</summary>
public abstract partial class StoryChangeStoreTests : StoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

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
