namespace NewsMonitor.Model;

/// <summary>What belongs to one subscriber and has an id of its own.</summary>
public enum Owned
{
    Subscription,
    Alert,
    Delivery,
    Endpoint,
    Key,
}

/// <summary>Says whose a thing is.</summary>
public interface IOwnerStore
{
    /// <returns>The subscriber; null when there is no such thing, or it is nobody's.</returns>
    Task<string?> OwnerAsync(Owned kind, string id, CancellationToken cancellationToken);
}
