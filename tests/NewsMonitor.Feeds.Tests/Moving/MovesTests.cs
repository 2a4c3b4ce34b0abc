using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Moving;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Tests.Moving;

public sealed class MovesTests
{
    private const string Old = "https://old.example/feed";
    private const string New = "https://new.example/feed";

    private static readonly DateTimeOffset Now = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);
    private static readonly FeedOptions Options = new();

    [Fact]
    public void A_feed_that_answers_where_it_is_asked_forgets_a_move_that_was_announced()
    {
        var decision = Moves.Decide(Old, new FeedMove(New, Now.AddDays(-9), 9), [], Options, Now);

        Assert.Equal((MoveKind.None, null, null), (decision.Kind, decision.Pending, decision.To));
    }

    [Theory]
    [InlineData(301, MoveKind.Adopted)]
    [InlineData(308, MoveKind.Adopted)]
    [InlineData(302, MoveKind.Temporary)]
    [InlineData(303, MoveKind.Temporary)]
    [InlineData(307, MoveKind.Temporary)]
    public void Only_301_and_308_move_a_feed(int status, MoveKind kind)
    {
        var decision = Moves.Decide(Old, new FeedMove(New, Now.AddDays(-9), 9), [new Redirect(status, New)], Options, Now);

        Assert.Equal((kind, kind == MoveKind.Adopted ? New : null, null), (decision.Kind, decision.To, decision.Pending));
    }

    [Theory]
    [InlineData(1, 24, MoveKind.Awaited)]
    [InlineData(2, 23, MoveKind.Awaited)]
    [InlineData(2, 24, MoveKind.Adopted)]
    [InlineData(99, 23, MoveKind.Awaited)]
    public void Neither_many_polls_nor_much_time_is_enough_alone(int seen, int hours, MoveKind kind)
    {
        var before = new FeedMove(New, Now.AddHours(-hours), seen);

        Assert.Equal(kind, Moves.Decide(Old, before, [new Redirect(301, New)], Options, Now).Kind);
    }

    [Fact]
    public void Another_target_begins_anew()
    {
        var decision = Moves.Decide(Old, new FeedMove("https://other.example/", Now.AddDays(-9), 9), [new Redirect(301, New)], Options, Now);

        Assert.Equal(new FeedMove(New, Now, 1), decision.Pending);
        Assert.Equal("It may have moved: one good poll was led to https://new.example/feed.", decision.Reason);
    }

    [Fact]
    public void Of_a_chain_the_part_counts_that_is_for_good()
    {
        Redirect[] chain = [new(301, "https://a.example/"), new(308, New), new(302, "https://edge.example/today"), new(301, "https://later.example/")];

        Assert.Equal(New, Moves.Decide(Old, null, chain, Options, Now).Pending!.To);
    }

    [Theory]
    [InlineData("http://new.example/feed")]
    [InlineData("https://new.example/feed|http://plain.example/|https://back.example/")]
    public void Nobody_is_moved_from_https_to_http(string targets)
    {
        Redirect[] chain = [.. targets.Split('|').Select(to => new Redirect(301, to))];

        var decision = Moves.Decide(Old, null, chain, Options, Now);

        Assert.Equal(chain.Length == 1 ? null : New, decision.Pending?.To);
        if (chain.Length == 1)
            Assert.Equal((MoveKind.Refused, "http://new.example/feed is not encrypted: a feed is not moved from https to http."), (decision.Kind, decision.Reason));
    }

    [Fact]
    public void A_feed_on_http_may_move_to_http_and_to_https()
    {
        Assert.Equal(MoveKind.Awaited, Moves.Decide("http://old.example/", null, [new Redirect(301, "http://new.example/")], Options, Now).Kind);
        Assert.Equal(MoveKind.Awaited, Moves.Decide("http://old.example/", null, [new Redirect(301, "https://old.example/")], Options, Now).Kind);
    }

    [Theory]
    [InlineData("https://name:secret@new.example/feed")]
    [InlineData(null)]
    public void A_url_that_no_feed_may_have_is_refused(string? to)
    {
        var decision = Moves.Decide(Old, null, [new Redirect(301, to ?? $"https://new.example/{new string('x', FeedUrl.MaxLength)}")], Options, Now);

        Assert.Equal((MoveKind.Refused, null), (decision.Kind, decision.Pending));
    }

    [Fact]
    public void However_polls_are_redirected_a_feed_moves_only_after_enough_of_them_over_enough_time_and_never_off_https()
    {
        string[] urls = [New, "https://other.example/", "http://plain.example/", Old];
        var redirect = from status in Gen.Elements(301, 302, 303, 307, 308) from to in Gen.Elements(urls) select new Redirect(status, to);
        var poll = from hours in Gen.Choose(0, 30) from chain in Gen.ListOf(redirect) select (hours, Chain: chain.Take(5).ToArray());

        Prop.ForAll(Gen.ListOf(poll).ToArbitrary(), polls =>
        {
            FeedMove? move = null;
            var now = Now;
            var led = new List<(DateTimeOffset At, string[] Targets)>();
            foreach (var (hours, chain) in polls)
            {
                now = now.AddHours(hours);
                var decision = Moves.Decide(Old, move, chain, Options, now);
                led.Add((now, [.. chain.TakeWhile(r => r.Permanent).Select(r => r.To)]));
                move = decision.Pending;
                if (decision.Kind != MoveKind.Adopted)
                    continue;
                var run = led.AsEnumerable().Reverse().TakeWhile(p => p.Targets.Contains(decision.To)).ToList();
                return decision.To!.StartsWith("https:", StringComparison.Ordinal) && run.Count >= Options.MovePolls && now - run[^1].At >= Options.MoveAfter;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20241008, 5));
    }
}
