using System.Globalization;

namespace NewsMonitor.Feeds.Failing;

/// <summary>
/// Whether a feed that answers 410 (RFC 9110 section 15.5.11: gone, and likely for good) is believed. One 410 may be a mistake made during a
/// migration; a second one hours later, with no other answer in between, is meant. Pure.
/// </summary>
/// <param name="Since">When the first 410 came that no other answer has contradicted; null when there is none.</param>
/// <param name="Stop">The feed is not polled any more until an operator resumes it.</param>
/// <param name="Reason">For the operator; null when there is nothing to say.</param>
public sealed record GoneDecision(DateTimeOffset? Since, bool Stop, string? Reason)
{
    private const int Gone = 410;

    /// <param name="since">From the polls before.</param>
    /// <param name="httpStatus">Of the poll that failed; null when there was no answer, which contradicts nothing.</param>
    /// <param name="after">How far apart two of them have to be.</param>
    /// <param name="now">When the poll ended.</param>
    public static GoneDecision Decide(DateTimeOffset? since, int? httpStatus, TimeSpan after, DateTimeOffset now)
    {
        if (httpStatus != Gone)
            return new GoneDecision(httpStatus is null ? since : null, false, null);
        if (since is not { } first || now - first < after)
            return new GoneDecision(since ?? now, false, null);
        return new GoneDecision(
            first, true, string.Create(CultureInfo.InvariantCulture, $"The server has answered 410 (Gone) since {first:yyyy-MM-dd HH:mm} UTC: polling is stopped until it is resumed by hand."));
    }
}
