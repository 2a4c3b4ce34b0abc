namespace NewsMonitor.Feeds.WebSub;

/// <summary>What a subscription needs now: a change to store, and what to ask its hub once that is stored.</summary>
/// <param name="Ask">Null when the hub is asked nothing.</param>
public sealed record WebSubStep(WebSubSubscription Next, HubMode? Ask = null);

/// <summary>What a hub is asked (WebSub section 5.1).</summary>
public enum HubMode
{
    Subscribe,
    Unsubscribe,
}
