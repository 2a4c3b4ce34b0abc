using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Model;
using NewsMonitor.Stories.Indexing;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.Stories.Tests.Indexing;

public sealed class StoryIndexerTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly InMemoryStoryStore _store = new();
    private readonly FakeClock _clock = new(Wire.Start);
    private readonly StoryMetrics _metrics;

    public StoryIndexerTests() => _metrics = new StoryMetrics(_services.GetRequiredService<IMeterFactory>());

    public void Dispose()
    {
        _metrics.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Pending_articles_get_their_stories_batch_by_batch()
    {
        _store.Arrive(
            Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"), Wire.Article("b", "Parliament of Norvania elects a speaker"),
            Wire.Article("c", "Magnitude 6.1 quake strikes Qeshm island"), Wire.Article("es", "Un terremoto sacude la isla", language: "es"));
        var indexer = Indexer(new StoryOptions { BatchSize = 2 });

        Assert.Equal(new IndexedBatch(2, 2), await indexer.RunAsync(default));
        Assert.Equal(new IndexedBatch(1, 1), await indexer.RunAsync(default));
        Assert.Equal(new IndexedBatch(0, 0), await indexer.RunAsync(default));

        Assert.Equal(["a", "b", "c"], _store.Assigned.Select(a => a.Article.Id));
        Assert.Equal(Story("a"), Story("c"));
        Assert.NotEqual(Story("a"), Story("b"));
    }

    [Fact]
    public async Task A_new_indexer_continues_where_the_last_one_stopped()
    {
        _store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"));
        await Indexer().RunAsync(default);
        _store.Arrive(Wire.Article("b", "Magnitude 6.1 quake strikes Qeshm island"));

        await Indexer().RunAsync(default);

        Assert.Equal(Story("a"), Story("b"));
        Assert.Equal(2, _store.Rebuilds);
    }

    [Fact]
    public async Task An_edit_after_the_assignment_changes_nothing_for_a_rebuilt_index()
    {
        _store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"));
        await Indexer().RunAsync(default);
        _store.Edit("a", article => article with { Title = "Page not found", Text = "", Published = Wire.Start.AddDays(-100) });
        _store.Arrive(Wire.Article("b", "Magnitude 6.1 quake strikes Qeshm island", published: Wire.Start), Wire.Article("c", "Page not found"));

        await Indexer().RunAsync(default);

        Assert.Equal(Story("a"), Story("b"));
        Assert.NotEqual(Story("a"), Story("c"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(new byte[] { 0, 1, 2 })]
    public async Task What_was_not_stored_or_by_another_version_is_analysed_anew(byte[]? analysis)
    {
        _store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"), Wire.Article("b", "Parliament of Norvania elects a speaker"));
        await Indexer().RunAsync(default);
        _store.Damage("a", analysis);
        _store.Arrive(Wire.Article("c", "Magnitude 6.1 quake strikes Qeshm island"), Wire.Article("d", "Norvania parliament elects its speaker"));

        await Indexer().RunAsync(default);

        Assert.Equal((Story("a"), Story("b")), (Story("c"), Story("d")));
    }

    [Fact]
    public async Task A_failed_write_is_told_and_the_index_is_rebuilt_before_the_next_batch()
    {
        var indexer = Indexer();
        _store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"));
        _store.Failures.Enqueue(new StoreUnavailableException("full"));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => indexer.RunAsync(default));
        Assert.Empty(_store.Assigned);
        await indexer.RunAsync(default);

        Assert.True(Assert.Single(_store.Assigned).Assignment.Began);
        Assert.Equal(2, _store.Rebuilds);
    }

    [Fact]
    public async Task When_somebody_else_assigned_meanwhile_the_index_is_rebuilt_and_nothing_is_done_twice()
    {
        var indexer = Indexer();
        _store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"), Wire.Article("b", "Magnitude 6.1 quake strikes Qeshm island"));
        var first = true;
        _store.Writing = _ =>
        {
            if (first)
                _store.AssignBehind(new StoryAssignment { ArticleId = "a", StoryId = "elsewhere", Began = true, Reasons = [] });
            first = false;
        };

        Assert.Equal(new IndexedBatch(2, 0), await indexer.RunAsync(default));
        Assert.Equal(new IndexedBatch(1, 1), await indexer.RunAsync(default));

        Assert.Equal("elsewhere", Story("b"));
        Assert.Equal(2, _store.Rebuilds);
    }

    [Fact]
    public async Task An_article_that_the_database_refuses_for_ever_is_set_aside_and_the_others_pass()
    {
        var indexer = Indexer();
        _store.Arrive(Wire.Article("bad", "One"), Wire.Article("good", "Two"));
        _store.Refused = "bad";

        for (var i = 0; i < 8; i++)
            await indexer.RunAsync(default);

        Assert.Equal(["bad"], _store.SetAside.Keys);
        Assert.Equal("good", Assert.Single(_store.Assigned).Article.Id);
    }

    [Fact]
    public async Task Stories_close_when_they_have_been_quiet_and_take_no_article_afterwards()
    {
        var options = new StoryOptions { CloseAfter = TimeSpan.FromDays(2) };
        var indexer = Indexer(options);
        _store.Arrive(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm"));
        await indexer.RunAsync(default);
        _clock.Advance(TimeSpan.FromDays(3));
        _store.Arrive(Wire.Article("b", "Magnitude 6.1 quake strikes Qeshm island", arrived: _clock.GetUtcNow()));

        await indexer.RunAsync(default);

        Assert.True(_store.IsClosed(Story("a")));
        Assert.NotEqual(Story("a"), Story("b"));
    }

    private StoryIndexer Indexer(StoryOptions? options = null)
    {
        options ??= new StoryOptions();
        var reviews = new StoryReviewRun(_store, (_, _, _, _) => [], options, _metrics, _clock, NullLogger<StoryReviewRun>.Instance);
        return new StoryIndexer("en", _store, _store, reviews, options, new ArticleAnalyser(options), _metrics, _clock, NullLogger<StoryIndexer>.Instance);
    }

    private string Story(string article) => _store.Assigned.Single(a => a.Article.Id == article).Assignment.StoryId;
}
