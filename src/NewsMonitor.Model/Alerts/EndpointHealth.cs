namespace NewsMonitor.Model;

/// <summary>How attempts at an endpoint have failed since the last one that succeeded, or since it was taken into use again.</summary>
/// <param name="FailingSince">The first of them; null when there is none.</param>
/// <param name="LastFailure">The latest of them; null when there is none.</param>
/// <param name="Failures">How many.</param>
public sealed record EndpointHealth(DateTimeOffset? FailingSince, DateTimeOffset? LastFailure, int Failures)
{
    /// <summary>Nothing has failed.</summary>
    public static readonly EndpointHealth Good = new(null, null, 0);
}
