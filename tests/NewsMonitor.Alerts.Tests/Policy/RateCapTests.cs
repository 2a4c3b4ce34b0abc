using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Policy;

public sealed class RateCapTests
{
    private static readonly AlertOptions Options = new() { RateCap = 3, RateWindow = TimeSpan.FromMinutes(10) };

    private static readonly DateTimeOffset Now = Start.AddMinutes(14);

    [Fact]
    public void Below_the_cap_nothing_is_held() => Assert.Equal(AlertVerdict.Send, RateCap.Apply(Sending, 2, Options, Now).Verdict);

    [Fact]
    public void At_the_cap_an_alert_is_held_until_the_window_ends_to_be_told_with_the_others()
    {
        var decision = RateCap.Apply(Sending, 3, Options, Now);
        Assert.Equal(
            new AlertHold(
                Start.AddMinutes(20),
                "3 alerts since 2024-10-08T09:10:00Z, the most within 00:10:00; what is more is told together at 2024-10-08T09:20:00Z.",
                "more:2024-10-08T09:20:00Z"),
            decision.Held);
    }

    [Fact]
    public void What_is_told_together_is_not_held() => Assert.Equal(AlertVerdict.Send, RateCap.Apply(Sending.With("digest:night"), 3, Options, Now).Verdict);

    [Fact]
    public void What_is_not_sent_is_not_held() => Assert.Equal(AlertVerdict.Nothing, RateCap.Apply(AlertDecision.Nothing("No."), 3, Options, Now).Verdict);

    [Fact]
    public void A_cap_of_zero_is_none() => Assert.Equal(AlertVerdict.Send, RateCap.Apply(Sending, 9999, Options with { RateCap = 0 }, Now).Verdict);

    [Fact]
    public void Wrong_limits_are_told()
    {
        Assert.Equal(
            [
                "NewsMonitor:Alerts:RateCap is -1; it must be 0 or more.",
                "NewsMonitor:Alerts:RateWindow is 00:00:00; it must be above 0 and at most 1 day.",
                "NewsMonitor:Alerts:MuteMaximum is 00:00:00; it must be above 0.",
                "NewsMonitor:Alerts:PayloadStories is 0; it must be 1 or more.",
            ],
            new AlertOptions { RateCap = -1, RateWindow = TimeSpan.Zero, MuteMaximum = TimeSpan.Zero, PayloadStories = 0 }.Validate());
    }

    private static AlertDecision Sending => AlertDecision.Send(AlertOccasion.New, [], "1 independent source.");
}
