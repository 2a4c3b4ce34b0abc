namespace NewsMonitor.Alerts.Preview;

/// <summary>A query is not tried now, because others are.</summary>
/// <param name="message">A sentence for who asked.</param>
/// <param name="wait">When to come again. Above zero.</param>
public sealed class PreviewsBusyException(string message, TimeSpan wait) : Exception(message)
{
    /// <summary>When to come again.</summary>
    public TimeSpan Wait { get; } = wait;
}
