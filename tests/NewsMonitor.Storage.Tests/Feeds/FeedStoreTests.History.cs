using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Feeds;

/// <summary>The history of a feed's polls, and what its host is shown.</summary>
public abstract partial class FeedStoreTests
{
    [Fact]
    public async Task A_poll_is_in_its_feeds_history_with_what_it_cost_and_brought()
    {
        var feed = await AddAsync();
        await PollAsync(feed, Start, Articles(feed, "one", "two"));
        await PollAsync(feed, Start.AddHours(1), [Article(feed, "one", "edited"), Article(feed, "three")]);
        await IngestAsync(feed, poll => poll with
        {
            State = poll.State with { LastPoll = Start.AddHours(2), Status = FeedStatus.Failed, HttpStatus = null, Error = "No answer." },
            Trace = new PollTrace(TimeSpan.FromSeconds(30), 0, Keep: 50, Start),
        });
        await ReopenAsync();

        Assert.Equal(
            [
                new PollRecord(2, Start.AddHours(2), TimeSpan.FromSeconds(30), FeedStatus.Failed, null, 0, 0, 0, "No answer."),
                new PollRecord(1, Start.AddHours(1), TimeSpan.FromMilliseconds(120), FeedStatus.Ok, 200, 4321, 1, 1, null),
                new PollRecord(0, Start, TimeSpan.FromMilliseconds(120), FeedStatus.Ok, 200, 4321, 2, 0, null),
            ],
            await HistoryAsync(feed));
    }

    [Fact]
    public async Task A_poll_that_was_overtaken_leaves_no_trace()
    {
        var feed = await AddAsync();
        await PollAsync(feed, Start);

        await Store.IngestAsync(new FeedPoll { FeedId = feed.Id, State = Polled(feed.Poll, Start), Trace = Trace() }, default);

        Assert.Single(await HistoryAsync(feed));
    }

    [Fact]
    public async Task The_history_holds_the_latest_polls_up_to_its_number_page_by_page()
    {
        var feed = await AddAsync();
        for (var n = 0; n < 12; n++)
            await PollAsync(feed, Start.AddMinutes(n), keep: 5);

        var versions = await AllAsync(cursor => Store.PollsAsync(feed.Id, 5, Start, new PageRequest(cursor, 2), default), poll => $"{poll.Version}");

        Assert.Equal(["11", "10", "9", "8", "7"], versions);
    }

    [Fact]
    public async Task Polls_that_brought_nothing_are_in_the_history_in_their_order_whether_or_not_they_have_gone_there_yet()
    {
        var feed = await AddAsync();
        for (var n = 0; n < 30; n++)
            await (n % 13 == 0 ? PollAsync(feed, Start.AddMinutes(n), keep: 20) : QuietAsync(feed, Start.AddMinutes(n), keep: 20));
        await ReopenAsync();

        var history = await HistoryAsync(feed, 20);
        var paged = await AllAsync(cursor => Store.PollsAsync(feed.Id, 20, Start, new PageRequest(cursor, 2), default), poll => $"{poll.Version}");

        Assert.Equal(20, history.Count);
        Assert.Equal(Enumerable.Range(0, history.Count).Select(n => 29L - n), history.Select(poll => poll.Version));
        Assert.Equal(history.Select(poll => $"{poll.Version}"), paged);
        Assert.Equal(new PollRecord(29, Start.AddMinutes(29), TimeSpan.FromMilliseconds(120), FeedStatus.NotModified, 304, 4321, 0, 0, null), history[0]);
        Assert.Equal(new PollRecord(26, Start.AddMinutes(26), TimeSpan.FromMilliseconds(120), FeedStatus.Ok, 200, 4321, 0, 0, null), history[3]);
        Assert.Equal(new PollRecord(25, Start.AddMinutes(25), TimeSpan.FromMilliseconds(120), FeedStatus.NotModified, 304, 4321, 0, 0, null), history[4]);
    }

    [Fact]
    public async Task What_a_hub_pushes_takes_no_place_in_the_history_and_counts_as_no_poll()
    {
        var feed = await AddAsync();
        for (var n = 0; n < 5; n++)
        {
            for (var push = 0; push < 4; push++)
                await IngestAsync(feed, poll => poll);
            await PollAsync(feed, Start.AddMinutes(n), keep: 5);
        }

        Assert.Equal([24, 19, 14, 9, 4], (await HistoryAsync(feed)).Select(poll => (int)poll.Version));
        Assert.Equal((25, 5), (await FindAsync(feed.Id)).Poll is var state ? (state.Version, state.Polls) : default);
    }

