using NewsMonitor.Model;

namespace NewsMonitor.Alerts;

/// <summary>
/// What people say of stories that were or will be told: mute, acknowledge, retract. Every method that writes is one transaction, and a decision that was
/// made before it and is not written yet is not written any more. A story that was merged is the one that its id leads to.
/// </summary>
public interface IStoryWishStore
{
    /// <summary>Mutes a story for a subscriber; a mute that is there is replaced.</summary>
    /// <returns>What is stored; null when there is no such story.</returns>
    Task<StoryMute?> MuteAsync(string subscriber, string storyId, DateTimeOffset? until, bool untilDeveloped, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Ends a mute; the story is judged again at once.</summary>
    /// <returns>False when there was none.</returns>
    Task<bool> UnmuteAsync(string subscriber, string storyId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>A subscriber's mutes in the order of their stories' ids, those included that are over and were not followed by an alert yet.</summary>
    Task<Page<StoryMute>> MutesAsync(string subscriber, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Writes that an alert was seen, and those with it that it tells of. The first time stays.</summary>
    /// <returns>The alert as it is now; null when there is none.</returns>
    Task<Alert?> AcknowledgeAsync(string alertId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes that a story is not so. The first time stays.</summary>
    /// <returns>What is stored, and who was told of the story: whom to wake. Null when there is no such story.</returns>
    Task<(StoryRetraction Retraction, IReadOnlyList<string> Subscribers)?> RetractAsync(
        string storyId, string by, string reason, DateTimeOffset now, CancellationToken cancellationToken);
}
