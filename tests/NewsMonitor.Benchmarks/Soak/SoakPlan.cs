using NewsMonitor.Feeds;

namespace NewsMonitor.Benchmarks.Soak;

/// <summary>How long, how many, and the poller's settings on the soak's scale of time.</summary>
internal sealed record SoakPlan(TimeSpan Length, int Feeds, int Hosts)
{
    /// <summary>Time that a busy machine may add to what the poller intends.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>An answer takes at most this long to be stored: polls of the host that begin meanwhile do not know of it.</summary>
    public static readonly TimeSpan StoredWithin = TimeSpan.FromSeconds(3);

    public const int RetryAfterSeconds = 12;

    public FeedOptions Options { get; } = new()
    {
        AllowPrivateNetworks = true,
        Contact = "https://newsmonitor.example/soak",
        MinimumInterval = TimeSpan.FromSeconds(5),
        DefaultInterval = TimeSpan.FromSeconds(10),
        MaximumInterval = TimeSpan.FromSeconds(40),
        MaximumBackoff = TimeSpan.FromSeconds(80),
        GoneAfter = TimeSpan.FromSeconds(15),
        MovePolls = 3,
        MoveAfter = TimeSpan.FromSeconds(20),
        DistrustFor = TimeSpan.FromHours(1),
        UnconditionalEvery = 8,
        HostSpacing = TimeSpan.FromMilliseconds(100),
        HostConcurrency = 2,
        TotalTimeout = TimeSpan.FromSeconds(10),
        MaximumBodyBytes = 1024 * 1024,
        HistoryPolls = 20,
    };

    /// <summary>From here on what failed is well again.</summary>
    public TimeSpan Recovery => Length * 0.6;

    /// <summary>Most time between two polls of a feed that fails.</summary>
    public TimeSpan Backoff => Options.MaximumBackoff!.Value;

    /// <summary>Feeds are spread over the hosts; those that send Retry-After hold up all others of theirs and are kept to a tenth of the hosts.</summary>
    public int Host(int feed) => Kind(feed) is SoakKind.TooMany or SoakKind.Unavailable ? feed / 10 % Math.Max(1, Hosts / 10) : feed % Hosts;

    /// <summary>A tenth of the feeds, in turn over all kinds.</summary>
    public SoakKind Kind(int feed) => feed % 10 == 3 ? (SoakKind)(1 + feed / 10 % (Enum.GetValues<SoakKind>().Length - 1)) : SoakKind.Well;
}
