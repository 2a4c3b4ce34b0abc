using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Deliveries;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Deliveries;

public sealed class RetryPolicyTests
{
    private static readonly AlertOptions Plain = new() { RetryJitter = 0 };

    [Fact]
    public void Delays_grow_from_failure_to_failure_until_the_tenth_attempt()
    {
        var delays = Enumerable.Range(1, 9).Select(attempts => RetryPolicy.AfterFailure("msg", attempts, null, Plain, Start).Next!.Value - Start);
        Assert.Equal(
            ["00:00:05", "00:05:00", "00:30:00", "02:00:00", "05:00:00", "10:00:00", "14:00:00", "20:00:00", "1.00:00:00"],
            delays.Select(delay => delay.ToString("c")));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    public void After_ten_attempts_a_delivery_is_given_up(int attempts) => Assert.Null(RetryPolicy.AfterFailure("msg", attempts, null, Plain, Start).Next);

    [Fact]
    public void Jitter_lengthens_by_at_most_its_part_differs_between_deliveries_and_is_reproducible()
    {
        var options = new AlertOptions();
        var delays = Enumerable.Range(0, 500).Select(i => (RetryPolicy.AfterFailure($"msg_{i}", 2, null, options, Start).Next!.Value - Start).TotalMinutes).ToArray();
        Assert.All(delays, delay => Assert.InRange(delay, 5, 5.5));
        Assert.True(delays.Distinct().Count() > 490);
        Assert.Equal(5.25, delays.Average(), 0.02);
        Assert.Equal(RetryPolicy.AfterFailure("msg_7", 2, null, options, Start), RetryPolicy.AfterFailure("msg_7", 2, null, options, Start));
    }

    [Theory]
    [InlineData(60, 300)]
    [InlineData(-60, 300)]
    [InlineData(600, 600)]
    [InlineData(1_000_000, 86_400)]
    public void Retry_after_lengthens_a_delay_within_bounds_and_never_shortens_it(int asked, int seconds) =>
        Assert.Equal(Start.AddSeconds(seconds), RetryPolicy.AfterFailure("msg", 2, TimeSpan.FromSeconds(asked), Plain, Start).Next);

    [Fact]
    public void Whatever_an_endpoint_asks_for_the_wait_is_the_schedules_or_longer_and_within_bounds()
    {
        var samples = from id in Gen.Choose(0, 1_000_000)
                      from attempts in Gen.Choose(1, 9)
                      from asked in Gen.Choose(-100_000, 1_000_000)
                      from says in Gen.Elements(true, false)
                      select (Id: $"msg_{id}", Attempts: attempts, Asked: says ? TimeSpan.FromSeconds(asked) : (TimeSpan?)null);
        var options = new AlertOptions();
        Check.One(Cases.Of(2_000), Prop.ForAll(Arb.From(samples), sample =>
        {
            var least = RetryPolicy.AfterFailure("msg", sample.Attempts, null, Plain, Start).Next!.Value - Start;
            var wait = RetryPolicy.AfterFailure(sample.Id, sample.Attempts, sample.Asked, options, Start).Next!.Value - Start;
            var bounded = sample.Asked is { } asked ? TimeSpan.FromTicks(Math.Min(asked.Ticks, options.RetryAfterMaximum.Ticks)) : TimeSpan.Zero;
            return wait >= least && wait >= bounded && (wait <= least * (1 + options.RetryJitter) || wait == bounded);
        }));
    }

    [Theory]
    [InlineData(429, 60, 60)]
    [InlineData(503, 1_000_000, 86_400)]
    [InlineData(500, 60, null)]
    [InlineData(429, -60, null)]
    public void A_429_or_503_with_retry_after_speaks_of_the_whole_endpoint(int status, int asked, int? rest) => Assert.Equal(
        rest is { } seconds ? Start.AddSeconds(seconds) : null,
        RetryPolicy.Rest(new ChannelResult { Outcome = ChannelOutcome.Failed, HttpStatus = status, RetryAfter = TimeSpan.FromSeconds(asked) }, Plain, Start));
}
