namespace NewsMonitor.Feeds.Fetching;

/// <summary>The turn that one fetch has at a host that it was redirected to; kept while it stays there.</summary>
internal sealed class HeldTurn(HostTurns turns) : IDisposable
{
    private string? _host;
    private IDisposable? _turn;

    /// <param name="host">The host that is asked next; null for one that takes no turn here.</param>
    /// <exception cref="HostBusyException">It is not to be asked now.</exception>
    public async Task MoveAsync(string? host, CancellationToken cancellationToken)
    {
        if (host == _host)
            return;
        Dispose();
        if (host is not null)
            _turn = await turns.TakeAsync(host, cancellationToken);
        _host = host;
    }

    public void Dispose()
    {
        _turn?.Dispose();
        (_turn, _host) = (null, null);
    }
}
