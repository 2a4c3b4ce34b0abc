namespace NewsMonitor.TestKit;

/// <summary>What a loopback server received, in order, and a way to wait for more.</summary>
public sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    /// <summary>How long <see cref="CountAsync"/> waits before it gives up.</summary>
    public TimeSpan Patience { get; init; } = Eventually.Deadline;

    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>The requests for one path (without query).</summary>
    public IReadOnlyList<RecordedRequest> Of(string path) => [.. All.Where(r => r.Path.Split('?')[0] == path)];

    /// <summary>Completes when at least this many requests have arrived, and gives them.</summary>
    public async Task<IReadOnlyList<RecordedRequest>> CountAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_requests.Count >= count)
                return [.. _requests];
            _waiting.Add((count, reached));
        }

        try
        {
            await reached.Task.WaitAsync(Patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Waited {Patience.TotalSeconds} s for {count} requests; {All.Count} came.", e);
        }

        return All;
    }

    internal void Add(RecordedRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
            foreach (var (count, reached) in _waiting.Where(w => w.Count <= _requests.Count))
                reached.TrySetResult();
            _waiting.RemoveAll(w => w.Count <= _requests.Count);
        }
    }
}