    [Fact]
    public async Task Old_polls_are_forgotten_and_so_are_those_beyond_a_smaller_number()
    {
        var feed = await AddAsync();
        for (var n = 0; n < 16; n++)
            await PollAsync(feed, Start.AddMinutes(n), keep: 100);

        await PollAsync(feed, Start.AddDays(1), keep: 10, since: Start.AddMinutes(8));
        Assert.Equal([16, 15, 14, 13, 12, 11, 10, 9, 8], (await HistoryAsync(feed, 10, Start.AddMinutes(8))).Select(poll => (int)poll.Version));
        Assert.Equal([16, 15, 14], (await HistoryAsync(feed, 3)).Select(poll => (int)poll.Version));

        for (var n = 17; n < 24; n++)
            await QuietAsync(feed, Start.AddDays(n), keep: 10);
        Assert.Equal([23, 22, 21, 20, 19, 18, 17, 16, 15, 14], (await HistoryAsync(feed, 100)).Select(poll => (int)poll.Version));
    }

    [Fact]
    public async Task A_history_of_no_polls_stores_none_and_a_removed_feed_takes_its_own_along()
    {
        var feed = await AddAsync();
        await PollAsync(feed, Start, keep: 0);
        Assert.Empty(await HistoryAsync(feed));
        await PollAsync(feed, Start);

        await Store.RemoveAsync(feed.Id, default);
        await AddAsync();

        Assert.Empty(await HistoryAsync(feed));
    }

    [Fact]
    public async Task What_a_feeds_host_is_shown_is_kept_and_taken_back()
    {
        var access = new FeedAccess { Origin = "https://outlet.example:443", User = "desk", Password = "pä:ss", Headers = [new("X-Key", "1 2")] };
        var (feed, _) = await Store.AddAsync(new NewFeed("https://outlet.example/feed", null, [], Start, FullText: true, Access: access), default);
        await ReopenAsync();

        var kept = await FindAsync(feed.Id);
        var changed = await Store.SetAccessAsync(feed.Id, access with { User = null, Password = null, Token = "t" }, Start, default);
        var removed = await Store.SetAccessAsync(feed.Id, null, Start, default);

        Assert.True(kept.FullText);
        Assert.Equivalent(access, kept.Access);
        Assert.Equal((null, null, "t"), (changed!.Access!.User, changed.Access.Password, changed.Access.Token));
        Assert.Null(removed!.Access);
        Assert.Null(await Store.SetAccessAsync("feed_none", access, Start, default));
    }

    [Fact]
    public async Task New_credentials_make_a_feed_due_with_nothing_to_compare_and_end_the_poll_that_is_under_way()
    {
        var feed = await AddAsync();
        await IngestAsync(feed, poll => poll with { State = poll.State with { ETag = "\"1\"", LastModified = "then", BodyHash = "abc", NextPoll = Start.AddDays(1) } });
        var underWay = await FindAsync(feed.Id);

        var changed = await Store.SetAccessAsync(feed.Id, new FeedAccess { Origin = "https://outlet.example:443", Token = "t" }, Start.AddHours(1), default);
        var late = await Store.IngestAsync(new FeedPoll { FeedId = feed.Id, State = underWay.Poll }, default);

        Assert.Equal((null, null, null), (changed!.Poll.ETag, changed.Poll.LastModified, changed.Poll.BodyHash));
        Assert.Equal(Start.AddHours(1), changed.Poll.NextPoll);
        Assert.False(late.Stored);
    }

    [Fact]
    public async Task Pages_are_asked_for_once_the_operator_says_so()
    {
        var feed = await AddAsync();

        Assert.False(feed.FullText);
        Assert.True((await Store.ChangeAsync(feed.Id, new FeedChange(FullText: true), default))!.FullText);
        Assert.True((await Store.ChangeAsync(feed.Id, new FeedChange(Title: "Mine"), default))!.FullText);
        Assert.False((await Store.ChangeAsync(feed.Id, new FeedChange(FullText: false), default))!.FullText);
    }

    private static PollTrace Trace(int keep = 50, DateTimeOffset? since = null) => new(TimeSpan.FromMilliseconds(120), 4321, keep, since ?? Start.AddYears(-1));

    private static FeedPollState Polled(FeedPollState state, DateTimeOffset at) => state with { LastPoll = at, Status = FeedStatus.Ok, HttpStatus = 200 };

    private Task<IngestResult> PollAsync(Feed feed, DateTimeOffset at, Article[]? articles = null, int keep = 50, DateTimeOffset? since = null) =>
        IngestAsync(feed, poll => poll with { State = Polled(poll.State, at), Articles = articles ?? [], Trace = Trace(keep, since) });

    private Task<IngestResult> QuietAsync(Feed feed, DateTimeOffset at, int keep) =>
        IngestAsync(feed, poll => poll with { State = poll.State with { LastPoll = at, Status = FeedStatus.NotModified, HttpStatus = 304 }, Trace = Trace(keep) });

    private async Task<IReadOnlyList<PollRecord>> HistoryAsync(Feed feed, int keep = 50, DateTimeOffset? since = null) =>
        (await Store.PollsAsync(feed.Id, keep, since ?? Start, new PageRequest(), default)).Items;
}
