using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NewsMonitor.Alerts.Channels;

namespace NewsMonitor.Alerts.Deliveries;

/// <summary>
/// When a failed delivery is tried again: each delay counts from the failure before, as in the Standard Webhooks specification
/// (section "Deliverability and reliability"). The jitter comes from the delivery's id, so a decision can be reproduced.
/// </summary>
public static class RetryPolicy
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.Zero,
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts before a delivery is given up.</summary>
    public static int MaxAttempts => Delays.Length;

    /// <param name="deliveryId">Where the jitter comes from.</param>
    /// <param name="attempts">Attempts made so far (since the delivery was replayed, if it was), the failed one included; 1 or more.</param>
    /// <param name="retryAfter">What the endpoint asked for; it can only lengthen the delay.</param>
    /// <param name="options">Jitter and bounds.</param>
    /// <param name="now">When the attempt failed.</param>
    public static RetryDecision AfterFailure(string deliveryId, int attempts, TimeSpan? retryAfter, AlertOptions options, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        if (attempts >= MaxAttempts)
            return new RetryDecision(null, FormattableString.Invariant($"Given up after {attempts} attempts."));
        var delay = Delays[attempts] * (1 + (options.RetryJitter * Fraction(deliveryId, attempts)));
        var reason = FormattableString.Invariant($"Attempt {attempts} of {MaxAttempts} failed.");
        if (retryAfter is { } asked)
        {
            var bounded = Bounded(asked, options);
            if (bounded > delay)
                (delay, reason) = (bounded, $"{reason} The endpoint asked to wait.");
        }

        return new RetryDecision(now + delay, reason);
    }

    /// <summary>
    /// Until when an endpoint is sent nothing at all: Retry-After of 429 (RFC 6585 section 4) and 503 (RFC 9110 section 15.6.4) speaks of the
    /// endpoint, not of one delivery.
    /// </summary>
    /// <returns>Null when it does not ask for that.</returns>
    public static DateTimeOffset? Rest(ChannelResult result, AlertOptions options, DateTimeOffset now) =>
        result is { HttpStatus: 429 or 503, RetryAfter: { } asked } && asked > TimeSpan.Zero ? now + Bounded(asked, options) : null;

    private static TimeSpan Bounded(TimeSpan asked, AlertOptions options) => asked < options.RetryAfterMaximum ? asked : options.RetryAfterMaximum;

    /// <summary>From 0 to below 1, the same for the same delivery and attempt.</summary>
    private static double Fraction(string deliveryId, int attempt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{deliveryId}/{attempt}")));
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
