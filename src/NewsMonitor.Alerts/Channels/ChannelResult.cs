namespace NewsMonitor.Alerts.Channels;

/// <summary>How one attempt ended.</summary>
public sealed record ChannelResult
{
    public required ChannelOutcome Outcome { get; init; }

    public int? HttpStatus { get; init; }

    /// <summary>What went wrong, in words; null for a success.</summary>
    public string? Error { get; init; }

    /// <summary>How long the endpoint asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the channel calls the message, so that the story's next alert can change it in place; null when it cannot.</summary>
    public string? Reference { get; init; }

    internal static ChannelResult Failed(string error, int? httpStatus = null, TimeSpan? retryAfter = null) =>
        new() { Outcome = ChannelOutcome.Failed, Error = error, HttpStatus = httpStatus, RetryAfter = retryAfter };
}

public enum ChannelOutcome
{
    Delivered,
    Failed,

    /// <summary>The endpoint says that it is gone for good: it is to be disabled.</summary>
    Gone,
}
