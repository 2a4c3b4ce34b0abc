using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Stories.Tests;

public sealed class StoryOptionsTests
{
    [Fact]
    public void The_defaults_are_usable() => Assert.Empty(new StoryOptions().Validate());

    public static TheoryData<string, StoryOptions> Wrong => new()
    {
        { "CloseAfter is 00:59:00; it must be an hour to 3650 days.", new StoryOptions { CloseAfter = TimeSpan.FromMinutes(59) } },
        // Longer ago than there are days.
        { "CloseAfter is 10675199.02:48:05.4775807; it must be an hour to 3650 days.", new StoryOptions { CloseAfter = TimeSpan.MaxValue } },
        { "MaximumOpenStories is 99; it must be 100 or more.", new StoryOptions { MaximumOpenStories = 99 } },
        { "Threshold is NaN; it must be above 0 and below 100.", new StoryOptions { Threshold = double.NaN } },
        { "Candidates is 1; it must be 2 to 200.", new StoryOptions { Candidates = 1 } },
        { "ReviewAfter is 00:00:00; it must be above zero and at most 30 days.", new StoryOptions { ReviewAfter = TimeSpan.Zero } },
        { "ReviewAfter is 10675199.02:48:05.4775807; it must be above zero and at most 30 days.", new StoryOptions { ReviewAfter = TimeSpan.MaxValue } },
        // No timer waits longer than 49 days.
        { "Sweep is 50.00:00:00; it must be above zero and at most a day.", new StoryOptions { Sweep = TimeSpan.FromDays(50) } },
        { "EmbeddingTimeout is 00:02:00; it must be above zero and at most a minute.", new StoryOptions { EmbeddingTimeout = TimeSpan.FromMinutes(2) } },
        { "Faces:ReadArticles is 0; it must be 1 to 1000.", new StoryOptions { Faces = new FaceOptions { ReadArticles = 0 } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_with_what_it_must_be(string sentence, StoryOptions options) =>
        Assert.Equal($"NewsMonitor:Stories:{sentence}", Assert.Single(options.Validate()));
}
