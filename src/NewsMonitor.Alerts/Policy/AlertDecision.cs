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
    public DateTimeOffset? Until => Held?.Until;

    /// <summary>Until when nothing is told, and what it is told together with then; set when the verdict is to hold.</summary>
    public AlertHold? Held { get; private init; }

    /// <summary>What to tell; set when the verdict is to send.</summary>
    public AlertOccasion? Occasion { get; private init; }

    /// <summary>The matches whose subscriptions ask for the alert; empty unless the verdict is to send.</summary>
    public IReadOnlyList<(Subscription Subscription, SubscriptionMatch Match)> Asking { get; private init; } = [];

    /// <summary>The key under which the story was held whose time has come: it is told with the others of the key. Null to tell it alone.</summary>
    public string? Together { get; private init; }

    /// <summary>What is done instead when the alert of <see cref="Together"/> is there already; null to tell it alone.</summary>
    public AlertDecision? Late { get; private init; }

    /// <summary>Articles an hour with which matches ask, if they do, by the id of the subscription: held with the story where it is held after all.</summary>
    internal IReadOnlyDictionary<string, int> Reached { get; private init; } = ReachedVelocities.None;

    /// <summary>Ids of the subscriptions that are not told; set when the verdict is to drop.</summary>
    public IReadOnlyList<string> Dropped { get; private init; } = [];

    /// <summary>For people.</summary>
    public required string[] Reasons { get; init; }

    /// <summary>The same, told together with what was held under a key.</summary>
    internal AlertDecision With(string? together, AlertDecision? late = null) => Verdict == AlertVerdict.Send ? this with { Together = together, Late = late } : this;

    /// <summary>The same; where it is to hold, with the velocities that ask.</summary>
    internal AlertDecision Remembering(IReadOnlyDictionary<string, int> reached) =>
        reached.Count == 0 ? this : this with { Reached = reached, Held = Held is null ? null : Held with { Reached = reached }, Late = Late?.Remembering(reached) };

    /// <summary>The same, asked for by fewer.</summary>
    internal AlertDecision AskedBy(IEnumerable<(Subscription Subscription, SubscriptionMatch Match)> asking) => this with { Asking = [.. asking] };

    internal static AlertDecision Drop(IReadOnlyList<string> subscriptions, string[] reasons) =>
        new() { Verdict = AlertVerdict.Drop, Dropped = subscriptions, Reasons = reasons };

    internal static AlertDecision Nothing(string reason) => new() { Verdict = AlertVerdict.Nothing, Reasons = [reason] };

    internal static AlertDecision Hold(DateTimeOffset until, string reason, string? together = null) =>
        new() { Verdict = AlertVerdict.Hold, Held = new AlertHold(until, reason, together), Reasons = [reason] };

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

    /// <summary>Some of those that ask are not told; judged again without them.</summary>
    Drop,
}
