using System.Text.Json;
using NewsMonitor.Feeds;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>What every store of links keeps to; each database runs it.</summary>
public abstract class StoryLinkStoreTests : StoreTests
{
    protected static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Whatever_changes_a_story_has_it_looked_at_and_a_look_is_done_once()
    {
        Assert.False(await Links.HasWorkAsync(default));
        await BeginAsync("en", "a");

        var work = Assert.Single(await Links.PendingAsync(10, default));
        Assert.Equal("story-a", work.StoryId);
        await Links.StoreAsync([new LinkOutcome(work, [1], [])], Start, default);

        Assert.False(await Links.HasWorkAsync(default));
        await Stories.CloseAsync("en", Start.AddDays(1), default);
        Assert.True(await Links.HasWorkAsync(default));
    }

    [Fact]
    public async Task A_story_that_changed_during_the_look_is_looked_at_again()
    {
        await BeginAsync("en", "a");
        var work = Assert.Single(await Links.PendingAsync(10, default));
        await ArriveAsync("en", "b");
        await AssignAsync("en", new StoryAssignment { ArticleId = "b", StoryId = "story-a", Began = false, Reasons = [] });

        await Links.StoreAsync([new LinkOutcome(work, [1], [])], Start, default);

        Assert.Equal("story-a", Assert.Single(await Links.PendingAsync(10, default)).StoryId);
    }

    [Fact]
    public async Task A_look_takes_the_first_and_the_latest_articles_that_are_no_copies()
    {
        await BeginAsync("en", "a0");
        for (var i = 1; i < 8; i++)
        {
            await ArriveAsync("en", $"a{i}");
            await AssignAsync("en", new StoryAssignment { ArticleId = $"a{i}", StoryId = "story-a0", Began = false, CopyOf = i == 7 ? "a0" : null, Reasons = [] });
        }

        var subject = await Links.ReadAsync("story-a0", 4, default);

        Assert.Equal(8, subject!.Story.Articles);
        Assert.Equal(["a0", "a1", "a5", "a6"], subject.Articles.Select(a => a.Id).Order());
        Assert.Null(await Links.ReadAsync("nobody", 4, default));
        await Stories.CloseAsync("en", Start.AddDays(1), default);
        Assert.Null(await Links.ReadAsync("story-a0", 4, default));
    }

    [Fact]
    public async Task Of_copies_that_are_a_story_of_their_own_a_look_takes_the_first()
    {
        await BeginAsync("en", "a");
        foreach (var copy in new[] { "b", "c" })
        {
            await ArriveAsync("en", copy);
            await AssignAsync("en", new StoryAssignment { ArticleId = copy, StoryId = "story-a", Began = false, CopyOf = "a", Reasons = [] });
        }

        var split = Assert.Single(await Changes.ChangeAsync([StoryChangeProposal.Split("story-a", ["b", "c"])], Start, null, default)).Change!;

        Assert.Equal("b", Assert.Single((await Links.ReadAsync(split.To, 4, default))!.Articles).Id);
    }

    [Fact]
    public async Task Profiles_of_open_stories_read_back_also_after_a_restart()
    {
        for (var i = 0; i < 3; i++)
            await BeginAsync("en", $"a{i}");
        var pending = await Links.PendingAsync(10, default);
        await Links.StoreAsync([.. pending.Select((work, i) => new LinkOutcome(work, i == 1 ? null : [(byte)i], []))], Start, default);
        await Stores.ReopenAsync();

        Assert.Equal([("story-a0", 0), ("story-a2", 2)], (await ProfilesAsync()).Select(p => (p.StoryId, (int)p.Profile[0])));
        await Stories.CloseAsync("en", Start.AddDays(1), default);
        Assert.Empty(await ProfilesAsync());
    }

    [Fact]
    public async Task A_link_shows_from_both_ends_and_is_told_once_however_often_it_is_found()
    {
        await BeginAsync("en", "a");
        await BeginAsync("es", "b");
        var link = StoryLink.Between("story-b", "story-a", 5.5, ["name raimondo 2.9"]);

        await LookAsync(("story-a", [link]), ("story-b", [link]));
        await LookAsync(("story-b", [link with { Score = 6 }]));

        var seen = Assert.Single(await Links.LinksAsync("story-b", default));
        Assert.Equivalent(new LinkedStory("story-a", "en", "Title of a", 6, ["name raimondo 2.9"]), seen, strict: true);
        Assert.Equal(("story-b", "es", 6), (await Links.LinksAsync("story-a", default)).Select(l => (l.StoryId, l.Language, l.Score)).Single());
        using var told = JsonDocument.Parse(Assert.Single(await EventsAsync(LoggedEventTypes.StoryLinked)).Data);
        Assert.Equal("story-a", told.RootElement.GetProperty("story").GetString());
        Assert.Equal("es", told.RootElement.GetProperty("otherLanguage").GetString());
        Assert.Equal(5.5, told.RootElement.GetProperty("score").GetDouble());
    }

