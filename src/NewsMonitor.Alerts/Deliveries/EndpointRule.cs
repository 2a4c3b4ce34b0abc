using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Deliveries;

/// <summary>When an endpoint has failed for so long that nothing is delivered there any more.</summary>
public static class EndpointRule
{
    /// <returns>Why it is to be disabled, for people; null to go on.</returns>
    /// <remarks>
    /// Only the time between failures that were seen counts, never the time that the program was not running. An endpoint whose first delivery
    /// was given up (after three days) goes on failing with the next one.
    /// </remarks>
    public static string? WhyDisabled(EndpointHealth health, DeliveryOptions options)
    {
        if (health is not { FailingSince: { } since, LastFailure: { } last } || health.Failures < options.FailingAttempts || last - since < options.FailingFor)
            return null;
        return FormattableString.Invariant($"All {health.Failures} attempts from {since.UtcDateTime:yyyy-MM-dd HH:mm} to {last.UtcDateTime:yyyy-MM-dd HH:mm} UTC failed.");
    }
}
