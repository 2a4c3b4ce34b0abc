using NewsMonitor.Model;
using NewsMonitor.Stories.Indexing;
using NewsMonitor.Stories.Tests.Stage;

namespace NewsMonitor.Stories.Tests.Indexing;

public sealed class StoryIndexerTests : IndexerTests
{
    [Fact]
    public async Task Pending_articles_get_their_stories_batch_by_batch()
    {
        Store.Arrive(
            Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"), Wire.Article("b", "Parliament of Norvania elects a speaker"),
            Wire.Article("c", "Magnitude 6.1 quake strikes Qeshm island"), Wire.Article("es", "Un terremoto sacude la isla", language: "es"));
        var indexer = Indexer(new StoryOptions { BatchSize = 2 });

        Assert.Equal(new IndexedBatch(2, 2), await indexer.RunAsync(default));
        Assert.Equal(new IndexedBatch(1, 1), await indexer.RunAsync(default));
        Assert.Equal(new IndexedBatch(0, 0), await indexer.RunAsync(default));

        Assert.Equal(["a", "b", "c"], Store.Assigned.Select(a => a.Article.Id));
        Assert.Equal(Story("a"), Story("c"));
        Assert.NotEqual(Story("a"), Story("b"));
    }

    [Fact]
    public async Task A_new_indexer_continues_where_the_last_one_stopped()
    {
        Store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"));
        await Indexer().RunAsync(default);
        Store.Arrive(Wire.Article("b", "Magnitude 6.1 quake strikes Qeshm island"));

        await Indexer().RunAsync(default);

        Assert.Equal(Story("a"), Story("b"));
        Assert.Equal(2, Store.Rebuilds);
    }

    [Fact]
    public async Task An_edit_after_the_assignment_changes_nothing_for_a_rebuilt_index()
    {
        Store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"));
        await Indexer().RunAsync(default);
        Store.Edit("a", article => article with { Title = "Page not found", Text = "", Published = Wire.Start.AddDays(-100) });
        Store.Arrive(Wire.Article("b", "Magnitude 6.1 quake strikes Qeshm island", published: Wire.Start), Wire.Article("c", "Page not found"));

        await Indexer().RunAsync(default);

        Assert.Equal(Story("a"), Story("b"));
        Assert.NotEqual(Story("a"), Story("c"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(new byte[] { 0, 1, 2 })]
    public async Task What_was_not_stored_or_by_another_version_is_analysed_anew(byte[]? analysis)
    {
        Store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"), Wire.Article("b", "Parliament of Norvania elects a speaker"));
        await Indexer().RunAsync(default);
        Store.Damage("a", analysis);
        Store.Arrive(Wire.Article("c", "Magnitude 6.1 quake strikes Qeshm island"), Wire.Article("d", "Norvania parliament elects its speaker"));

        await Indexer().RunAsync(default);

        Assert.Equal((Story("a"), Story("b")), (Story("c"), Story("d")));
    }

    [Fact]
    public async Task A_database_that_takes_nothing_is_told_and_waited_for_without_rebuilding_the_index()
    {
        var indexer = Indexer();
        Store.Arrive(Wire.Article("old", "Parliament of Norvania elects a speaker"));
        await indexer.RunAsync(default);
        Store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"), Wire.Article("b", "Norvania parliament elects its speaker"));
        for (var sweep = 0; sweep < 3; sweep++)
        {
            Store.Failures.Enqueue(new StoreUnavailableException("full"));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => indexer.RunAsync(default));
        }

        Assert.Equal(2, (await indexer.RunAsync(default)).Assigned);
        Assert.True(Store.Assigned.Single(a => a.Article.Id == "a").Assignment.Began);
        Assert.Equal(Story("old"), Story("b"));
        Assert.Equal(1, Store.Rebuilds);
    }

    [Fact]
    public async Task When_somebody_else_assigned_meanwhile_the_index_is_rebuilt_and_nothing_is_done_twice()
    {
        var indexer = Indexer();
        Store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"), Wire.Article("b", "Magnitude 6.1 quake strikes Qeshm island"));
        var first = true;
        Store.Writing = _ =>
        {
            if (first)
                Store.AssignBehind(new StoryAssignment { ArticleId = "a", StoryId = "elsewhere", Began = true, Reasons = [] });
            first = false;
        };

        Assert.Equal(new IndexedBatch(2, 0), await indexer.RunAsync(default));
        Assert.Equal(new IndexedBatch(1, 1), await indexer.RunAsync(default));

        Assert.Equal("elsewhere", Story("b"));
        Assert.Equal(2, Store.Rebuilds);
    }

    [Fact]
    public async Task An_article_that_the_database_refuses_for_ever_is_set_aside_and_the_others_pass()
    {
        var indexer = Indexer();
        Store.Arrive(Wire.Article("bad", "One"), Wire.Article("good", "Two"));
        Store.Refused = "bad";

        for (var i = 0; i < 8; i++)
            await indexer.RunAsync(default);

        Assert.Equal(["bad"], Store.SetAside.Keys);
        Assert.Equal("good", Assert.Single(Store.Assigned).Article.Id);
    }

    [Fact]
    public async Task An_article_that_cannot_be_written_is_found_set_aside_and_the_others_pass()
    {
        var indexer = Indexer();
        Store.Arrive(Enumerable.Range(0, 100).Select(i => Wire.Article(i == 70 ? "bad" : $"{i}", $"word{i} thing{i} event{i}")));
        var writes = 0;
        Store.Writing = ids =>
        {
            writes++;
            if (ids.Contains("bad"))
                throw new InvalidOperationException("an endless number");
        };

        while ((await indexer.RunAsync(default)).Taken > 0)
        {
        }

        Assert.Equal(99, Store.Assigned.Count);
        var (article, reason) = Assert.Single(Store.SetAside);
        Assert.Equal("bad", article);
        Assert.EndsWith("in a row: InvalidOperationException: an endless number", reason, StringComparison.Ordinal);
        Assert.InRange(writes, 1, 40);
        Assert.Equal(1, Store.Rebuilds);
    }

    [Fact]
    public async Task Stories_close_when_they_have_been_quiet_and_take_no_article_afterwards()
    {
        var options = new StoryOptions { CloseAfter = TimeSpan.FromDays(2) };
        var indexer = Indexer(options);
        Store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"));
        await indexer.RunAsync(default);
        Clock.Advance(TimeSpan.FromDays(3));
        Store.Arrive(Wire.Article("b", "Magnitude 6.1 quake strikes Qeshm island", arrived: Clock.GetUtcNow()));

        await indexer.RunAsync(default);

        Assert.True(Store.IsClosed(Story("a")));
        Assert.NotEqual(Story("a"), Story("b"));
    }
}
