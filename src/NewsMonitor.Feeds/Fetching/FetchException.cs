namespace NewsMonitor.Feeds.Fetching;

/// <summary>Ends a fetch from within; becomes a <see cref="FetchFailed"/>.</summary>
internal sealed class FetchException(FetchFailure failure, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public FetchFailure Failure { get; } = failure;
}
