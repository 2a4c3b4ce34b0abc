using NewsMonitor.Feeds.Failing;

namespace NewsMonitor.Feeds.Tests.Failing;

public sealed class GoneDecisionTests
{
    private static readonly DateTimeOffset Now = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan After = TimeSpan.FromHours(6);

    [Fact]
    public void A_first_410_is_remembered_and_does_not_stop() =>
        Assert.Equal(new GoneDecision(Now, false, null), GoneDecision.Decide(null, 410, After, Now));

    [Fact]
    public void A_second_one_too_soon_changes_nothing() =>
        Assert.Equal(new GoneDecision(Now.AddHours(-5), false, null), GoneDecision.Decide(Now.AddHours(-5), 410, After, Now));

    [Fact]
    public void A_second_one_hours_later_stops_and_says_so() =>
        Assert.Equal(
            new GoneDecision(Now.AddHours(-6), true, "The server has answered 410 (Gone) since 2024-10-08 03:00 UTC: polling is stopped until it is resumed by hand."),
            GoneDecision.Decide(Now.AddHours(-6), 410, After, Now));

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(200)]
    public void Another_answer_between_them_takes_the_first_one_back(int status) =>
        Assert.Equal(new GoneDecision(null, false, null), GoneDecision.Decide(Now.AddHours(-9), status, After, Now));

    [Fact]
    public void No_answer_says_nothing_about_it() =>
        Assert.Equal(new GoneDecision(Now.AddHours(-9), false, null), GoneDecision.Decide(Now.AddHours(-9), null, After, Now));
}
