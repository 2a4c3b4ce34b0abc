using System.Globalization;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>Checks when a subscriber wants to be told: digests and quiet hours.</summary>
internal sealed class TimingCheck(AlertOptions options)
{
    private const int MaxSources = 1000;

    private static readonly string[] Days = Enum.GetNames<DayOfWeek>();

    /// <param name="delivery"><c>immediate</c>, <c>hourly</c>, <c>daily</c>, <c>weekly</c>; null leaves it as it is.</param>
    /// <param name="at">Local time; null leaves it as it is.</param>
    /// <param name="day">Day of the week; null leaves it as it is.</param>
    /// <param name="existing">As it is; null for immediate.</param>
    /// <returns>Null for immediate.</returns>
    public DigestSchedule? Digest(string? delivery, string? at, string? day, DigestSchedule? existing)
    {
        DigestPeriod? period = delivery switch
        {
            null => existing?.Every,
            "immediate" => null,
            "hourly" => DigestPeriod.Hourly,
            "daily" => DigestPeriod.Daily,
            "weekly" => DigestPeriod.Weekly,
            _ => throw new InvalidInputException("delivery", $"'{delivery}' is not a way of delivery; expected immediate, hourly, daily or weekly."),
        };
        if (at is not null && period is not (DigestPeriod.Daily or DigestPeriod.Weekly))
            throw new InvalidInputException("digestAt", "Only a daily and a weekly digest have a time.");
        if (day is not null && period != DigestPeriod.Weekly)
            throw new InvalidInputException("digestDay", "Only a weekly digest has a day.");
        return period switch
        {
            null => null,
            DigestPeriod.Hourly => new DigestSchedule(DigestPeriod.Hourly, default, DayOfWeek.Monday),
            DigestPeriod.Daily => new DigestSchedule(DigestPeriod.Daily, At(at, existing), DayOfWeek.Monday),
            _ => new DigestSchedule(DigestPeriod.Weekly, At(at, existing), day is null ? KnownDay(existing) : Day(day)),
        };
    }

    /// <param name="input">Null leaves them as they are.</param>
    /// <param name="existing">As they are; null for none.</param>
    public QuietHours? Quiet(QuietHoursInput? input, QuietHours? existing)
    {
        if (input is null)
            return existing;
        if (input.Mode == "none")
        {
            return input is { Start: null, End: null, CriticalSources: null }
                ? null
                : throw new InvalidInputException("quietHours", "With mode none there are no quiet hours, and nothing else is to be said of them.");
        }

        var mode = input.Mode switch
        {
            null or "hold" => QuietMode.Hold,
            "critical" => QuietMode.Critical,
            "drop" => QuietMode.Drop,
            _ => throw new InvalidInputException("quietHours.mode", $"'{input.Mode}' is not a mode; expected hold, critical, drop or none."),
        };
        if (input.CriticalSources is not null && mode != QuietMode.Critical)
            throw new InvalidInputException("quietHours.criticalSources", "Only quiet hours of mode critical take it.");
        if (input.CriticalSources is < 1 or > MaxSources)
            throw new InvalidInputException("quietHours.criticalSources", string.Create(CultureInfo.InvariantCulture, $"{input.CriticalSources} is not between 1 and {MaxSources}."));
        var (start, end) = (Time("quietHours.start", input.Start), Time("quietHours.end", input.End));
        if (start == end)
            throw new InvalidInputException("quietHours.end", "It is the same as the start: that could be no hours or all. Pause the subscription to hear nothing.");
        return new QuietHours(start, end, mode, mode == QuietMode.Critical ? input.CriticalSources ?? options.Quiet.CriticalSources : 0);
    }

    /// <summary>Refuses what would never tell anything.</summary>
    public static void Together(DigestSchedule? digest, QuietHours? quiet)
    {
        if (quiet is not { Mode: QuietMode.Drop } || digest is null or { Every: DigestPeriod.Hourly })
            return;
        if (quiet.Start < quiet.End ? digest.At >= quiet.Start && digest.At < quiet.End : digest.At >= quiet.Start || digest.At < quiet.End)
        {
            throw new InvalidInputException(
                "quietHours.mode", string.Create(CultureInfo.InvariantCulture, $"The digest at {digest.At:HH':'mm} comes in these quiet hours, which would drop it every time."));
        }
    }

    private TimeOnly At(string? at, DigestSchedule? existing) =>
        at is not null ? Time("digestAt", at) : existing is null or { Every: DigestPeriod.Hourly } ? options.Digests.At : existing.At;

    private DayOfWeek KnownDay(DigestSchedule? existing) => existing is { Every: DigestPeriod.Weekly } ? existing.Day : options.Digests.Day;

    private static DayOfWeek Day(string day) => Array.FindIndex(Days, name => name.Equals(day, StringComparison.OrdinalIgnoreCase)) is >= 0 and var number
        ? (DayOfWeek)number
        : throw new InvalidInputException("digestDay", $"'{day}' is not a day of the week; expected monday to sunday.");

    private static TimeOnly Time(string field, string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new InvalidInputException(field, text is null ? "It is missing: a local time such as 22:00." : $"'{text}' is not a time; expected hours and minutes such as 22:00.");
}
