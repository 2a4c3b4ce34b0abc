namespace NewsMonitor.Feeds.Scheduling;

/// <summary>The due feeds of one host, and how much of the host's patience is used. Guarded by its <see cref="PollLine"/>.</summary>
internal sealed class HostLine
{
    /// <summary>First whose own interval would pass first; of two alike, who came first.</summary>
    public PriorityQueue<DueFeed, (DateTimeOffset Deadline, long Arrival)> Waiting { get; } = new();

    /// <summary>Polls and guests' turns.</summary>
    public int Running { get; set; }

    /// <summary>When the host may be asked again.</summary>
    public DateTimeOffset NextStart { get; set; }

    /// <summary>It stands in one of the line's queues: never in two, never twice.</summary>
    public bool Queued { get; set; }

    /// <summary>Who came from elsewhere and waits, in the order of coming; null for nobody.</summary>
    public List<Guest>? Guests { get; set; }

    /// <summary>How many of those that run are guests.</summary>
    public int GuestsRunning { get; set; }

    /// <summary>The last turn was a guest's: the next one is a feed's, if one waits.</summary>
    public bool GuestWasLast { get; set; }

    /// <summary>Guests do not ask the host before this; its feeds go by their rows in the database.</summary>
    public DateTimeOffset RestsUntil { get; set; }

    /// <summary>The latest time that a guest was told to come again.</summary>
    public DateTimeOffset Promised { get; set; }

    /// <summary>Whether nothing of it has to be remembered.</summary>
    public bool IsIdle(DateTimeOffset now) =>
        this is { Running: 0, Waiting.Count: 0, Guests: null } && NextStart <= now && RestsUntil <= now && Promised <= now;
}
