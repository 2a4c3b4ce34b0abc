using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Storage.Tests.Sqlite;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Linking;
using NewsMonitor.TestKit;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>Links from the assignment of an article to the row of the link, over restarts.</summary>
public sealed class StoryLinkingTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDatabase _file = new();
    private readonly FakeClock _clock = new(Start);

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task Stories_of_several_languages_about_one_event_are_linked_and_a_restart_goes_on_where_it_was()
    {
        await BeginAsync("en", "bridge-en", "Bridge over the Arda at Merin closed after cracks are found", "The bridge at Merin was closed on Friday after inspectors found a crack of 40 centimetres. Mayor Elena Dragan asked the 14,000 drivers who use it every day for patience.");
        await BeginAsync("es", "bridge-es", "Cierran el puente de Merin sobre el Arda tras hallar grietas", "El puente de Merin quedó cerrado el viernes después de que se hallara una grieta de 40 centímetros. La alcaldesa Elena Dragan pidió paciencia a los 14.000 conductores que lo usan cada día.");
        await BeginAsync("en", "match-en", "Goalkeeper saves two penalties and takes Lindesk to the final", "Keeper Marit Solberg saved two penalties on Sunday.");
        var worker = Worker();
        Assert.Equal(3, await worker.RunAsync(default));
        Assert.Equal(0, await worker.RunAsync(default));
        Assert.Equal(["bridge-es"], await LinksAsync("bridge-en"));

        await _file.ReopenAsync();
        await BeginAsync("ru", "bridge-ru", "Мост через Арду в Мерине закрыт из-за трещин", "Мост в Мерине закрыли в пятницу, после того как была найдена трещина в 40 сантиметров. Мэр Елена Драган попросила 14 000 водителей о терпении.");
        Assert.Equal(1, await Worker().RunAsync(default));

        Assert.Equal(["bridge-en", "bridge-es"], (await LinksAsync("bridge-ru")).Order());
        Assert.Empty(await LinksAsync("match-en"));
    }

    [Fact]
    public async Task A_story_that_closed_is_no_candidate_any_more()
    {
        await BeginAsync("en", "bridge-en", "Bridge over the Arda at Merin closed", "Mayor Elena Dragan asked 14,000 drivers for patience.");
        var worker = Worker();
        await worker.RunAsync(default);
        await new SqliteStoryStore(_file.Database).CloseAsync("en", Start.AddDays(1), default);

        await BeginAsync("es", "bridge-es", "Cierran el puente de Merin sobre el Arda", "La alcaldesa Elena Dragan pidió paciencia a 14.000 conductores.");
        await worker.RunAsync(default);

        Assert.Empty(await LinksAsync("bridge-es"));
        Assert.False(await new SqliteStoryLinkStore(_file.Database).HasWorkAsync(default));
    }

    private StoryLinkWorker Worker() => new(new SqliteStoryLinkStore(_file.Database), new StoryOptions(), _clock, NullLogger<StoryLinkWorker>.Instance);

    private async Task<List<string>> LinksAsync(string story) => [.. (await new SqliteStoryLinkStore(_file.Database).LinksAsync(story, default)).Select(l => l.StoryId)];

    private async Task BeginAsync(string language, string id, string title, string text)
    {
        var feeds = new SqliteFeedStore(_file.Database);
        var (feed, _) = await feeds.AddAsync(new NewFeed($"https://{id}.example/feed", null, [], Start), default);
        var article = new Article
        {
            Id = id,
            FeedId = feed.Id,
            Identity = id,
            Source = $"{id}.example",
            Title = title,
            Text = text,
            Language = language,
            Published = Start,
            FirstSeen = Start,
            Updated = Start,
            ContentHash = id,
        };
        await feeds.IngestAsync(new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = [article] }, default);
        var began = new StoryAssignment { ArticleId = id, StoryId = id, Began = true, Reasons = [] };
        Assert.True(await new SqliteStoryStore(_file.Database).AssignAsync(new AssignedBatch(language, [began], Start), default));
    }
}
