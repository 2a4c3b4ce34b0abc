namespace NewsMonitor.Model;

public enum StoryEventKind
{
    /// <summary>The article began the story.</summary>
    Began,

    /// <summary>An independent article joined.</summary>
    Joined,

    /// <summary>A copy of an article that the story already had joined.</summary>
    Copied,
}
