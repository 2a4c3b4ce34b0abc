using NewsMonitor.Model;
using NewsMonitor.Stories.Indexing;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Tests.Stage;

namespace NewsMonitor.Stories.Tests.Indexing;

/// <summary>An index follows what was merged, split and moved, and has second thoughts of its own.</summary>
public sealed class StoryIndexerChangeTests : IndexerTests
{
    private const string Quake = "Quake of magnitude 6.1 strikes the island of Qeshm";
    private const string QuakeToo = "Magnitude 6.1 quake strikes Qeshm island";
    private const string Speaker = "Parliament of Norvania elects Petra Hollmann speaker";
    private const string SpeakerToo = "Petra Hollmann elected speaker by parliament of Norvania";

    [Fact]
    public async Task An_article_of_a_story_that_was_merged_joins_the_one_that_stayed()
    {
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake), ("speaker", Speaker));
        await ChangeAsync(StoryChangeProposal.Merge(Story("quake"), Story("speaker")));

        await ArriveAsync(indexer, ("again", QuakeToo));

        Assert.Equal(Story("speaker"), Story("again"));
        Assert.Equal(1, Store.Rebuilds);
    }

    [Fact]
    public async Task A_split_is_followed_without_a_rebuild()
    {
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake), ("speaker", Speaker));
        await ChangeAsync(StoryChangeProposal.Merge(Story("quake"), Story("speaker")));
        await indexer.RunAsync(default);
        await ChangeAsync(StoryChangeProposal.Split(Story("speaker"), ["quake"]));

        await ArriveAsync(indexer, ("quake2", QuakeToo), ("speaker2", SpeakerToo));

        Assert.Equal("story-quake-apart", Story("quake2"));
        Assert.Equal(Story("speaker"), Story("speaker2"));
        Assert.Equal(1, Store.Rebuilds);
    }

    [Fact]
    public async Task A_change_between_deciding_and_writing_has_the_batch_decided_again_and_nothing_is_lost_or_doubled()
    {
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake), ("speaker", Speaker));
        var merge = StoryChangeProposal.Merge(Story("quake"), Story("speaker"));
        Store.Arrive(Wire.Article("again", QuakeToo), Wire.Article("more", SpeakerToo));
        Store.Writing = _ =>
        {
            Store.Writing = _ => { };
            ChangeAsync(merge).GetAwaiter().GetResult();
        };

        Assert.Equal(new IndexedBatch(2, 0), await indexer.RunAsync(default));
        Assert.Equal(new IndexedBatch(2, 2), await indexer.RunAsync(default));

        Assert.Equal([Story("speaker")], Store.Assigned.Select(a => a.Assignment.StoryId).Distinct());
        Assert.Equal(4, Store.Assigned.Count);
        Assert.Equal(1, Store.Rebuilds);
        Assert.Empty(Store.SetAside);
    }

    [Fact]
    public async Task A_new_indexer_starts_with_what_was_changed_before_it()
    {
        await ArriveAsync(Indexer(), ("quake", Quake), ("speaker", Speaker));
        await ChangeAsync(StoryChangeProposal.Merge(Story("quake"), Story("speaker")));

        await ArriveAsync(Indexer(), ("again", QuakeToo));

        Assert.Equal(Story("speaker"), Story("again"));
    }

    [Fact]
    public async Task A_copy_follows_the_article_that_an_operator_placed()
    {
        const string Text = "The tremor was felt in four provinces and cut the power in the port, said the governor, who asked people to stay outside until the morning.";
        var indexer = Indexer();
        Store.Arrive(Wire.Article("quake", Quake, Text), Wire.Article("speaker", Speaker));
        await indexer.RunAsync(default);
        await ChangeAsync(StoryChangeProposal.Merge(Story("quake"), Story("speaker")) with { By = "operator" });
        await ChangeAsync(StoryChangeProposal.Split(Story("speaker"), ["quake"]) with { By = "operator" });
        Store.Arrive(Wire.Article("other", Quake), Wire.Article("copy", "Something else altogether", Text));

        await indexer.RunAsync(default);

        var copy = Store.Assigned.Single(a => a.Article.Id == "copy").Assignment;
        Assert.Equal(("story-quake-apart", "quake"), (copy.StoryId, copy.CopyOf));
        Assert.Equal("an operator put quake here, of which it is a copy", Assert.Single(copy.Reasons));
    }

    [Fact]
    public async Task Due_stories_are_looked_at_when_nothing_is_pending_and_the_change_is_followed_at_once()
    {
        Look = (_, story, articles, _) => articles.Any(a => a.Article.Id == "quake") ? [StoryChangeProposal.Merge(story.Id, Story("speaker")) with { Reasons = ["one event"] }] : [];
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake), ("speaker", Speaker));
        Store.ReviewAt(Story("quake"), Clock.GetUtcNow());

        Assert.Equal(new IndexedBatch(0, 0, 1), await indexer.RunAsync(default));
        Assert.Equal(new IndexedBatch(0, 0), await indexer.RunAsync(default));

        Assert.Equal((StoryChangeKind.Merged, "engine", "one event"), (Store.Changes[0].Kind, Store.Changes[0].By, Store.Changes[0].Reasons[0]));
        await ArriveAsync(indexer, ("again", QuakeToo));
        Assert.Equal(Story("speaker"), Story("again"));
    }

    [Fact]
    public async Task Second_thoughts_wait_when_an_article_arrives_between_them()
    {
        var looks = 0;
        Look = (_, _, _, _) =>
        {
            if (++looks == 1)
                Store.Arrive(Wire.Article("again", QuakeToo));
            return [];
        };
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake), ("speaker", Speaker));
        Store.ReviewAt(Story("quake"), Clock.GetUtcNow());
        Store.ReviewAt(Story("speaker"), Clock.GetUtcNow());

        Assert.Equal(new IndexedBatch(0, 0, Waiting: true), await indexer.RunAsync(default));
        Assert.Equal(1, looks);
        Assert.Equal(new IndexedBatch(1, 1), await indexer.RunAsync(default));
        Assert.Equal(new IndexedBatch(0, 0), await indexer.RunAsync(default));
        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task Of_a_large_story_the_latest_articles_are_looked_at()
    {
        string[] seen = [];
        Look = (_, _, articles, _) =>
        {
            seen = [.. articles.Select(a => a.Article.Id)];
            return [];
        };
        var options = new StoryOptions { ReviewArticles = 10, Faces = new() { ReadArticles = 10 } };
        var indexer = Indexer(options);
        await ArriveAsync(indexer, [.. Enumerable.Range(0, 12).Select(i => ($"quake{i:00}", Quake))]);
        Store.ReviewAt(Story("quake00"), Clock.GetUtcNow());

        await indexer.RunAsync(default);

        Assert.Equal(Enumerable.Range(2, 10).Select(i => $"quake{i:00}"), seen);
    }

    [Fact]
    public async Task Several_second_thoughts_about_one_story_are_made_together()
    {
        Look = (_, story, articles, _) => articles.Count < 3
            ? []
            : [.. articles.Skip(1).Select(a => StoryChangeProposal.Split(story.Id, [a.Article.Id]))];
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake), ("quake2", QuakeToo), ("quake3", QuakeToo));
        Store.ReviewAt(Story("quake"), Clock.GetUtcNow());

        Assert.Equal(new IndexedBatch(0, 0, 1), await indexer.RunAsync(default));

        Assert.Equal(3, Store.Assigned.Select(a => a.Assignment.StoryId).Distinct().Count());
        Assert.Equal(2, Store.Changes.Count);
    }

    [Fact]
    public async Task A_thought_that_goes_against_an_operator_keeps_the_others_back_at_no_look()
    {
        Look = (_, story, articles, apart) =>
        {
            Assert.Equal(["story-elsewhere"], apart);
            return [.. articles.Select(a => StoryChangeProposal.Split(story.Id, [a.Article.Id]))];
        };
        Store.Apart.Add("story-elsewhere");
        Store.HeldByHand.UnionWith(["quake", "quake3"]);
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake), ("quake2", QuakeToo), ("quake3", QuakeToo));
        Store.ReviewAt(Story("quake"), Clock.GetUtcNow());

        Assert.Equal(new IndexedBatch(0, 0, 1), await indexer.RunAsync(default));

        Assert.Equal(["quake2"], Assert.Single(Store.Changes).Articles);
    }

    [Fact]
    public async Task A_second_look_that_finds_nothing_is_repeated_ever_more_rarely()
    {
        var looks = new List<TimeSpan>();
        Look = (_, _, _, _) =>
        {
            looks.Add(Clock.GetUtcNow() - Wire.Start);
            return [];
        };
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake));
        Store.ReviewAt(Story("quake"), Wire.Start.AddMinutes(2));

        for (var minute = 0; minute < 70; minute++)
        {
            await indexer.RunAsync(default);
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([2, 4, 8, 16, 32, 64], looks.Select(look => (int)look.TotalMinutes));
    }

    [Fact]
    public async Task A_second_look_that_fails_puts_its_story_off_and_the_index_is_rebuilt()
    {
        Look = (_, _, _, _) => throw new InvalidOperationException("odd");
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake));
        Store.ReviewAt(Story("quake"), Clock.GetUtcNow());

        Assert.Equal(new IndexedBatch(0, 0), await indexer.RunAsync(default));

        Assert.Equal(Wire.Start.AddDays(1), Store.Reviews[Story("quake")]);
        await ArriveAsync(indexer, ("again", QuakeToo));
        Assert.Equal(Story("quake"), Story("again"));
        Assert.Equal(2, Store.Rebuilds);
    }

    [Fact]
    public async Task A_second_thought_that_cannot_be_written_puts_its_story_off_too()
    {
        var looks = 0;
        Look = (_, story, _, _) =>
        {
            looks++;
            // The store fails at it.
            return [StoryChangeProposal.Split(story.Id, ["nobody"])];
        };
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake));
        Store.ReviewAt(Story("quake"), Clock.GetUtcNow());

        await indexer.RunAsync(default);
        await indexer.RunAsync(default);

        Assert.Equal(1, looks);
        Assert.Equal(Clock.GetUtcNow() + ReviewSchedule.AfterFailure, Store.Reviews[Story("quake")]);
    }

    [Fact]
    public async Task A_story_whose_second_look_failed_is_not_looked_at_again_for_every_article()
    {
        var looks = 0;
        Look = (_, _, _, _) => ++looks > 0 ? throw new InvalidOperationException("odd") : [];
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake));
        for (var hour = 0; hour <= 24; hour++)
        {
            Store.ReviewAt(Story("quake"), Clock.GetUtcNow());
            await indexer.RunAsync(default);
            Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(2, looks);
        Assert.Equal(2, Store.Rebuilds);
    }

    [Fact]
    public async Task A_second_thought_that_a_change_overtook_is_thought_again()
    {
        var first = true;
        Look = (_, story, _, _) =>
        {
            if (first)
                ChangeAsync(StoryChangeProposal.Merge(Story("speaker"), Story("visit"))).GetAwaiter().GetResult();
            first = false;
            return [StoryChangeProposal.Merge(story.Id, Story("speaker"))];
        };
        var indexer = Indexer();
        await ArriveAsync(indexer, ("quake", Quake), ("speaker", Speaker), ("visit", "The queen of Tansor visits the shipyard of Port Amel"));
        var quake = Story("quake");
        Store.ReviewAt(quake, Clock.GetUtcNow());

        Assert.Equal(new IndexedBatch(0, 0), await indexer.RunAsync(default));
        Assert.Equal(quake, Story("quake"));
        Assert.Equal(new IndexedBatch(0, 0, 1), await indexer.RunAsync(default));
        Assert.Equal(Story("visit"), Story("quake"));
    }

    private async Task ArriveAsync(StoryIndexer indexer, params (string Id, string Title)[] articles)
    {
        Store.Arrive(articles.Select(a => Wire.Article(a.Id, a.Title)));
        Assert.Equal(articles.Length, (await indexer.RunAsync(default)).Assigned);
    }

    private async Task ChangeAsync(StoryChangeProposal proposal) =>
        Assert.Equal(StoryChangeVerdict.Done, Assert.Single(await Store.ChangeAsync([proposal], Clock.GetUtcNow(), null, default)).Verdict);
}
