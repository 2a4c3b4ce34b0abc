using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>What a subscriber is to be told of a story now, and why.</summary>
public sealed record AlertDecision
{
    private AlertDecision()
    {
    }

    public required AlertVerdict Verdict { get; init; }

    /// <summary>When to judge again; set when the verdict is to hold.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>What to tell; set when the verdict is to send.</summary>
    public AlertOccasion? Occasion { get; private init; }

    /// <summary>The matches whose subscriptions ask for the alert; empty unless the verdict is to send.</summary>
    public IReadOnlyList<(Subscription Subscription, SubscriptionMatch Match)> Asking { get; private init; } = [];

    /// <summary>For people.</summary>
    public required string[] Reasons { get; init; }

    internal static AlertDecision Nothing(string reason) => new() { Verdict = AlertVerdict.Nothing, Reasons = [reason] };

    internal static AlertDecision Hold(DateTimeOffset until, string reason) => new() { Verdict = AlertVerdict.Hold, Until = until, Reasons = [reason] };

    internal static AlertDecision Send(
        AlertOccasion occasion, IReadOnlyList<(Subscription Subscription, SubscriptionMatch Match)> asking, params string[] reasons) =>
        new() { Verdict = AlertVerdict.Send, Occasion = occasion, Asking = asking, Reasons = reasons };
}

public enum AlertVerdict
{
    /// <summary>Not now; the story's next event may change that.</summary>
    Nothing,

    /// <summary>Not before a time; judged again then.</summary>
    Hold,

    Send,
}
