using NewsMonitor.Alerts.Digests;
using NewsMonitor.Alerts.Quiet;
using NewsMonitor.Alerts.Zones;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>
/// When one subscription is told, by its quiet hours and its digest. Whether something was held, and until when, follows from when its judgement
/// was due: a time that was slept through is made up for, and nothing else has to be remembered over a restart.
/// </summary>
internal sealed class TellingTimes
{
    // Times are stored in milliseconds.
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    // Longer than it is ever quiet: windows that end before it ended are over.
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromDays(3);

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

    /// <summary>Whether stories are told one by one, but for quiet hours.</summary>
    public bool IsImmediate => _digest is null;

    private string QuietHours => FormattableString.Invariant($"quiet hours from {_hours!.Start:HH':'mm} to {_hours.End:HH':'mm} ({_zone})");

    private string Digested => _schedule!.Every switch
    {
        DigestPeriod.Hourly => $"hourly digest ({_zone})",
        DigestPeriod.Daily => FormattableString.Invariant($"daily digest at {_schedule.At:HH':'mm} ({_zone})"),
        _ => FormattableString.Invariant($"weekly digest on {_schedule.Day} at {_schedule.At:HH':'mm} ({_zone})"),
    };

    /// <param name="due">When the judgement was due: at a story's event, or at the time that the last decision named.</param>
    /// <param name="now">At or after <paramref name="due"/>.</param>
    /// <param name="sources">The story's independent sources.</param>
    /// <param name="correction">What is told takes back what was told before: it is held where another alert would be dropped.</param>
    public TellingTime Judge(DateTimeOffset due, DateTimeOffset now, int sources, bool correction)
    {
        var drops = _hours?.Mode == QuietMode.Drop && !correction;
        return _digest is null ? Immediate(due, now, sources, drops) : Digest(_digest, due, now, drops);
    }

    /// <summary>For a digest: the end of the next window after an instant.</summary>
    public DateTimeOffset After(DateTimeOffset instant) => EndFrom(_digest!, instant + Instant);

    /// <summary>For what was held for a window that is over and was not told then, because it was quiet when it could have been; null for windows of others.</summary>
    public TellingTime? Overdue(DateTimeOffset window, DateTimeOffset now) =>
        _digest is not null && window <= now && EndFrom(_digest, window) == window ? HoldOrTogether(window, now, DigestHolds) : null;

    private TellingTime Immediate(DateTimeOffset due, DateTimeOffset now, int sources, bool drops)
    {
        if (_quiet is null || (_hours!.Mode == QuietMode.Critical && sources >= _hours.CriticalSources))
            return TellingTime.AtOnce;
        var (before, quiet) = (_quiet.QuietUntil(due), _quiet.QuietUntil(now));
        if (drops)
            return (before ?? quiet) is null ? TellingTime.AtOnce : new TellingTime(TellingVerdict.Drop, null, null, $"Not told in {QuietHours}.");
        // What was held until the end is due at the end, which is not quiet any more.
        var end = quiet ?? before ?? (_quiet.QuietUntil(due - Instant) == due ? due : null);
        return end is { } window ? HoldOrTogether(window, now, QuietHolds) : TellingTime.AtOnce;
    }

    private TellingTime Digest(DigestClock digest, DateTimeOffset due, DateTimeOffset now, bool drops)
    {
        if (!drops)
            return HoldOrTogether(EndFrom(digest, due), now, DigestHolds);
        var window = digest.EndFrom(due);
        return window <= now && (_quiet!.QuietUntil(window) ?? _quiet.QuietUntil(now)) is not null
            ? new TellingTime(TellingVerdict.Drop, null, null, $"Not told: the {Digested} comes in {QuietHours}.")
            : HoldOrTogether(window, now, DigestHolds);
    }

    /// <summary>The end of the first window that is told at or after a time: one that ends in quiet hours is told at their end.</summary>
    private DateTimeOffset EndFrom(DigestClock digest, DateTimeOffset at)
    {
        if (_quiet is null || _hours!.Mode == QuietMode.Drop)
            return digest.EndFrom(at);
        for (var window = digest.EndFrom(at - LongestQuiet); ; window = digest.EndFrom(window + Instant))
        {
            var awake = _quiet.AwakeAt(window);
            if (awake >= at)
                return awake;
        }
    }

    private TellingTime HoldOrTogether(DateTimeOffset window, DateTimeOffset now, Func<DateTimeOffset, string> why)
    {
        if (window > now)
            return new TellingTime(TellingVerdict.Hold, window, window, why(window));
        // Late, and it has become quiet meanwhile.
        return _quiet?.QuietUntil(now) is { } end
            ? new TellingTime(TellingVerdict.Hold, window, end, QuietHolds(end))
            : new TellingTime(TellingVerdict.Together, window, null, why(window));
    }

    private string QuietHolds(DateTimeOffset until) => $"Held by {QuietHours} until {Moment.Text(until)}.";

    private string DigestHolds(DateTimeOffset until) => $"Held for the {Digested} until {Moment.Text(until)}.";
}
