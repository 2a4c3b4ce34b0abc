namespace NewsMonitor.Model;

/// <summary>Where a story is in its life.</summary>
public enum StoryPhase
{
    /// <summary>Young, and few independent sources have it.</summary>
    Emerging,

    /// <summary>Independent reports still come in.</summary>
    Developing,

    /// <summary>Closed, or had no independent report for a while.</summary>
    Settled,
}
