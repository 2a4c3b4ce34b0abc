namespace NewsMonitor.Model;

/// <summary>What becomes of what there is to tell in quiet hours.</summary>
public enum QuietMode
{
    /// <summary>Held, judged again at their end, and told together.</summary>
    Hold,

    /// <summary>A story of many sources is told at once, the others are held.</summary>
    Critical,

    /// <summary>Not told. The story counts as told as it was; what it develops into is told.</summary>
    Drop,
}
