using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Model;
using NewsMonitor.Stories.Linking;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.TestKit;

namespace NewsMonitor.Stories.Tests.Linking;

public sealed class StoryLinkWorkerTests
{
    private readonly InMemoryStoryLinkStore _store = new();
    private readonly StoryLinkWorker _worker;

    public StoryLinkWorkerTests()
    {
        _worker = new StoryLinkWorker(_store, new StoryOptions(), new FakeClock(Wire.Start), NullLogger<StoryLinkWorker>.Instance);
        foreach (var (language, title, text) in ForeignNews.TheCall.Take(2))
            _store.Changed(Wire.Article($"call-{language}", title, text, published: ForeignNews.Call, language: language));
    }

    [Fact]
    public async Task A_database_that_takes_nothing_is_told_and_waited_for_without_reading_all_profiles_again()
    {
        for (var sweep = 0; sweep < 3; sweep++)
        {
            _store.Failures.Enqueue(new StoreUnavailableException("full"));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => _worker.RunAsync(default));
        }

        Assert.Equal(2, await _worker.RunAsync(default));
        Assert.Single(_store.Links);
        Assert.Equal(1, _store.Rebuilds);
    }

    [Fact]
    public async Task After_any_other_failure_all_profiles_are_read_again_and_fewer_stories_are_taken()
    {
        _store.Failures.Enqueue(new InvalidOperationException("odd"));

        Assert.Equal(2, await _worker.RunAsync(default));
        Assert.Empty(_store.Links);
        Assert.Equal(1, await _worker.RunAsync(default));
        Assert.Equal(1, await _worker.RunAsync(default));

        Assert.Single(_store.Links);
        Assert.Equal(2, _store.Rebuilds);
    }

    [Fact]
    public async Task A_story_whose_links_cannot_be_written_stays_without_and_blocks_nobody()
    {
        for (var i = 0; i < 20; i++)
            _store.Changed(Wire.Article(i == 13 ? "bad" : $"{i}", $"word{i} thing{i}", $"Text {i}."));
        _store.Writing = outcomes =>
        {
            if (outcomes.Any(o => o.Work.StoryId == "bad" && o.Profile is not null))
                throw new InvalidOperationException("odd");
        };

        var runs = 0;
        while (await _worker.RunAsync(default) > 0)
            Assert.InRange(++runs, 1, 40);

        Assert.False(await _store.HasWorkAsync(default));
        Assert.Single(_store.Links);
    }
}
