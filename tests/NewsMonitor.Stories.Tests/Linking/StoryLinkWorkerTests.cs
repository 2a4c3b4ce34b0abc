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
    public async Task After_any_other_failure_of_a_write_all_profiles_are_read_again()
    {
        _store.Failures.Enqueue(new InvalidOperationException("odd"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _worker.RunAsync(default));
        await _worker.RunAsync(default);

        Assert.Single(_store.Links);
        Assert.Equal(2, _store.Rebuilds);
    }
}
