namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>Has subscribers judged now rather than at the next sweep. May be lost.</summary>
public interface ISubscriberWakes
{
    Task WakeAsync(IEnumerable<string> subscribers, CancellationToken cancellationToken);
}
