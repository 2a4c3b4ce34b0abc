using NewsMonitor.Model;

namespace NewsMonitor.Alerts;

/// <summary>What became of deliveries: for who looks after them. Secrets of endpoints are left out.</summary>
public interface IDeliveryHistory
{
    Task<DeliveryRecord?> FindAsync(string deliveryId, CancellationToken cancellationToken);

    /// <summary>Deliveries, newest first.</summary>
    Task<Page<DeliveryRecord>> ListAsync(DeliveryFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a delivery due now under its id: what has ended with its retries from the beginning, what is pending with those that it has left. Attempts are
    /// counted on. Asked for while an attempt is under way, another one is made after it, however that ends.
    /// </summary>
    /// <returns>The delivery as it is now; null when there is none.</returns>
    /// <exception cref="InvalidInputException">Its endpoint is disabled.</exception>
    Task<Delivery?> ReplayAsync(string deliveryId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The same for all that a filter selects, oldest first, but for what is pending anyhow and for what is of disabled endpoints.</summary>
    /// <param name="after">Where the answer before ended, its <see cref="ReplayedDeliveries.Next"/>; null for the oldest.</param>
    /// <param name="limit">How many are looked at at most, those of disabled endpoints among them. 1 or more.</param>
    /// <exception cref="InvalidInputException"><paramref name="after"/> is no such place.</exception>
    Task<ReplayedDeliveries> ReplayAsync(DeliveryFilter filter, string? after, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Removes attempts from before a time. What became of their deliveries stays.</summary>
    /// <returns>How many.</returns>
    Task<int> ForgetAttemptsAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>Which deliveries; null and empty select all.</summary>
/// <param name="Subscriber">Whose endpoints.</param>
/// <param name="Endpoint">Id of the endpoint.</param>
/// <param name="Alert">Id of the alert.</param>
/// <param name="Since">Written at or after this time.</param>
/// <param name="Until">Written before this time.</param>
public sealed record DeliveryFilter(string? Subscriber = null, string? Endpoint = null, string? Alert = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null)
{
    public IReadOnlyCollection<DeliveryState> States { get; init; } = [];
}

/// <param name="Replayed">How many are due again.</param>
/// <param name="Disabled">How many are not, because their endpoints are disabled.</param>
/// <param name="Next">After what to go on, where the filter selects more, which the limit left out; null when that was all.</param>
/// <param name="Endpoints">Whom to wake.</param>
public sealed record ReplayedDeliveries(int Replayed, int Disabled, string? Next, IReadOnlyList<string> Endpoints);
