using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Feeds;

/// <summary>What a poll stores.</summary>
public abstract partial class FeedStoreTests
{
    [Fact]
    public async Task Every_part_of_a_polls_state_is_kept_over_a_restart()
    {
        var feed = await AddAsync();
        var state = feed.Poll with
        {
            ETag = "W/\"a b\"",
            LastModified = "yesterday, sort of",
            BodyHash = "abc",
            NextPoll = Start.AddMinutes(7),
            NextPollReason = "in 7 min: it had news",
            LastPoll = Start,
            Status = FeedStatus.Ok,
            HttpStatus = 200,
            Error = null,
            LastSuccess = Start,
            Failures = 3,
            Interval = TimeSpan.FromMinutes(7.5),
            Requested = TimeSpan.FromMinutes(60),
            Skip = new SkippedTimes(1 << 22 | 1 << 3, 1 << 1),
            LastNews = Start.AddMinutes(-1),
            Move = new FeedMove("https://elsewhere.example/feed", Start.AddDays(-1), 2),
            GoneSince = Start.AddHours(-3),
            StoppedAt = Start.AddHours(-1),
            DistrustedUntil = Start.AddDays(1),
            MissedNews = 2,
        };

        var result = await Store.IngestAsync(
            new FeedPoll { FeedId = feed.Id, State = state, Title = "The Outlet", SiteUrl = "https://outlet.example/", Language = "en-GB" }, default);
        await ReopenAsync();

        Assert.Equivalent(new IngestResult(true, 0, 0, []), result);
        var stored = await FindAsync(feed.Id);
        Assert.Equal(state with { Version = feed.Poll.Version + 1 }, stored.Poll);
        Assert.Equal(("The Outlet", "https://outlet.example/", "en-GB"), (stored.Title, stored.SiteUrl, stored.Language));
    }

    [Fact]
    public async Task Feeds_that_are_put_off_for_longer_than_they_can_be_are_brought_forward_with_the_reason()
    {
        var feed = await AddAsync();
        var shard = HostShard.Bucket("outlet.example") % 2;
        await IngestAsync(feed, poll => poll with { State = poll.State with { NextPoll = Start.AddDays(4), NextPollReason = "as it was" } });

        Assert.Equal(0, await Store.BringForwardAsync(shard, 2, Start.AddDays(4), Start, "the clock", default));
        Assert.Equal(0, await Store.BringForwardAsync(1 - shard, 2, Start.AddDays(3), Start, "the clock", default));
        Assert.Equal("as it was", (await FindAsync(feed.Id)).Poll.NextPollReason);
        Assert.Equal(1, await Store.BringForwardAsync(shard, 2, Start.AddDays(3), Start, "the clock", default));
        Assert.Equal((Start, "the clock"), (await FindAsync(feed.Id)).Poll is var poll ? (poll.NextPoll, poll.NextPollReason) : default);
        await IngestAsync(feed, poll => poll with { State = poll.State with { StoppedAt = Start, NextPoll = Start.AddDays(4), NextPollReason = "gone" } });
        Assert.Equal(1, await Store.BringForwardAsync(shard, 2, Start.AddDays(3), Start, "the clock", default));
        Assert.Equal((Start, "gone"), (await FindAsync(feed.Id)).Poll is var stopped ? (stopped.NextPoll, stopped.NextPollReason) : default);
    }

