using System.Collections.Concurrent;

namespace NewsMonitor.LocalRuntime.Calls;

/// <summary>Tells callers that waited too long. One queue for each response timeout in use.</summary>
internal sealed class Deadlines(TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<TimeSpan, DeadlineQueue> _queues = new();

    public void Add(GrainCall call) => QueueOf(call).Add(call);

    public void Remove(GrainCall call) => QueueOf(call).Remove(call);

    public void Dispose()
    {
        foreach (var queue in _queues.Values)
            queue.Dispose();
    }

    private DeadlineQueue QueueOf(GrainCall call) =>
        _queues.GetOrAdd(call.Method.ResponseTimeout, static (span, clock) => new DeadlineQueue(span, clock), clock);
}
