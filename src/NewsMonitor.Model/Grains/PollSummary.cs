namespace NewsMonitor.Model;

/// <summary>What a poll brought.</summary>
[GenerateSerializer, Immutable, Alias("newsmonitor.poll-summary")]
public sealed record PollSummary
{
    /// <summary>False when the feed was not due (or paused) and nothing was fetched.</summary>
    [Id(0)]
    public required bool Polled { get; init; }

    [Id(1)]
    public required FeedStatus Status { get; init; }

    [Id(2)]
    public int NewArticles { get; init; }

    [Id(3)]
    public int UpdatedArticles { get; init; }

    [Id(4)]
    public string? Error { get; init; }

    [Id(5)]
    public required DateTimeOffset NextPoll { get; init; }

    [Id(6)]
    public required string NextPollReason { get; init; }

    /// <summary>No feed of any host can be reached: the poll failed by no fault of the feed's.</summary>
    [Id(7)]
    public bool Outage { get; init; }
}
