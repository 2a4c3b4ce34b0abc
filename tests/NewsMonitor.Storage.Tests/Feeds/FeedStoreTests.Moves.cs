using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Feeds;

public abstract partial class FeedStoreTests
{
    private const string Elsewhere = "https://elsewhere.example/feed";

    [Fact]
    public async Task A_feed_that_moves_keeps_its_id_and_articles_and_belongs_to_its_new_host()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, Articles(feed, "one"));

        var result = await IngestAsync(feed, poll => poll with { MovedTo = Elsewhere, Articles = Articles(feed, "one", "two") });

        Assert.Equal((1, null), (result.New, result.MergedInto));
        Assert.Equal(Elsewhere, (await FindAsync(feed.Id)).Url);
        Assert.Equal("elsewhere.example", Assert.Single(await DueAsync(Start.AddYears(1))).Host);
    }

    [Fact]
    public async Task A_feed_that_moved_is_found_by_each_url_that_it_had()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, poll => poll with { MovedTo = "https://between.example/" });
        await IngestAsync(feed, poll => poll with { MovedTo = Elsewhere });

        foreach (var url in new[] { feed.Url, "https://between.example/", Elsewhere })
        {
            var (found, added) = await Store.AddAsync(new NewFeed(url, null, [], Start), default);
            Assert.Equal((feed.Id, false), (found.Id, added));
        }
    }

    [Fact]
    public async Task A_feed_that_moves_back_is_where_it_was()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, poll => poll with { MovedTo = Elsewhere });
        await IngestAsync(feed, poll => poll with { MovedTo = feed.Url });

        Assert.Equal(feed.Url, (await FindAsync(feed.Id)).Url);
        Assert.Equal(feed.Id, (await Store.AddAsync(new NewFeed(Elsewhere, null, [], Start), default)).Feed.Id);
    }

    [Fact]
    public async Task A_feed_that_moved_and_was_removed_brings_no_news_when_it_is_added_where_it_was_last()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, poll => poll with { MovedTo = Elsewhere, Articles = Articles(feed, "one") });
        await Store.RemoveAsync(feed.Id, default);

        var (again, added) = await Store.AddAsync(new NewFeed(Elsewhere, null, [], Start), default);

        Assert.Equal((feed.Id, true), (again.Id, added));
        Assert.Equal(0, (await IngestAsync(again, Articles(again, "one"))).New);
    }

    [Fact]
    public async Task A_move_onto_another_feed_makes_one_of_the_two_with_the_tags_and_articles_of_both()
    {
        var moving = (await Store.AddAsync(new NewFeed("https://outlet.example/old", "Mine", ["a", "b"], Start), default)).Feed;
        var there = (await Store.AddAsync(new NewFeed(Elsewhere, null, ["b", "c"], Start.AddDays(1)), default)).Feed;
        await IngestAsync(moving, Articles(moving, "one", "two"));
        await IngestAsync(there, Articles(there, "two", "three"));

        var result = await IngestAsync(moving, poll => poll with { MovedTo = Elsewhere, Articles = Articles(moving, "one", "three", "four") });

        Assert.Equal((there.Id, 1, 0), (result.MergedInto, result.New, result.Updated));
        var one = Assert.Single((await Store.ListAsync(new PageRequest(), default)).Items);
        Assert.Equal((there.Id, Elsewhere, "Mine", Start), (one.Id, one.Url, one.Title, one.Added));
        Assert.Equal(["b", "c", "a"], one.Tags);
        Assert.Equal(["four", "one", "three", "two"], (await FoundAsync(new ArticleFilter(FeedId: there.Id))).Order(StringComparer.Ordinal));
        Assert.Equal(there.Id, (await Store.FindArticleAsync(Id(moving, "one"), default))!.FeedId);
    }

    [Fact]
    public async Task After_a_merge_nothing_that_either_feed_had_is_new_and_edits_are_found_under_their_first_id()
    {
        var (moving, there) = await MergedAsync();

        var result = await IngestAsync(there, [Article(there, "one", content: "edited"), Article(there, "two"), Article(there, "three")]);

        Assert.Equal((0, 1), (result.New, result.Updated));
        Assert.Equal("edited", (await Store.FindArticleAsync(Id(moving, "one"), default))!.ContentHash);
    }

    [Fact]
    public async Task After_a_merge_the_old_url_and_the_old_id_lead_to_the_feed_that_stays()
    {
        var (moving, there) = await MergedAsync();
        await ReopenAsync();

        Assert.Equal((there.Id, false), await Store.AddAsync(new NewFeed(moving.Url, null, [], Start), default) is var (found, added) ? (found.Id, added) : default);
        Assert.Equal(there.Id, (await FindAsync(moving.Id)).Id);
        Assert.Equal("Renamed", (await Store.ChangeAsync(moving.Id, new FeedChange(Title: "Renamed"), default))!.Title);
        Assert.Equal(["one", "three", "two"], (await FoundAsync(new ArticleFilter(FeedId: moving.Id))).Order(StringComparer.Ordinal));
        // A poll of the feed that is no more, decided before the merge, stores nothing.
        Assert.False((await Store.IngestAsync(new FeedPoll { FeedId = moving.Id, State = moving.Poll }, default)).Stored);
    }

    [Fact]
    public async Task Ids_and_urls_of_a_chain_of_merges_all_lead_to_the_last_feed()
    {
        var (first, second) = await MergedAsync();
        var third = (await Store.AddAsync(new NewFeed("https://third.example/", null, [], Start), default)).Feed;
        await IngestAsync(second, poll => poll with { MovedTo = third.Url });

        foreach (var feed in new[] { first, second, third })
        {
            Assert.Equal(third.Id, (await FindAsync(feed.Id)).Id);
            Assert.Equal(third.Id, (await Store.AddAsync(new NewFeed(feed.Url, null, [], Start), default)).Feed.Id);
        }

        Assert.Equal(0, (await IngestAsync(third, Articles(third, "one", "two", "three"))).New);
    }

    [Fact]
    public async Task Removing_the_old_id_of_a_merged_feed_forgets_the_id_and_leaves_the_feed()
    {
        var (moving, there) = await MergedAsync();

        Assert.True(await Store.RemoveAsync(moving.Id, default));

        Assert.Null(await Store.FindAsync(moving.Id, default));
        Assert.NotNull(await Store.FindAsync(there.Id, default));
    }

    [Fact]
    public async Task A_merge_is_paused_only_if_both_were_and_resumes_a_feed_that_was_gone()
    {
        var moving = await AddAsync();
        var there = (await Store.AddAsync(new NewFeed(Elsewhere, null, [], Start), default)).Feed;
        await IngestAsync(there, poll => poll with { State = poll.State with { Status = FeedStatus.Gone, StoppedAt = Start, GoneSince = Start } });
        await Store.ChangeAsync(there.Id, new FeedChange(Paused: true), default);

        await IngestAsync(moving, poll => poll with { MovedTo = Elsewhere });

        var one = await FindAsync(there.Id);
        Assert.Equal((false, null, FeedStatus.Failed), (one.Paused, one.Poll.StoppedAt, one.Poll.Status));
        Assert.Single(await DueAsync(Start));
    }

    [Fact]
    public async Task A_feed_that_is_gone_is_not_due_and_is_counted_until_the_operator_resumes_it()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, poll => poll with { State = poll.State with { Status = FeedStatus.Gone, StoppedAt = Start, GoneSince = Start.AddHours(-9) } });
        Assert.Empty(await DueAsync(Start.AddYears(1)));
        Assert.Equal((1, 0), await Store.CountAsync(Start.AddYears(1), default) is var counts ? (counts.Stopped, counts.Due) : default);
        var polling = await FindAsync(feed.Id);

        var resumed = await Store.ChangeAsync(feed.Id, new FeedChange(Paused: false), default);

        Assert.Equal(
            (null, null, FeedStatus.Failed, "at once: resumed by hand"),
            (resumed!.Poll.StoppedAt, resumed.Poll.GoneSince, resumed.Poll.Status, resumed.Poll.NextPollReason));
        Assert.Single(await DueAsync(Start));
        // A poll that read it as stopped must not stop it again.
        Assert.False((await Store.IngestAsync(new FeedPoll { FeedId = feed.Id, State = polling.Poll }, default)).Stored);
    }

    [Fact]
    public async Task A_host_that_asks_for_rest_lets_all_its_feeds_wait_and_no_others()
    {
        var feed = await AddAsync();
        var neighbour = (await Store.AddAsync(new NewFeed("https://outlet.example/other", null, [], Start), default)).Feed;
        var stranger = (await Store.AddAsync(new NewFeed(Elsewhere, null, [], Start), default)).Feed;
        var late = (await Store.AddAsync(new NewFeed("https://outlet.example/late", null, [], Start.AddHours(3)), default)).Feed;

        var result = await IngestAsync(
            feed,
            poll => poll with { State = poll.State with { NextPoll = Start.AddHours(1) }, HostRest = new HostRest("outlet.example", Start.AddHours(2), "in 2 h: its host asks") });
        await ReopenAsync();

        Assert.Equal(1, result.Resting);
        Assert.Equal((Start.AddHours(2), "in 2 h: its host asks"), (await FindAsync(neighbour.Id)).Poll is var poll ? (poll.NextPoll, poll.NextPollReason) : default);
        Assert.Equal(Start.AddHours(1), (await FindAsync(feed.Id)).Poll.NextPoll);
        Assert.Equal(Start, (await FindAsync(stranger.Id)).Poll.NextPoll);
        Assert.Equal((Start.AddHours(3), Start.AddHours(2)), (await FindAsync(late.Id)).Poll is var later ? (later.NextPoll, later.NotBefore) : default);
        Assert.Null((await FindAsync(stranger.Id)).Poll.NotBefore);
    }

    [Fact]
    public async Task A_feed_that_was_polled_while_its_host_asked_for_rest_waits_too()
    {
        var feed = await AddAsync();
        var neighbour = (await Store.AddAsync(new NewFeed("https://outlet.example/other", null, [], Start), default)).Feed;
        await IngestAsync(feed, poll => poll with { HostRest = new HostRest("outlet.example", Start.AddHours(2), "in 2 h: its host asks") });

        await IngestAsync(neighbour, poll => poll with { WasDue = Start, State = poll.State with { NextPoll = Start.AddMinutes(5), NextPollReason = "in 5 min" } });
        var resting = (await FindAsync(neighbour.Id)).Poll;
        await IngestAsync(neighbour, poll => poll with { WasDue = resting.NextPoll, State = poll.State with { NextPoll = Start.AddMinutes(10), NextPollReason = "in 10 min" } });

        Assert.Equal((Start.AddHours(2), "in 2 h: its host asks"), (resting.NextPoll, resting.NextPollReason));
        // Nobody put it off since it was read: a poll that was asked for sets the time as it likes.
        Assert.Equal((Start.AddMinutes(10), "in 10 min"), (await FindAsync(neighbour.Id)).Poll is var poll ? (poll.NextPoll, poll.NextPollReason) : default);
    }

    [Fact]
    public async Task A_pardon_takes_back_the_last_failure_of_feeds_that_did_not_answer_since()
    {
        var unreachable = await FailedAsync("unreachable", Start, status: null);
        var answered = await FailedAsync("answered", Start, status: 500);
        var before = await FailedAsync("before", Start.AddMinutes(-1), status: null);
        var feed = await AddAsync();

        var result = await IngestAsync(feed, poll => poll with { Pardon = new Pardon(Start, Start.AddMinutes(1), "soon") });

        Assert.Equal(1, result.Pardoned);
        Assert.Equal((2, Start.AddMinutes(1), "soon"), (await FindAsync(unreachable)).Poll is var poll ? (poll.Failures, poll.NextPoll, poll.NextPollReason) : default);
        Assert.Equal(3, (await FindAsync(answered)).Poll.Failures);
        Assert.Equal(3, (await FindAsync(before)).Poll.Failures);
    }

    [Fact]
    public async Task A_pardon_takes_back_every_failure_since_as_far_as_the_history_holds_it_also_of_the_feed_that_found_the_outage()
    {
        var feed = await AddAsync();
        var other = (await Store.AddAsync(new NewFeed(Elsewhere, null, [], Start), default)).Feed;
        foreach (var (failing, failures) in new[] { (feed, 2), (other, 3) })
        {
            for (var n = 1; n <= failures; n++)
                await FailAsync(failing, Start.AddMinutes(n - 2), n);
        }

        var result = await IngestAsync(feed, poll => poll with
        {
            State = poll.State with { LastPoll = Start.AddMinutes(3) }, Uncounted = true, Pardon = new Pardon(Start, Start.AddMinutes(4), "soon"),
        });

        Assert.Equal((2, 1, 1), (result.Pardoned, (await FindAsync(feed.Id)).Poll.Failures, (await FindAsync(other.Id)).Poll.Failures));

        Task FailAsync(Feed failing, DateTimeOffset at, int failures) => IngestAsync(failing, poll => poll with
        {
            State = poll.State with { Status = FeedStatus.Failed, HttpStatus = null, Failures = failures, LastPoll = at }, Trace = Trace(),
        });
    }

    private async Task<(Feed Moving, Feed There)> MergedAsync()
    {
        var moving = await AddAsync();
        var there = (await Store.AddAsync(new NewFeed(Elsewhere, null, [], Start), default)).Feed;
        await IngestAsync(moving, Articles(moving, "one", "two"));
        await IngestAsync(there, Articles(there, "two", "three"));
        await IngestAsync(moving, poll => poll with { MovedTo = Elsewhere });
        return (moving, there);
    }

    private async Task<string> FailedAsync(string name, DateTimeOffset at, int? status)
    {
        var feed = (await Store.AddAsync(new NewFeed($"https://{name}.example/", null, [], Start.AddDays(-1)), default)).Feed;
        await IngestAsync(
            feed,
            poll => poll with
            {
                State = poll.State with { Status = FeedStatus.Failed, HttpStatus = status, Failures = 3, LastPoll = at, NextPoll = Start.AddHours(8) },
            });
        return feed.Id;
    }
}
