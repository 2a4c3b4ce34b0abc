namespace NewsMonitor.Feeds.Fetching;

/// <summary>
/// The turn that one fetch has at the host that it asks, when that is not the one that a scheduler gave it. It never has two: who waits for one host holds up no other,
/// so that two hosts which redirect to each other do not wait for each other.
/// </summary>
/// <param name="caller">Cancelled when nobody wants the document any more.</param>
internal sealed class HeldTurn(IHostTurns turns, FetchRequest request, TimeProvider clock, CancellationToken caller) : IDisposable
{
    private bool _leftFirst = request.TakesTurn;
    private (string Host, Guid Turn)? _held;

    /// <summary>Waits for a turn at the host that is asked next; does nothing where the fetch has it.</summary>
    /// <param name="patience">Below zero is zero.</param>
    /// <param name="deadline">Cancelled when the fetch has to end.</param>
    /// <exception cref="HostBusyException">The host is not to be asked now.</exception>
    public async Task MoveAsync(Uri to, TimeSpan patience, CancellationToken deadline)
    {
        var host = HostShard.Host(to);
        if (host == _held?.Host)
            return;
        Leave();
        var turn = Guid.NewGuid();
        // Before the answer, which may be lost on its way.
        _held = (host, turn);
        DateTimeOffset? again;
        try
        {
            again = await turns.TakeTurnAsync(host, turn, feed: null, patience > TimeSpan.Zero ? patience : TimeSpan.Zero, deadline);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            // The time for the whole fetch ended while it waited: not a fault of who was not even asked.
            again = clock.GetUtcNow();
        }

        if (again is { } time)
            throw new HostBusyException(host, time);
    }

    public void Dispose()
    {
        if (_held is var (host, turn))
            turns.EndTurn(host, turn);
        _held = null;
    }

    private void Leave()
    {
        Dispose();
        if (!_leftFirst && request.TurnOf is { } holder)
            turns.Leave(HostShard.Host(request.Url), holder);
        _leftFirst = true;
    }
}
