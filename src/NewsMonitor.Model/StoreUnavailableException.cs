namespace NewsMonitor.Model;

/// <summary>
/// The database cannot take writes now (disk full, locked, gone). Nothing of the failed step was stored: whoever sees this stops
/// taking in, keeps what it has, and tries again later.
/// </summary>
[GenerateSerializer]
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