    [Fact]
    public async Task What_a_document_does_not_say_of_its_feed_stays_as_it_was()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, poll => poll with { Title = "The Outlet", SiteUrl = "https://outlet.example/", Language = "en" });

        await IngestAsync(feed, poll => poll);

        var stored = await FindAsync(feed.Id);
        Assert.Equal(("The Outlet", "https://outlet.example/", "en"), (stored.Title, stored.SiteUrl, stored.Language));
    }

    [Fact]
    public async Task A_poll_brings_new_articles_changed_articles_and_nothing_for_what_is_as_before()
    {
        var feed = await AddAsync();
        var first = await IngestAsync(feed, Articles(feed, "one", "two"));
        var second = await IngestAsync(feed, [Article(feed, "three"), Article(feed, "one", content: "edited") with { Updated = Start.AddHours(1) }, Article(feed, "two")]);

        Assert.Equivalent(new IngestResult(true, 2, 0, ["en"]), first);
        Assert.Equivalent(new IngestResult(true, 1, 1, ["en"]), second);
        var edited = await Store.FindArticleAsync(Id(feed, "one"), default);
        Assert.Equal("edited", edited!.ContentHash);
        Assert.Equal("Title of one, edited", edited.Title);
        Assert.Equal((Start, Start.AddHours(1)), (edited.FirstSeen, edited.Updated));
    }

    [Fact]
    public async Task New_articles_wait_for_their_story_in_the_order_of_arrival_and_edits_do_not_queue_them_again()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, Articles(feed, "one", "two"));
        await IngestAsync(feed, [Article(feed, "two", content: "edited"), Article(feed, "three"), Article(feed, "four") with { Language = "zh" }]);

        Assert.Equal([Id(feed, "one"), Id(feed, "two"), Id(feed, "three")], await PendingAsync("en"));
        Assert.Equal([Id(feed, "four")], await PendingAsync("zh"));
    }

    [Fact]
    public async Task The_languages_of_new_articles_are_told_each_once_and_those_of_edits_not()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, [Article(feed, "one") with { Language = "de" }]);

        var result = await IngestAsync(
            feed,
            [Article(feed, "one", content: "edited") with { Language = "de" }, Article(feed, "two") with { Language = "zh" }, .. Articles(feed, "three", "four")]);

        Assert.Equal(["en", "zh"], result.PendingLanguages);
    }

    [Fact]
    public async Task The_state_for_news_is_stored_only_when_an_article_is_new()
    {
        var feed = await AddAsync();
        Func<FeedPoll, FeedPoll> both = poll => poll with
        {
            State = poll.State with { NextPollReason = "silence" },
            StateWhenNews = poll.State with { NextPollReason = "news" },
            Articles = Articles(feed, "one"),
        };

        await IngestAsync(feed, both);
        Assert.Equal("news", (await FindAsync(feed.Id)).Poll.NextPollReason);
        await IngestAsync(feed, both);
        Assert.Equal("silence", (await FindAsync(feed.Id)).Poll.NextPollReason);
    }

    [Fact]
    public async Task A_poll_that_somebody_else_overtook_stores_nothing()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, Articles(feed, "one"));

        var late = await Store.IngestAsync(
            new FeedPoll { FeedId = feed.Id, State = feed.Poll with { NextPollReason = "late" }, Articles = Articles(feed, "two") }, default);

        Assert.Equivalent(new IngestResult(false, 0, 0, []), late);
        Assert.Null(await Store.FindArticleAsync(Id(feed, "two"), default));
        Assert.NotEqual("late", (await FindAsync(feed.Id)).Poll.NextPollReason);
    }

    [Fact]
    public async Task Of_many_polls_from_the_same_state_exactly_one_is_stored()
    {
        var feed = await AddAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            Store.IngestAsync(new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = Articles(feed, $"article {n}") }, default)));

        Assert.Equal(1, results.Count(result => result.Stored));
        Assert.Equal(1, (await Store.CountAsync(Start, default)).Articles);
    }

    [Fact]
    public async Task A_poll_with_an_article_that_cannot_be_stored_stores_nothing()
    {
        var feed = await AddAsync();
        var poll = new FeedPoll { FeedId = feed.Id, State = feed.Poll, Articles = [Article(feed, "one"), Article(feed, "two") with { Title = null! }] };

        await Assert.ThrowsAnyAsync<Exception>(() => Store.IngestAsync(poll, default));

        Assert.Equal(0, (await Store.CountAsync(Start, default)).Articles);
        Assert.Equivalent(feed, await FindAsync(feed.Id));
    }

    [Fact]
    public async Task A_feed_reads_after_a_poll_that_changed_little_as_it_does_after_a_restart()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, Articles(feed, "one"));
        var late = Start.AddTicks(12345);
        for (var n = 1; n < 10; n++)
        {
            var was = (await FindAsync(feed.Id)).Poll;
            var state = was with
            {
                NextPoll = late.AddHours(n),
                NextPollReason = "in an hour",
                NotBefore = n == 1 ? late.AddHours(2) : null,
                LastPoll = late,
                LastSuccess = late,
                Status = FeedStatus.NotModified,
                HttpStatus = 304,
                Interval = TimeSpan.FromTicks(55555),
            };
            Assert.True((await Store.IngestAsync(new FeedPoll { FeedId = feed.Id, State = state, Was = was, WasDue = was.NextPoll, Trace = Trace() }, default)).Stored);
        }

        var found = await FindAsync(feed.Id);
        await ReopenAsync();
        var read = await FindAsync(feed.Id);

        Assert.Equal(read.Poll, found.Poll);
        Assert.Equal((10L, 9L, FeedStatus.NotModified), (read.Poll.Version, read.Poll.Polls, read.Poll.Status));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(late.AddHours(2).ToUnixTimeMilliseconds()), read.Poll.NotBefore);
        Assert.Equal(9, (await HistoryAsync(feed)).Count);
    }

    [Fact]
    public async Task What_others_change_of_a_feed_is_found_at_once()
    {
        var feed = await AddAsync();
        await Store.FindAsync(feed.Id, default);

        await Store.ChangeAsync(feed.Id, new FeedChange(Title: "Mine", Paused: true), default);
        Assert.Equal(("Mine", true), await FindAsync(feed.Id) is var changed ? (changed.Title, changed.Paused) : default);
        await Store.MoveAsync([new MovedPoll(feed.Id, Start, Start.AddHours(1), "later")], default);
        Assert.Equal(Start.AddHours(1), (await FindAsync(feed.Id)).Poll.NextPoll);
        await Store.RemoveAsync(feed.Id, default);
        Assert.Null(await Store.FindAsync(feed.Id, default));
    }

    [Fact]
    public async Task A_poll_that_others_put_off_while_it_was_made_is_found_put_off_whoever_read_it_meanwhile()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, poll => poll with { State = poll.State with { NextPoll = Start.AddMinutes(1) } });
        var was = (await FindAsync(feed.Id)).Poll;
        var (neighbour, _) = await Store.AddAsync(new NewFeed("https://outlet.example/other", null, [], Start), default);
        await IngestAsync(neighbour, poll => poll with { HostRest = new HostRest("outlet.example", Start.AddHours(1), "its host rests") });
        await FindAsync(feed.Id);

        var state = was with { NextPoll = Start.AddMinutes(2), LastPoll = Start, LastSuccess = Start, Status = FeedStatus.NotModified, HttpStatus = 304 };
        Assert.True((await Store.IngestAsync(new FeedPoll { FeedId = feed.Id, State = state, Was = was, WasDue = was.NextPoll, Trace = Trace() }, default)).Stored);

        Assert.Equal((Start.AddHours(1), Start.AddHours(1)), await FindAsync(feed.Id) is var found ? (found.Poll.NextPoll, found.Poll.NotBefore) : default);
    }
}
