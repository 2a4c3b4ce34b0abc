namespace NewsMonitor.Alerts.Preview;

/// <summary>One preview runs at a time, since it takes processors for as long as it runs; few wait for it, and each of somebody else.</summary>
internal sealed class PreviewQueue(PreviewOptions options) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly HashSet<string> _accounts = new(StringComparer.Ordinal);

    /// <param name="account">Whose it is: one name for all that one subscriber asks.</param>
    /// <exception cref="PreviewsBusyException">This account's preview runs or waits already, or as many do as may.</exception>
    public async Task<T> RunAsync<T>(string account, Func<Task<T>> preview, CancellationToken cancellationToken)
    {
        Enter(account);
        try
        {
            await _one.WaitAsync(cancellationToken);
            try
            {
                return await preview();
            }
            finally
            {
                _one.Release();
            }
        }
        finally
        {
            lock (_accounts)
                _accounts.Remove(account);
        }
    }

    public void Dispose() => _one.Dispose();

    private void Enter(string account)
    {
        lock (_accounts)
        {
            if (_accounts.Contains(account))
                throw new PreviewsBusyException("Another preview for you is not over yet; one at a time is run.", options.Time);
            if (_accounts.Count >= options.Queue)
                throw new PreviewsBusyException($"{_accounts.Count} previews run or wait already, the most that may (NewsMonitor:Alerts:Preview:Queue).", options.Time);
            _accounts.Add(account);
        }
    }
}
