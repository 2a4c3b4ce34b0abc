namespace NewsMonitor.Feeds.WebSub;

/// <summary>How far a subscription at a hub is.</summary>
public enum WebSubState
{
    /// <summary>The hub is to be asked.</summary>
    Wanted,

    /// <summary>The hub was asked and has not verified the request yet.</summary>
    Requested,

    /// <summary>The hub verified it: it pushes until the lease ends.</summary>
    Active,

    /// <summary>Active, and the hub was asked for a new lease.</summary>
    Renewing,

    /// <summary>The hub refused it.</summary>
    Denied,

    /// <summary>It is to be given up; the hub is asked to end it.</summary>
    Ending,

    /// <summary>It is over: nothing of it is kept.</summary>
    Ended,
}
