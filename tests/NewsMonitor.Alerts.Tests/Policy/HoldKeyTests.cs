using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.Policy;

public sealed class HoldKeyTests
{
    [Theory]
    [InlineData(AlertOccasion.Digest)]
    [InlineData(AlertOccasion.More)]
    public void A_key_tells_the_occasion_that_it_holds_for(AlertOccasion occasion) =>
        Assert.Equal(occasion, HoldKey.Occasion(HoldKey.Create(occasion, "2024-10-08T22:00:00Z")));

    [Fact]
    public void Only_several_stories_are_held_together() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HoldKey.Create(AlertOccasion.New, "any"));
}
