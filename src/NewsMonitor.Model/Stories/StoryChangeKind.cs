namespace NewsMonitor.Model;

public enum StoryChangeKind
{
    /// <summary>Two stories were one event: all articles of the one went to the other, whose id it leads to from then on.</summary>
    Merged,

    /// <summary>A story held two events: some of its articles became a story of their own.</summary>
    Split,

    /// <summary>Articles went from one story to another.</summary>
    Moved,
}
