using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Wishes;

/// <summary>Who wants to hear nothing of a story, and until when; without a time or a development: until it develops.</summary>
internal sealed record MuteBody
{
    /// <summary>May be left out with a subscriber's own key.</summary>
    public string? Subscriber { get; init; }

    /// <summary>When the mute ends; null when no time ends it.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether a material development or a retraction ends the mute, also before its time. True when there is no time.</summary>
    public bool? UntilDeveloped { get; init; }
}

/// <summary>A story of which a subscriber hears nothing for a while.</summary>
/// <param name="Story">As it is now: it may have been merged.</param>
/// <param name="At">When it was muted.</param>
/// <param name="Until">When the mute ends; null when no time ends it.</param>
/// <param name="UntilDeveloped">Whether a material development or a retraction ends it.</param>
internal sealed record MutedStoryBody(string Subscriber, string Story, DateTimeOffset At, DateTimeOffset? Until, bool UntilDeveloped)
{
    public static MutedStoryBody From(StoryMute mute) => new(mute.Subscriber, mute.StoryId, mute.At, mute.Until, mute.UntilDeveloped);
}

/// <summary>That a story is not so.</summary>
internal sealed record RetractBody
{
    /// <summary>Why; those who were told of the story will read it. At most 500 characters.</summary>
    public required string Reason { get; init; }
}

/// <summary>That a story is not so, as it was said first.</summary>
/// <param name="Story">As it is now: it may have been merged.</param>
internal sealed record RetractionBody(string Story, DateTimeOffset At, string By, string Reason)
{
    public static RetractionBody From(StoryRetraction retraction) => new(retraction.StoryId, retraction.At, retraction.By, retraction.Reason);
}
