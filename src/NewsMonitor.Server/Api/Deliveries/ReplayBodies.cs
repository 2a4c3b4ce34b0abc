using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Deliveries;

/// <summary>Which deliveries to replay: all that fit every member. One of subscriber, endpoint, alert and since is needed.</summary>
internal sealed record ReplayBody
{
    /// <summary>Whose.</summary>
    public string? Subscriber { get; init; }

    /// <summary>Id of the endpoint.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Id of the alert.</summary>
    public string? Alert { get; init; }

    /// <summary>What became of them: dead, cancelled, delivered. Dead and cancelled when left out.</summary>
    public DeliveryState[]? States { get; init; }

    /// <summary>Of alerts at or after this time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of alerts before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Goes on where another request ended: the next of its answer. From the oldest on when left out.</summary>
    public string? After { get; init; }

    /// <exception cref="InvalidInputException">It names no range, or a state that cannot be replayed.</exception>
    public DeliveryFilter ToFilter()
    {
        if ((Subscriber ?? Endpoint ?? Alert) is null && Since is null)
            throw new InvalidInputException("since", "Say which deliveries to replay: one of subscriber, endpoint, alert and since is needed.");
        if (States?.Contains(DeliveryState.Pending) == true)
            throw new InvalidInputException("states", "What is pending is delivered anyhow; expected dead, cancelled or delivered.");
        return new DeliveryFilter(Subscriber, Endpoint, Alert, Since, Until) { States = States is { Length: > 0 } ? States : [DeliveryState.Dead, DeliveryState.Cancelled] };
    }
}

/// <summary>What a replay did.</summary>
/// <param name="Replayed">Deliveries that are due again.</param>
/// <param name="Disabled">Deliveries that were left out because their endpoints are disabled.</param>
/// <param name="More">Whether there are more than one request looks at: send it again with next as its after.</param>
/// <param name="Next">Where to go on, when there are more.</param>
internal sealed record ReplayedBody(int Replayed, int Disabled, bool More, string? Next);
