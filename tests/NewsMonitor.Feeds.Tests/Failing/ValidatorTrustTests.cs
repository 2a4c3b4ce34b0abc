using NewsMonitor.Feeds.Failing;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Tests.Failing;

public sealed class ValidatorTrustTests
{
    private static readonly DateTimeOffset Now = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);
    private static readonly FeedOptions Options = new();
    private static readonly FeedPollState Told = new()
    {
        NextPoll = Now, NextPollReason = "", Status = FeedStatus.NotModified, HttpStatus = 304, ETag = "\"1\"", Polls = 5,
    };

    [Fact]
    public void News_of_a_poll_that_follows_no_304_raise_no_suspicion()
    {
        foreach (var known in new[] { Told with { HttpStatus = 200 }, Told with { Status = FeedStatus.Ok, HttpStatus = 200 }, Told with { Status = FeedStatus.Failed } })
            Assert.Equal(known, After(known, Validators.None, news: true));
    }

    [Fact]
    public void News_that_a_304_hid_are_counted_and_the_sixth_time_is_enough()
    {
        Assert.Equal(Told with { MissedNews = 1 }, After(Told, Validators.None, news: true));
        Assert.Equal(Told with { MissedNews = 2 }, After(Told with { MissedNews = 1 }, Validators.None, news: true));
        Assert.Equal(Told with { MissedNews = 3, DistrustedUntil = Now.AddDays(7) }, After(Told with { MissedNews = 5 }, Validators.None, news: true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_document_for_a_condition_clears_the_server(bool news) =>
        Assert.Equal(Told, After(Told with { MissedNews = 2 }, new Validators("\"1\"", null), news));

    [Fact]
    public void Silence_neither_accuses_nor_clears() => Assert.Equal(Told with { MissedNews = 2 }, After(Told with { MissedNews = 2 }, Validators.None, news: false));

    [Fact]
    public void Under_suspicion_every_304_is_followed_by_a_poll_that_sends_nothing_unless_such_polls_are_turned_off()
    {
        Assert.True(ValidatorTrust.ToSend(Told, Options, Now).Any);
        Assert.False(ValidatorTrust.ToSend(Told with { MissedNews = 1 }, Options, Now).Any);
        Assert.True(ValidatorTrust.ToSend(Told with { MissedNews = 1, HttpStatus = 200 }, Options, Now).Any);
        Assert.True(ValidatorTrust.ToSend(Told with { MissedNews = 1 }, Options with { UnconditionalEvery = 0 }, Now).Any);
        Assert.False(ValidatorTrust.ToSend(Told with { Polls = 99 }, Options, Now).Any);
        Assert.False(ValidatorTrust.ToSend(Told with { DistrustedUntil = Now.AddSeconds(1) }, Options, Now).Any);
    }

    private static FeedPollState After(FeedPollState known, Validators sent, bool news) =>
        ValidatorTrust.After(known, sent, new Validators("\"2\"", null), known, news, Options, Now);
}
