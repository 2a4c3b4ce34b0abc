namespace NewsMonitor.Feeds.Scheduling;

/// <summary>The due feeds of one host, and how much of the host's patience is used. Guarded by its <see cref="PollLine"/>.</summary>
internal sealed class HostLine
{
    /// <summary>First whose own interval would pass first; of two alike, who came first.</summary>
    public PriorityQueue<DueFeed, (DateTimeOffset Deadline, long Arrival)> Waiting { get; } = new();

    public int Running { get; set; }

    /// <summary>When the host may be asked again.</summary>
    public DateTimeOffset NextStart { get; set; }

    /// <summary>It stands in one of the line's queues: never in two, never twice.</summary>
    public bool Queued { get; set; }
}