    [Fact]
    public async Task A_link_that_is_found_no_longer_is_taken_back_but_not_one_to_a_story_that_has_closed()
    {
        await BeginAsync("en", "a");
        await BeginAsync("es", "b");
        await BeginAsync("fr", "c");
        var (first, second) = (StoryLink.Between("story-a", "story-b", 5, []), StoryLink.Between("story-a", "story-c", 6, []));
        await LookAsync(("story-a", [first, second]), ("story-b", [first]), ("story-c", [second]));
        await Stories.CloseAsync("fr", Start.AddDays(1), default);
        await LookAsync(("story-c", null));

        await LookAsync(("story-a", []));

        Assert.Equal(["story-c"], (await Links.LinksAsync("story-a", default)).Select(l => l.StoryId));
        Assert.Single(await EventsAsync(LoggedEventTypes.StoryUnlinked));
    }

    [Fact]
    public async Task Links_follow_a_story_that_went_up_into_another()
    {
        await BeginAsync("en", "a");
        await BeginAsync("en", "a2");
        await BeginAsync("es", "b");
        var link = StoryLink.Between("story-a", "story-b", 5, []);
        await LookAsync(("story-a", [link]), ("story-a2", []), ("story-b", [link]));

        var merge = StoryChangeProposal.Merge("story-a", "story-a2") with { By = "operator" };
        Assert.NotNull((await Changes.ChangeAsync([merge], Start, null, default)).Single().Change);

        Assert.Equal(["story-b"], (await Links.LinksAsync("story-a2", default)).Select(l => l.StoryId));
        Assert.Equal(["story-b"], (await Links.LinksAsync("story-a", default)).Select(l => l.StoryId));
        Assert.Equal(["story-a2"], (await Links.LinksAsync("story-b", default)).Select(l => l.StoryId));
        Assert.Equal(["story-a", "story-a2"], (await Links.PendingAsync(10, default)).Select(w => w.StoryId).Order());
    }

    private async Task LookAsync(params (string Story, StoryLink[]? Links)[] looks)
    {
        var pending = (await Links.PendingAsync(100, default)).ToDictionary(w => w.StoryId);
        await Links.StoreAsync(
            [.. looks.Select(look => new LinkOutcome(pending.GetValueOrDefault(look.Story) ?? new LinkWork(look.Story, 0), look.Links is null ? null : [1], look.Links ?? []))],
            Start,
            default);
    }

    private async Task<List<LoggedEvent>> EventsAsync(string type) => [.. (await Log.AfterAsync(0, 100, default)).Where(e => e.Type == type)];

    private async Task<List<(string StoryId, byte[] Profile)>> ProfilesAsync()
    {
        var profiles = new List<(string, byte[])>();
        await foreach (var profile in Links.ProfilesAsync(default))
            profiles.Add(profile);
        return profiles;
    }

    private async Task BeginAsync(string language, string article)
    {
        await ArriveAsync(language, article);
        await AssignAsync(language, new StoryAssignment { ArticleId = article, StoryId = $"story-{article}", Began = true, Reasons = [] });
    }

    private async Task AssignAsync(string language, StoryAssignment assignment) =>
        Assert.True(await Stories.AssignAsync(new AssignedBatch(language, [assignment], Start), default));

    private async Task ArriveAsync(string language, string id)
    {
        var (feed, _) = await Feeds.AddAsync(new NewFeed($"https://{id}.example/feed", null, [], Start), default);
        var article = new Article
        {
            Id = id,
            FeedId = feed.Id,
            Identity = id,
            Source = $"{id}.example",
            Title = $"Title of {id}",
            Text = $"Text of {id}",
            Language = language,
            FirstSeen = Start,
            Updated = Start,
            ContentHash = $"hash of {id}",
        };
        await Feeds.IngestAsync(new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = [article] }, default);
    }
}
