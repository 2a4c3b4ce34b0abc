using NewsMonitor.Feeds.Fetching;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>Turns at the shard's hosts for requests that this scheduler did not begin. They are no polls of the shard: neither its cap nor what stops its intake holds them up.</summary>
public sealed partial class PollScheduler : IHostTurns
{
    private bool _closed;

    public async Task<DateTimeOffset?> TakeTurnAsync(string host, Guid turn, string? feed, TimeSpan patience, CancellationToken cancellationToken)
    {
        Guest? guest;
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            if (_closed)
                return now;
            guest = _line.Receive(host, turn, feed, patience, now);
            if (guest is null)
                return _line.ComeAgain(host, feed, _options.MaximumInterval, now);
        }

        Start();
        try
        {
            if (guest.Answer.IsCompleted ? await guest.Answer : await guest.Answer.WaitAsync(patience, _clock, cancellationToken))
                return null;
        }
        catch (TimeoutException)
        {
            // Given at the very moment: then it is given.
            if (guest.Answer.IsCompletedSuccessfully && await guest.Answer)
                return null;
        }
        catch (OperationCanceledException)
        {
            EndTurn(host, turn);
            throw;
        }

        EndTurn(host, turn);
        lock (_lock)
            return _line.ComeAgain(host, feed, _options.MaximumInterval, _clock.GetUtcNow());
    }

    public void EndTurn(string host, Guid turn)
    {
        lock (_lock)
            _line.End(turn, _clock.GetUtcNow());
        Start();
    }

    public void Leave(string host, string holder)
    {
        lock (_lock)
            _line.Leave(holder, _clock.GetUtcNow());
        Start();
    }

    public void Rest(string host, DateTimeOffset until)
    {
        lock (_lock)
            _line.Rest(host, until);
    }

    /// <summary>The process stops: who waits for a turn, or asks for one from now on, must not hold that up.</summary>
    public void TurnGuestsAway()
    {
        lock (_lock)
        {
            _closed = true;
            _line.TurnAllAway(_clock.GetUtcNow());
        }
    }

    private void Welcome(DateTimeOffset now, bool first) => _line.Welcome(now, _options.TotalTimeout, first);
}
