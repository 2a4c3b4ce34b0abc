namespace NewsMonitor.Feeds.Fetching;

/// <summary>A URL leads to an address that is not public, and private networks are not allowed. No connection was made.</summary>
public sealed class AddressRefusedException(string message) : Exception(message);
