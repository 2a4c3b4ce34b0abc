using NewsMonitor.Alerts.Matching;

namespace NewsMonitor.Alerts.Tests.Matching;

public sealed class MatchingOptionsTests
{
    [Fact]
    public void Wrong_settings_are_named_with_what_was_expected()
    {
        Assert.Empty(new MatchingOptions().Validate());
        var wrong = new MatchingOptions { UnanchoredPerSubscriber = -1, RebuildAfter = 0, CountedArticles = -1, CountedWindow = TimeSpan.Zero };
        Assert.Equal(
            [
                "NewsMonitor:Alerts:Matching:UnanchoredPerSubscriber is -1; it must be 0 or more.",
                "NewsMonitor:Alerts:Matching:RebuildAfter is 0; it must be 1 or more.",
                "NewsMonitor:Alerts:Matching:CountedArticles is -1; it must be 0 or more.",
                "NewsMonitor:Alerts:Matching:CountedWindow is 00:00:00; it must be above 0.",
            ],
            new AlertOptions { Matching = wrong }.Validate());
    }
}
