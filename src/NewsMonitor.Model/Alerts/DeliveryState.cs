namespace NewsMonitor.Model;

public enum DeliveryState
{
    Pending,
    Delivered,

    /// <summary>Given up after the last retry; can be replayed.</summary>
    Dead,

    /// <summary>Not attempted (any more) because its endpoint is disabled.</summary>
    Cancelled,
}
