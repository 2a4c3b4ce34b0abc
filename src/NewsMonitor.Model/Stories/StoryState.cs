namespace NewsMonitor.Model;

public enum StoryState
{
    /// <summary>New articles may join it.</summary>
    Open,

    /// <summary>Had no article for a while: no candidate any more, kept as history.</summary>
    Closed,
}
