using NewsMonitor.Model;

namespace NewsMonitor.Stories.Faces;

/// <summary>Where a story is in its life: a function of the story and the time.</summary>
public static class StoryPhases
{
    public static StoryPhase Of(Story story, DateTimeOffset now, FaceOptions options)
    {
        if (story.State != StoryState.Open || now - story.LatestIndependent >= options.SettledAfter)
            return StoryPhase.Settled;
        return story.IndependentSources < options.EmergingSources && now - story.FirstSeen < options.EmergingFor ? StoryPhase.Emerging : StoryPhase.Developing;
    }
}
