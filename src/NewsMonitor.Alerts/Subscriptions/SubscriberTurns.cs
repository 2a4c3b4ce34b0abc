namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>One at a time for each subscriber, and none waits for another's. A subscriber for whom nobody works or waits is not remembered.</summary>
internal sealed class SubscriberTurns
{
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>Subscribers for whom somebody works or waits.</summary>
    public int Count
    {
        get
        {
            lock (_lines)
                return _lines.Count;
        }
    }

    /// <returns>What ends the turn.</returns>
    public async Task<IDisposable> TakeAsync(string subscriber, CancellationToken cancellationToken)
    {
        Line? line;
        lock (_lines)
        {
            if (!_lines.TryGetValue(subscriber, out line))
                _lines.Add(subscriber, line = new Line());
            line.People++;
        }

        try
        {
            await line.One.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Leave(subscriber, line);
            throw;
        }

        return new Turn(this, subscriber, line);
    }

    private void Leave(string subscriber, Line line)
    {
        lock (_lines)
        {
            if (--line.People > 0)
                return;
            _lines.Remove(subscriber);
        }

        line.One.Dispose();
    }

    private sealed class Line
    {
        public SemaphoreSlim One { get; } = new(1);

        public int People { get; set; }
    }

    private sealed class Turn(SubscriberTurns turns, string subscriber, Line line) : IDisposable
    {
        public void Dispose()
        {
            line.One.Release();
            turns.Leave(subscriber, line);
        }
    }
}
