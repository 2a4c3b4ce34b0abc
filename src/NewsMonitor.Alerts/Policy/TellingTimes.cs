using NewsMonitor.Alerts.Digests;
using NewsMonitor.Alerts.Quiet;
using NewsMonitor.Alerts.Zones;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>
/// When one subscription is told, by its quiet hours and its digest. Whether something was held, and until when, follows from when its judgement
/// was due: nothing has to be remembered over a restart, and a time that was slept through is made up for.
/// </summary>
internal sealed class TellingTimes
{
    // Times are stored in milliseconds.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly QuietHours? _hours;
    private readonly DigestSchedule? _schedule;
    private readonly QuietClock? _quiet;
    private readonly DigestClock? _digest;
    private readonly string _zone;

    public TellingTimes(Subscription subscription)
    {
        var clock = LocalClock.Of(subscription.TimeZone);
        (_hours, _schedule, _zone) = (subscription.Quiet, subscription.Digest, clock.Name);
        _quiet = _hours is null ? null : new QuietClock(_hours, clock);
        _digest = _schedule is null ? null : new DigestClock(_schedule, clock);
    }

    /// <param name="due">When the judgement was due: at a story's event, or at the time that the last decision named.</param>
    /// <param name="sources">The story's independent sources.</param>
    /// <param name="now">At or after <paramref name="due"/>.</param>
    public TellingTime Judge(DateTimeOffset due, int sources, DateTimeOffset now) =>
        _digest is null ? Immediate(due, sources, now) : Digest(_digest, due, now);

    /// <summary>The next time after one whose window was told already.</summary>
    public DateTimeOffset After(DateTimeOffset window) => EndFrom(_digest!, window + Moment);

    /// <summary>Whether stories are told one by one, but for quiet hours.</summary>
    public bool IsImmediate => _digest is null;

    private TellingTime Immediate(DateTimeOffset due, int sources, DateTimeOffset now)
    {
        if (_quiet is null || (_hours!.Mode == QuietMode.Critical && sources >= _hours.CriticalSources))
            return TellingTime.AtOnce;
        var quiet = _quiet.QuietUntil(due);
        if (_hours.Mode == QuietMode.Drop)
            return quiet is null ? TellingTime.AtOnce : new TellingTime(TellingVerdict.Drop, null, $"Not told: {Quiet}.");
        // What was held until the end is due at the end, which is not quiet any more.
        if ((quiet ?? (_quiet.QuietUntil(due - Moment) == due ? due : null)) is not { } end)
            return TellingTime.AtOnce;
        return HoldOrTogether(end, now, Quiet);
    }

    private TellingTime Digest(DigestClock digest, DateTimeOffset due, DateTimeOffset now)
    {
        if (_hours?.Mode == QuietMode.Drop)
        {
            var window = digest.EndFrom(due);
            return window <= now && _quiet!.QuietUntil(window) is not null
                ? new TellingTime(TellingVerdict.Drop, null, $"Not told: the {Digested} comes in {Quiet}.")
                : HoldOrTogether(window, now, Digested);
        }

        return HoldOrTogether(EndFrom(digest, due), now, Digested);
    }

    /// <summary>The end of the first window that ends at or after a time, put off to the end of the quiet hours that it falls into.</summary>
    private DateTimeOffset EndFrom(DigestClock digest, DateTimeOffset at)
    {
        if (_quiet is null || _hours!.Mode == QuietMode.Drop)
            return digest.EndFrom(at);
        // Windows that end in the quiet hours before it are told at their end.
        for (var window = digest.EndFrom(at - TimeSpan.FromDays(2)); ; window = digest.EndFrom(window + Moment))
        {
            var awake = _quiet.AwakeAt(window);
            if (awake >= at)
                return awake;
        }
    }

    private static TellingTime HoldOrTogether(DateTimeOffset window, DateTimeOffset now, string why) => window > now
        ? new TellingTime(TellingVerdict.Hold, window, $"Held until {window.UtcDateTime:O}: {why}.")
        : new TellingTime(TellingVerdict.Together, window, $"Held until {window.UtcDateTime:O}: {why}.");

    private string Quiet => FormattableString.Invariant($"quiet hours from {_hours!.Start:HH':'mm} to {_hours.End:HH':'mm}, {_zone}");

    private string Digested => _schedule!.Every switch
    {
        DigestPeriod.Hourly => $"hourly digest, {_zone}",
        DigestPeriod.Daily => FormattableString.Invariant($"daily digest at {_schedule.At:HH':'mm}, {_zone}"),
        _ => FormattableString.Invariant($"weekly digest on {_schedule.Day} at {_schedule.At:HH':'mm}, {_zone}"),
    };
}
