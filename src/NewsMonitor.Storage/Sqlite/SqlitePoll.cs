using NewsMonitor.Feeds;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>A poll to be stored, with what can be told of it before the writer's turn comes.</summary>
internal sealed class SqlitePoll(FeedPoll poll)
{
    public FeedPoll Poll => poll;

    /// <summary>See <see cref="SqliteBriefPoll"/>.</summary>
    public bool Brief { get; } = SqliteBriefPoll.Is(poll);

    /// <summary>See <see cref="SqlitePollHistory.Quiet"/>.</summary>
    public string? Quiet { get; } = SqlitePollHistory.Quiet(poll);
}
