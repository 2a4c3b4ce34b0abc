namespace NewsMonitor.Model;

/// <summary>That a subscriber wants to hear nothing of a story for a while. It is over at the time or when the story develops, whichever is first.</summary>
public sealed record StoryMute
{
    public required string Subscriber { get; init; }

    /// <summary>The story as it is now: a merge moves the mute, a split keeps it for both.</summary>
    public required string StoryId { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it ends; null when no time ends it.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether a material development ends it.</summary>
    public required bool UntilDeveloped { get; init; }

    /// <summary>Independent sources that the story had when it was muted: growth is measured from there.</summary>
    public required int Sources { get; init; }

    /// <summary>The story's highest assignment when it was muted: facts that came later are new.</summary>
    public required long Assignment { get; init; }
}
