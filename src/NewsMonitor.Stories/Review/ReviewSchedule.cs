using NewsMonitor.Model;

namespace NewsMonitor.Stories.Review;

/// <summary>When a story is looked at again: soon after it got articles, ever more rarely while it is quiet.</summary>
public static class ReviewSchedule
{
    /// <summary>How long a story waits at whose look something failed: what failed once fails again, and each time costs a rebuild of the index.</summary>
    public static readonly TimeSpan AfterFailure = TimeSpan.FromDays(1);

    /// <summary>As long again as it has been quiet, and at least the option's time: after 2 minutes, 4, 8, 16 ...</summary>
    public static DateTimeOffset Next(Story story, StoryOptions options, DateTimeOffset now)
    {
        var quiet = now - story.Latest;
        return now + (quiet > options.ReviewAfter ? quiet : options.ReviewAfter);
    }
}
