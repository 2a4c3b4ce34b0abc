using NewsMonitor.Model;
using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Stories.Tests.Faces;

public sealed class StoryPhasesTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 0, 0, StoryState.Open, StoryPhase.Emerging)]
    [InlineData(2, 60, 119, StoryState.Open, StoryPhase.Emerging)]
    [InlineData(3, 10, 10, StoryState.Open, StoryPhase.Developing)]
    [InlineData(2, 60, 120, StoryState.Open, StoryPhase.Developing)]
    [InlineData(9, 60, 779, StoryState.Open, StoryPhase.Developing)]
    [InlineData(9, 60, 780, StoryState.Open, StoryPhase.Settled)]
    [InlineData(9, 60, 61, StoryState.Closed, StoryPhase.Settled)]
    [InlineData(1, 0, 1, StoryState.Merged, StoryPhase.Settled)]
    public void A_story_emerges_develops_and_settles(int sources, int latestMinute, int nowMinute, StoryState state, StoryPhase phase)
    {
        var story = new Story
        {
            Id = "s",
            Language = "en",
            Headline = "",
            State = state,
            FirstSeen = Start,
            Latest = Start.AddMinutes(nowMinute),
            LatestIndependent = Start.AddMinutes(latestMinute),
            Articles = sources,
            Sources = sources,
            IndependentSources = sources,
        };

        Assert.Equal(phase, StoryPhases.Of(story, Start.AddMinutes(nowMinute), new FaceOptions()));
    }

    [Fact]
    public void Settings_are_checked()
    {
        Assert.Empty(new FaceOptions().Validate());
        Assert.Equal(
            ["NewsMonitor:Stories:Faces:TollFactor is 1; it must be above 1 and below 1000."],
            new StoryOptions { Faces = new FaceOptions { TollFactor = 1 } }.Validate());
    }
}
