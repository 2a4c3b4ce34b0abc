namespace NewsMonitor.Model;

/// <summary>What a key opens. Each scope includes the ones before it.</summary>
public enum ApiScope
{
    /// <summary>Reads: the news, and what belongs to the key's subscriber; with no subscriber, what belongs to any.</summary>
    Read,

    /// <summary>Writes what belongs to the key's subscriber: subscriptions, deliveries, what was told.</summary>
    Subscriber,

    /// <summary>Everything, for everybody: feeds, stories, keys.</summary>
    Admin,
}
