using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>
/// Decides when a feed is polled next. Pure: the same state, outcome, options and jitter give the same decision.
/// <list type="bullet">
/// <item>A feed that is new to us starts at half its own rhythm, or at the default interval when its dates do not tell one.</item>
/// <item>News halve the interval, starting at most from the default: one item brings a slow feed back.</item>
/// <item>Silence stretches it by a quarter each poll, so that it stays about a fifth of the silence.</item>
/// <item>What the server says of freshness, and the document of its period, is "not before", within the cap.</item>
/// <item>While a hub pushes the news, a poll that has none is followed by one for safety.</item>
/// <item>A time that falls into what the feed skips (hours and days in GMT) moves behind it.</item>
/// <item>Failures double the wait from the default interval up to the back-off cap; the interval is kept, so the first success resumes it.</item>
/// <item>Retry-After is "not before", within its own cap.</item>
/// </list>
/// </summary>
public static class Cadence
{
    private const double Stretch = 1.25;

    /// <param name="before">The state before this poll.</param>
    /// <param name="outcome">How it went.</param>
    /// <param name="options">Floors and caps.</param>
    /// <param name="jitter">0 to 1, deterministic for a poll: see <see cref="Jitter"/>.</param>
    /// <param name="now">When the poll ended.</param>
    public static PollDecision Decide(FeedPollState before, PollOutcome outcome, FeedOptions options, double jitter, DateTimeOffset now)
    {
        var decision = outcome.Error is null ? AfterSuccess(before, outcome, options, jitter, now) : AfterFailure(before, outcome, options, jitter, now);
        decision = PushRule.Apply(decision, outcome, options, jitter, now);
        return SkipRule.Apply(decision, before.Skip, options, jitter, now);
    }

    /// <summary>The interval after news, which come at least as often as the default from then on.</summary>
    internal static TimeSpan AfterNews(TimeSpan? interval, FeedOptions options) =>
        Clamp(Min(interval ?? options.DefaultInterval, options.DefaultInterval) / 2, options.MinimumInterval, options.MaximumInterval);

    private static PollDecision AfterSuccess(FeedPollState before, PollOutcome outcome, FeedOptions options, double jitter, DateTimeOffset now)
    {
        var (asked, reason, rule) = ByRhythm(before, outcome, options, now);
        var interval = Clamp(asked, options.MinimumInterval, options.MaximumInterval);
        var wait = Spread(interval, options.Jitter, jitter, options.MinimumInterval, options.MaximumInterval);
        var alone = TimeSpan.Zero;
        foreach (var (notBefore, who, by) in new[]
        {
            (outcome.FreshFor, "the server calls its answer fresh", PollRule.Fresh), (outcome.Requested, "the feed asks to be left alone", PollRule.Requested),
        })
        {
            var obeyed = Min(notBefore ?? TimeSpan.Zero, options.MaximumInterval);
            alone = obeyed > alone ? obeyed : alone;
            if (obeyed <= wait)
                continue;
            wait = NotBefore(notBefore!.Value, options, jitter);
            (reason, rule) = ($"{who} for {SpanWords.Of(notBefore.Value)}", by);
        }

        return new PollDecision(now + wait, interval, $"in {SpanWords.Of(wait)}: {reason}", rule, alone > TimeSpan.Zero ? now + alone : null);
    }

    private static (TimeSpan Interval, string Reason, PollRule Rule) ByRhythm(FeedPollState before, PollOutcome outcome, FeedOptions options, DateTimeOffset now)
    {
        if (before.Interval is not { } interval)
        {
            return Rhythm.Of(outcome.Published, now) is { } rhythm
                ? (rhythm / 2, $"first poll; it has news every {SpanWords.Of(rhythm)} or so", PollRule.FirstPoll)
                : (options.DefaultInterval, "first poll; its rhythm is not known yet", PollRule.FirstPoll);
        }

        if (outcome.News)
            return (AfterNews(interval, options), "it had news", PollRule.News);
        return (interval * Stretch, before.LastNews is { } last ? $"no news for {SpanWords.Of(now - last)}" : "no news yet", PollRule.Silence);
    }

    private static PollDecision AfterFailure(FeedPollState before, PollOutcome outcome, FeedOptions options, double jitter, DateTimeOffset now)
    {
        var failures = before.Failures + 1;
        var backoff = Backoff(failures, options);
        var wait = Spread(backoff, options.Jitter, jitter, options.MinimumInterval, options.BackoffCap);
        var (reason, rule) = (failures == 1 ? "the poll failed" : $"the last {failures} polls failed", PollRule.Backoff);
        if (Min(outcome.RetryAfter ?? TimeSpan.Zero, options.MaximumRetryAfter) is var asked && asked > wait)
        {
            // Spread to the later side only: earlier than asked is rude.
            wait = asked + options.Jitter * jitter * Min(asked, options.DefaultInterval);
            (reason, rule) = ($"the server asks to be left alone for {SpanWords.Of(asked)}", PollRule.RetryAfter);
        }

        return new PollDecision(now + wait, before.Interval, $"in {SpanWords.Of(wait)}: {reason}", rule);
    }

    /// <summary>The wait after this many failures in a row, before jitter: doubling from the default interval.</summary>
    internal static TimeSpan Backoff(int failures, FeedOptions options) =>
        // 2^40 of any interval is beyond every cap.
        TimeSpan.FromSeconds(Math.Min(options.BackoffCap.TotalSeconds, options.DefaultInterval.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 40))));

    /// <summary>
    /// Between a fraction less and a fraction more, as far as floor and cap leave it: evenly, so that feeds at the cap, which are the most, do not
    /// all wait the same.
    /// </summary>
    private static TimeSpan Spread(TimeSpan wait, double fraction, double jitter, TimeSpan floor, TimeSpan cap)
    {
        var earliest = Clamp(wait * (1 - fraction), floor, cap);
        return earliest + jitter * (Clamp(wait * (1 + fraction), floor, cap) - earliest);
    }

    /// <summary>Spread to the later side only, as earlier than asked is rude; who asks for more than the cap is spread below it.</summary>
    private static TimeSpan NotBefore(TimeSpan asked, FeedOptions options, double jitter) => asked >= options.MaximumInterval
        ? Spread(options.MaximumInterval, options.Jitter, jitter, options.MinimumInterval, options.MaximumInterval)
        : Min(asked + options.Jitter * jitter * Min(asked, options.DefaultInterval), options.MaximumInterval);

    private static TimeSpan Clamp(TimeSpan span, TimeSpan floor, TimeSpan cap) => span < floor ? floor : Min(span, cap);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
