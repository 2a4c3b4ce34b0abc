namespace NewsMonitor.Server.Demo.Watch;

/// <param name="Webhook">True when alerts go to the subscriber's own server, too.</param>
public sealed record DemoSubscription(string Subscriber, string Name, string Query, int MinSources = 1, bool Webhook = false);

/// <summary>Who wants to know what.</summary>
public static class Subscriptions
{
    /// <summary>Two of them belong to one desk, and both hold for the call: it is told once.</summary>
    public static IReadOnlyList<DemoSubscription> All { get; } =
    [
        new("desk-asia", "Raimondo and Wang", "raimondo AND wang"),
        new("desk-asia", "Working group", "\"commercial working group\" OR \"export control enforcement\""),
        new("newsroom", "The big ones", "earthquake OR recall OR election OR \"run-off\" OR strike OR (china AND commerce)", Webhook: true),
        new("security-team", "Browser holes", "corvid AND (vulnerability OR flaw OR hole OR bug OR CVE)", MinSources: 2),
        new("sports-desk", "Rovers", "rovers AND NOT instalments"),
        new("markets", "Deals and bonds", "source:meridian.example AND (merge OR bonds OR shares)"),
    ];
}
