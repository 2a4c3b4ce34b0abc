using System.Collections.Concurrent;

namespace NewsMonitor.LocalRuntime.Calls;

/// <summary>Tells callers that waited too long. One queue for each response timeout in use.</summary>
internal sealed class Deadlines(TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<TimeSpan, DeadlineQueue> _queues = new();

    public DeadlineQueue Of(TimeSpan responseTimeout) =>
        _queues.GetOrAdd(responseTimeout, static (span, clock) => new DeadlineQueue(span, clock), clock);

    public void Dispose()
    {
        foreach (var queue in _queues.Values)
            queue.Dispose();
    }
}
