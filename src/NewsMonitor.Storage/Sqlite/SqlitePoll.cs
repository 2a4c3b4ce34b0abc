using NewsMonitor.Feeds;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>A poll to be stored, with what can be told of it before the writer's turn comes.</summary>
internal sealed class SqlitePoll(FeedPoll poll)
{
    public FeedPoll Poll => poll;

    /// <summary>1 for a poll that its feed's history counts, else 0.</summary>
    public int Counts => poll.Trace is null ? 0 : 1;

    /// <summary>It means something for other feeds, too.</summary>
    public bool ForOthers => poll is not { MovedTo: null, HostRest: null, Pardon: null };

    /// <summary>See <see cref="SqliteBriefPoll"/>.</summary>
    public bool Brief { get; } = SqliteBriefPoll.Is(poll);

    /// <summary>See <see cref="SqlitePollHistory.Quiet"/>.</summary>
    public string? Quiet { get; } = SqlitePollHistory.Quiet(poll);
}
