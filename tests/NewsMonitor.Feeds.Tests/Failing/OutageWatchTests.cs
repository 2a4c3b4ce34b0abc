using NewsMonitor.Feeds.Failing;
using NewsMonitor.Feeds.Fetching;

namespace NewsMonitor.Feeds.Tests.Failing;

public sealed class OutageWatchTests
{
    private static readonly DateTimeOffset Now = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);
    private readonly OutageWatch _watch = new(new FeedOptions { OutageHosts = 3, OutageAfter = TimeSpan.FromSeconds(30) });

    [Fact]
    public void When_several_hosts_fall_silent_and_nobody_answers_for_a_while_it_is_our_own_fault()
    {
        Assert.False(Unreachable("a", 0).Outage);
        Assert.False(Unreachable("b", 10).Outage);
        Assert.False(Unreachable("c", 20).Outage);
        Assert.Equal(new OutageVerdict(true, true, Now), Unreachable("a", 30));
        Assert.Equal(new OutageVerdict(true, false, Now), Unreachable("d", 31));
    }

    [Fact]
    public void One_host_that_is_down_however_long_is_its_own_fault()
    {
        for (var second = 0; second < 1000; second++)
            Assert.False(Unreachable("a", second).Outage);
    }

    [Fact]
    public void An_answer_of_anybody_ends_it_and_all_begins_anew()
    {
        Begin();

        Assert.Equal(new OutageVerdict(false, true, Now), Saw("z", Answer(500), 40));
        Assert.Equal(new OutageVerdict(false, false, null), Saw("z", Answer(200), 41));
        Assert.False(Unreachable("a", 100).Outage);
    }

    [Fact]
    public void Answers_in_between_keep_it_from_beginning()
    {
        for (var second = 0; second < 1000; second += 3)
        {
            Assert.False(Unreachable("a", second).Outage);
            Assert.False(Unreachable("b", second).Outage);
            Assert.False(Unreachable("c", second).Outage);
            Saw("z", Answer(304), second + 1);
        }
    }

    [Fact]
    public void Hosts_that_were_down_before_prove_nothing()
    {
        foreach (var host in new[] { "a", "b", "c", "d" })
            Assert.False(_watch.Saw(Url(host), Failure(FetchFailure.Connection), answeredBefore: false, Now).Outage);
        Assert.False(_watch.Saw(Url("e"), Failure(FetchFailure.Connection), answeredBefore: false, Now.AddHours(1)).Outage);
        // But once it is known for an outage, they are not blamed for it.
        Begin();
        Assert.True(_watch.Saw(Url("e"), Failure(FetchFailure.Connection), answeredBefore: false, Now.AddHours(1)).Outage);
    }

    [Theory]
    [InlineData(FetchFailure.NameResolution, true)]
    [InlineData(FetchFailure.Connection, true)]
    [InlineData(FetchFailure.Tls, true)]
    [InlineData(FetchFailure.Timeout, true)]
    [InlineData(FetchFailure.AddressRefused, false)]
    [InlineData(FetchFailure.BadUrl, false)]
    [InlineData(FetchFailure.Protocol, false)]
    public void What_never_reached_a_server_counts_and_what_was_refused_here_does_not(FetchFailure failure, bool counts)
    {
        foreach (var host in new[] { "a", "b", "c" })
            Saw(host, Failure(failure), 0);

        Assert.Equal(counts, Saw("a", Failure(failure), 30).Outage);
    }

    [Theory]
    [InlineData(FetchFailure.WebPage, 200)]
    [InlineData(FetchFailure.HttpStatus, 511)]
    [InlineData(FetchFailure.AddressRefused, null)]
    [InlineData(FetchFailure.AddressRefused, 302)]
    // Its portal's host, to which it leads everybody, is asked by too many.
    [InlineData(FetchFailure.HostBusy, 302)]
    public void What_captive_portals_answer_for_everybody_neither_begins_an_outage_nor_ends_it(FetchFailure failure, int? status)
    {
        var portal = new FetchFailed(new FetchExchange { FinalUrl = "http://a/", HttpStatus = status }, failure, "");
        foreach (var host in new[] { "a", "b", "c", "a" })
            Assert.Equal(new OutageVerdict(false, false, null), Saw(host, portal, 0));
        Begin();

        Assert.Equal(new OutageVerdict(true, false, Now), Saw("a", portal, 50));
        Assert.True(Unreachable("a", 51).Outage);
        Assert.Equal(new OutageVerdict(false, true, Now), Saw("z", Answer(200), 52));
        Assert.False(Saw("a", portal, 53).Outage);
    }

    private void Begin()
    {
        foreach (var host in new[] { "a", "b", "c" })
            Unreachable(host, 0);
        Assert.True(Unreachable("a", 30).Changed);
    }

    private OutageVerdict Unreachable(string host, int second) => Saw(host, Failure(FetchFailure.Connection), second);

    private static string Url(string host) => $"https://{host}.example/feed";

    private OutageVerdict Saw(string host, FetchResult result, int second) => _watch.Saw(Url(host), result, answeredBefore: true, Now.AddSeconds(second));

    private static NotModified Answer(int status) => new(new FetchExchange { FinalUrl = "http://z/", HttpStatus = status });

    private static FetchFailed Failure(FetchFailure failure) => new(new FetchExchange { FinalUrl = "http://a/" }, failure, "");
}
