namespace NewsMonitor.Model;

public enum StoryState
{
    /// <summary>New articles may join it.</summary>
    Open,

    /// <summary>Had no article for a while: no candidate any more, kept as history.</summary>
    Closed,

    /// <summary>It went up into another story, to which its id leads; it has no articles of its own.</summary>
    Merged,
}
