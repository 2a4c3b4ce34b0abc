using System.Globalization;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>Hours and days in GMT in which a feed asks not to be polled (RSS 2.0, skipHours and skipDays).</summary>
internal static class SkipRule
{
    private const int AllHours = (1 << 24) - 1;
    private const int AllDays = (1 << 7) - 1;

    /// <summary>What a document asks for. One that skips every hour, or every day, asks for nothing that can be done: that part is passed over.</summary>
    public static SkippedTimes Of(IReadOnlyList<int> hours, IReadOnlyList<DayOfWeek> days)
    {
        var (hourBits, dayBits) = (hours.Aggregate(0, (bits, hour) => bits | 1 << hour), days.Aggregate(0, (bits, day) => bits | 1 << (int)day));
        return new SkippedTimes(hourBits == AllHours ? 0 : hourBits, dayBits == AllDays ? 0 : dayBits);
    }

    /// <summary>The first time, from this one on, that is not skipped.</summary>
    public static DateTimeOffset Next(SkippedTimes skip, DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();
        if (!Skips(skip, utc))
            return time;
        var hour = new DateTimeOffset(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, TimeSpan.Zero);
        // Every combination that leaves an hour and a day leaves one within a week.
        do
            hour += TimeSpan.FromHours(1);
        while (Skips(skip, hour) && hour - utc <= TimeSpan.FromDays(8));
        return hour;
    }

    /// <summary>The decision, moved out of what the feed skips.</summary>
    /// <param name="jitter">0 to 1: not everybody comes when the hour strikes.</param>
    public static PollDecision Apply(PollDecision decision, SkippedTimes skip, FeedOptions options, double jitter, DateTimeOffset now)
    {
        var allowed = Next(skip, decision.NextPoll);
        if (allowed == decision.NextPoll || options.MaximumSkip == TimeSpan.Zero)
            return decision;
        if (allowed - decision.NextPoll > options.MaximumSkip)
        {
            var latest = decision.NextPoll + options.MaximumSkip;
            return decision with
            {
                NextPoll = latest,
                Reason = $"in {SpanWords.Of(latest - now)}: the feed asks not to be polled until {Words(allowed)}, longer than is obeyed",
                Rule = PollRule.Skip,
            };
        }

        // The allowed time lasts an hour at least.
        var span = options.DefaultInterval < TimeSpan.FromHours(1) ? options.DefaultInterval : TimeSpan.FromHours(1);
        var next = allowed + 2 * options.Jitter * jitter * 0.99 * span;
        return decision with
        {
            NextPoll = next,
            Reason = $"in {SpanWords.Of(next - now)}: the feed asks not to be polled until {Words(allowed)}",
            Rule = PollRule.Skip,
        };
    }

    private static bool Skips(SkippedTimes skip, DateTimeOffset utc) => (skip.Hours >> utc.Hour & 1) == 1 || (skip.Days >> (int)utc.DayOfWeek & 1) == 1;

    private static string Words(DateTimeOffset time) => time.ToString("ddd HH:mm 'GMT'", CultureInfo.InvariantCulture);
}
