using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>An index and its database close the same stories, at the same time.</summary>
public sealed class ClosingTests : IAsyncDisposable
{
    private readonly SqliteIndex _index = new() { Options = new StoryOptions { MaximumOpenStories = 100 } };

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Fact]
    public async Task Of_too_many_stories_a_tenth_and_what_is_over_close_the_longest_quiet_first()
    {
        await _index.ArriveAsync("outlet", Enumerable.Range(0, 101).Select(i => Article($"{i:000}", SqliteIndex.Start.AddMilliseconds(i))));

        await _index.RunAsync();

        // In the database, from which another index would be rebuilt.
        Assert.Equal(90, (await _index.Stores.Stories.CountAsync(default)).Open);
        Assert.Equal(
            Enumerable.Range(0, 11).Select(i => $"{i:000}"),
            (await _index.StoriesAsync()).Where(story => story.State == StoryState.Closed).Select(story => story.Headline[^3..]).Order());
    }

    [Fact]
    public async Task A_story_that_has_been_quiet_for_long_closes_on_the_millisecond()
    {
        await _index.ArriveAsync("outlet", Article("000", SqliteIndex.Start));
        await _index.RunAsync();

        _index.Clock.Advance(_index.Options.CloseAfter + TimeSpan.FromTicks(1));
        await _index.RunAsync();
        await _index.ArriveAsync("outlet", Article("001", _index.Clock.GetUtcNow()) with { Title = "word000 number000 story000 of 000" });
        await _index.RunAsync();

        // Not a tick later in memory than in the database: an article that comes in between would find neither story nor refusal.
        Assert.Equal(2, Assert.Single(await _index.StoriesAsync()).Articles);
    }

    private static Article Article(string id, DateTimeOffset arrived) => new()
    {
        Id = id,
        FeedId = "",
        Identity = id,
        Source = $"{id}.example",
        Title = $"word{id} number{id} story{id} of {id}",
        Text = "",
        Language = "en",
        FirstSeen = arrived,
        Updated = arrived,
        ContentHash = id,
    };
}
