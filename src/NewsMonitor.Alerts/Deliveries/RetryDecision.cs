namespace NewsMonitor.Alerts.Deliveries;

/// <summary>What happens after a failed attempt.</summary>
/// <param name="Next">When to try again; null to give up.</param>
/// <param name="Reason">For people.</param>
public sealed record RetryDecision(DateTimeOffset? Next, string Reason);
