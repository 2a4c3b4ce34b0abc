namespace NewsMonitor.Feeds.Scheduling;

/// <summary>A request that waits for a turn at a host, or has one, and that is no poll of the host's scheduler. Guarded by its <see cref="PollLine"/>.</summary>
/// <param name="feed">Whose poll a person asked for; null for a request that comes from elsewhere.</param>
internal sealed class Guest(Guid turn, HostLine host, string? feed)
{
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Guid Turn { get; } = turn;

    public HostLine Host { get; } = host;

    public string? Feed { get; } = feed;

    /// <summary>When its turn ends though nobody gives it back; null while it waits.</summary>
    public DateTimeOffset? Lapses { get; private set; }

    /// <summary>Completes with true when its turn begins, with false when it waits in vain.</summary>
    public Task<bool> Answer => _answer.Task;

    /// <summary>When it may begin, as far as the host's spacing and its wish for rest go.</summary>
    public DateTimeOffset Earliest => Feed is null && Host.RestsUntil > Host.NextStart ? Host.RestsUntil : Host.NextStart;

    public void Begin(DateTimeOffset lapses)
    {
        Lapses = lapses;
        _answer.SetResult(true);
    }

    public void TurnAway() => _answer.TrySetResult(false);
}
