using System.Globalization;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Wishes;

/// <summary>Takes in what people say of stories that were or will be told: checks it, stores it, and has the subscribers judged anew.</summary>
public sealed class StoryWishes(IStoryWishStore store, ISubscriberWakes wakes, AlertOptions options, TimeProvider clock)
{
    private const int ReasonLength = 500;

    /// <summary>Mutes a story for a subscriber: until a time, until it develops, or until the first of both. Neither: until it develops.</summary>
    /// <returns>Null when there is no such story.</returns>
    /// <exception cref="InvalidInputException">Names <c>subscriber</c> or <c>until</c>.</exception>
    public async Task<StoryMute?> MuteAsync(string? subscriber, string storyId, DateTimeOffset? until, bool? untilDeveloped, CancellationToken cancellationToken)
    {
        var who = Line("subscriber", subscriber, options.NameLength, "Muting needs a subscriber: who wants to hear nothing of the story.");
        var now = clock.GetUtcNow();
        if (until <= now)
            throw new InvalidInputException("until", "The time is over; expected one that is yet to come.");
        if (until - now > options.MuteMaximum)
            throw new InvalidInputException("until", string.Create(CultureInfo.InvariantCulture, $"A story can be muted for {options.MuteMaximum.TotalDays:0.##} days at most."));
        if (until is null && untilDeveloped == false)
            throw new InvalidInputException("untilDeveloped", "Nothing would end the mute; expected a time in until, or true.");
        return await store.MuteAsync(who, storyId, until, untilDeveloped ?? until is null, now, cancellationToken);
    }

    /// <returns>False when the story was not muted.</returns>
    public async Task<bool> UnmuteAsync(string? subscriber, string storyId, CancellationToken cancellationToken)
    {
        var who = Line("subscriber", subscriber, options.NameLength, "Who muted the story?");
        if (!await store.UnmuteAsync(who, storyId, clock.GetUtcNow(), cancellationToken))
            return false;
        await wakes.WakeAsync([who], cancellationToken);
        return true;
    }

    public Task<Page<StoryMute>> MutesAsync(string? subscriber, PageRequest page, CancellationToken cancellationToken) =>
        store.MutesAsync(Line("subscriber", subscriber, options.NameLength, "Whose mutes?"), page, cancellationToken);

    /// <returns>Null when there is no such alert.</returns>
    public Task<Alert?> AcknowledgeAsync(string alertId, CancellationToken cancellationToken) => store.AcknowledgeAsync(alertId, clock.GetUtcNow(), cancellationToken);

    /// <summary>Says that a story is not so: who was told of it is told of that.</summary>
    /// <param name="by">Who says it.</param>
    /// <returns>Null when there is no such story.</returns>
    /// <exception cref="InvalidInputException">Names <c>reason</c>.</exception>
    public async Task<StoryRetraction?> RetractAsync(string storyId, string by, string? reason, CancellationToken cancellationToken)
    {
        var why = Line("reason", reason, ReasonLength, "A retraction needs a reason, which those who were told will read.");
        if (await store.RetractAsync(storyId, by, why, clock.GetUtcNow(), cancellationToken) is not { } retracted)
            return null;
        await wakes.WakeAsync(retracted.Subscribers, cancellationToken);
        return retracted.Retraction;
    }

    private static string Line(string field, string? value, int most, string missing)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text))
            throw new InvalidInputException(field, missing);
        if (text.Length > most)
            throw new InvalidInputException(field, string.Create(CultureInfo.InvariantCulture, $"It has {text.Length} characters; at most {most} are taken."));
        return text.Any(char.IsControl) ? throw new InvalidInputException(field, "It has control characters; expected one line of text.") : text;
    }
}
