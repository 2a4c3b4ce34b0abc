using NewsMonitor.Alerts.Deliveries;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Deliveries;

public sealed class EndpointRuleTests
{
    private static readonly DeliveryOptions Options = new();

    [Theory]
    [InlineData(5 * 24, 10, true)]
    [InlineData((5 * 24) - 1, 100, false)]
    [InlineData(30 * 24, 9, false)]
    public void An_endpoint_is_disabled_after_failures_over_five_days_of_which_there_were_enough(int hours, int failures, bool disabled) =>
        Assert.Equal(disabled, EndpointRule.WhyDisabled(new EndpointHealth(Start, Start.AddHours(hours), failures), Options) is not null);

    [Fact]
    public void An_endpoint_in_good_health_is_not_disabled() => Assert.Null(EndpointRule.WhyDisabled(EndpointHealth.Good, Options));

    [Fact]
    public void The_reason_says_how_often_and_since_when_it_failed() => Assert.Equal(
        "All 14 attempts from 2024-10-08 09:00 to 2024-10-13 10:30 UTC failed.",
        EndpointRule.WhyDisabled(new EndpointHealth(Start, Start.AddDays(5).AddHours(1.5), 14), Options));

    [Fact]
    public void Wrong_settings_are_named()
    {
        var wrong = new DeliveryOptions
        {
            FailingFor = TimeSpan.Zero, FailingAttempts = 0, NoticeEndpoints = -1, AttemptsKeptFor = TimeSpan.FromHours(1), EndpointsKeptFor = TimeSpan.FromHours(2), ReplayMost = 0,
        };
        Assert.Equal(
            ["FailingFor is 00:00:00", "FailingAttempts is 0", "NoticeEndpoints is -1", "AttemptsKeptFor is 01:00:00", "EndpointsKeptFor is 02:00:00", "ReplayMost is 0"],
            new AlertOptions { Deliveries = wrong }.Validate().Select(sentence => sentence["NewsMonitor:Alerts:Deliveries:".Length..sentence.IndexOf(';', StringComparison.Ordinal)]));
        Assert.Empty(new AlertOptions().Validate());
    }
}
