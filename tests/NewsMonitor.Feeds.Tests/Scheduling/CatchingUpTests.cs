using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Feeds.Scheduling;

namespace NewsMonitor.Feeds.Tests.Scheduling;

/// <summary>Ten thousand feeds, simulated: whatever their hosts and intervals, as long as the hosts' spacing leaves room for them at all.</summary>
public sealed class CatchingUpTests
{
    private const int Feeds = 10_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);
    private static readonly FeedOptions Options = new() { HostSpacing = TimeSpan.FromSeconds(1), HostConcurrency = 2 };
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(10).WithReplay(20241008, 5);

    [Fact]
    public void All_that_are_due_at_once_are_polled_within_their_interval_and_their_hosts_are_spared() =>
        Check.One(Config, Prop.ForAll<int>(seed => InTime(Make(seed, Start), seed)));

    [Fact]
    public void All_that_came_due_in_a_stop_are_spread_out_and_polled_within_their_interval() =>
        Check.One(Config, Prop.ForAll<int>(seed =>
        {
            var due = Make(seed, Start.AddHours(-8));
            var moved = Recovery.Plan(due, Options, Start).ToDictionary(poll => poll.FeedId, poll => poll.To, StringComparer.Ordinal);
            var perSecond = moved.Values.GroupBy(at => (long)(at - Start).TotalSeconds).Max(second => second.Count());
            // The rate, and what has to be faster for its own interval's sake: here, feeds of two minutes and more.
            return perSecond <= Feeds / 60 + Options.RecoveryRate
                && InTime([.. due.Select(feed => feed with { NextPoll = moved.GetValueOrDefault(feed.FeedId, Start) })], seed);
        }));

    [Fact]
    public void Feeds_that_are_due_for_long_are_moved_only_where_they_are_many()
    {
        var due = Make(1, Start.AddHours(-8));

        Assert.Empty(Recovery.Plan([.. due.Take(64)], Options, Start));
        var moved = Recovery.Plan([.. due.Take(650).Select(feed => feed with { Interval = TimeSpan.FromHours(1) })], Options, Start);
        Assert.Equal("in 64.9 s: many feeds were due after a stop", moved.Single(poll => poll.FeedId == due[649].FeedId).Reason);
        Assert.All(moved, poll => Assert.True(poll.To > Start && poll.From == Start.AddHours(-8)));
    }

    /// <summary>Hosts of 1 to 200 feeds; the n-th most urgent feed of a host has time for twice n polls of it.</summary>
    private static List<DueFeed> Make(int seed, DateTimeOffset at)
    {
        var random = new Random(seed);
        var feeds = new List<DueFeed>();
        for (var host = 0; feeds.Count < Feeds; host++)
        {
            var size = Math.Min(Feeds - feeds.Count, (int)Math.Pow(200, random.NextDouble()));
            for (var n = 1; n <= size; n++)
            {
                var interval = TimeSpan.FromSeconds(Math.Clamp(Math.Pow(7200, random.NextDouble()), Math.Max(120, 2 * n + 60), 7200));
                feeds.Add(new DueFeed($"{host}/{n}", $"host{host}", at, interval));
            }
        }

        var shuffled = feeds.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    /// <summary>Polls that take up to a second; sweeps that bring what the scheduler asks for.</summary>
    private static bool InTime(List<DueFeed> feeds, int seed)
    {
        var random = new Random(seed);
        var line = new PollLine(Options.HostConcurrency, Options.HostSpacing, Options.DefaultInterval);
        var due = new SortedSet<(DateTimeOffset At, int Index)>(feeds.Select((feed, index) => (feed.NextPoll, index)));
        var index = feeds.Select((feed, i) => (feed.FeedId, i)).ToDictionary(f => f.FeedId, f => f.i, StringComparer.Ordinal);
        var running = new PriorityQueue<DueFeed, DateTimeOffset>();
        var lastOfHost = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var polled = 0;
        for (var now = Start; polled < Feeds; now += Tick)
        {
            while (running.TryPeek(out var ended, out var end) && end <= now)
            {
                running.Dequeue();
                line.Finish(ended, now);
            }

            if ((now - Start).Ticks % Options.SweepInterval.Ticks == 0 && running.Count < Options.MaximumConcurrentPolls)
            {
                foreach (var (_, found) in due.TakeWhile(f => f.At <= now).Take(line.Count + 4 * Options.MaximumConcurrentPolls).ToList())
                    line.Add(feeds[found], now);
            }

            while (running.Count < Options.MaximumConcurrentPolls && line.Take(now) is { } feed)
            {
                if (now - Start > feed.Interval || (lastOfHost.TryGetValue(feed.Host, out var last) && now - last < Options.HostSpacing))
                    return false;
                lastOfHost[feed.Host] = now;
                due.Remove((feed.NextPoll, index[feed.FeedId]));
                running.Enqueue(feed, now + random.NextDouble() * TimeSpan.FromSeconds(1));
                polled++;
            }
        }

        return true;
    }
}
