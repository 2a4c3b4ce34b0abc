namespace NewsMonitor.Model;

/// <summary>One alert on its way to one endpoint. Written with the alert, before the first attempt.</summary>
public sealed record Delivery
{
    /// <summary><see cref="StableId"/> of alert and endpoint; the <c>webhook-id</c> of every attempt.</summary>
    public required string Id { get; init; }

    /// <summary>Order of writing within one database, which is the order of the alerts.</summary>
    public long Sequence { get; init; }

    public required string AlertId { get; init; }

    public required string EndpointId { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>The body, the same bytes on every attempt.</summary>
    public required string Payload { get; init; }

    /// <summary>Attempts made so far.</summary>
    public int Attempts { get; init; }

    /// <summary>How many of them were made before the delivery was last replayed: its retries are counted from there.</summary>
    public int AttemptsBeforeReplay { get; init; }

    /// <summary>How often a replay was asked for: an attempt that began before the last of them does not answer it.</summary>
    public int Replays { get; init; }

    /// <summary>When the next attempt is due; null when there will be none.</summary>
    public DateTimeOffset? NextAttempt { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>What went wrong in the last attempt, in words.</summary>
    public string? LastError { get; init; }

    /// <summary>What the channel calls the message that it made of this, so that it can be changed in place; null when it is none or was not sent yet.</summary>
    public string? Reference { get; init; }

    /// <summary>
    /// The <see cref="Reference"/> of the message that last told this endpoint of the same story; null for none. Only for the attempt: it is not stored.
    /// </summary>
    public string? Previous { get; init; }

    /// <summary>The id of the delivery of an alert to an endpoint.</summary>
    public static string IdOf(string alertId, string endpointId) => StableId.Create("msg", alertId, endpointId);
}
