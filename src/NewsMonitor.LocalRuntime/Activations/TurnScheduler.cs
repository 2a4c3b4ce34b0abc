namespace NewsMonitor.LocalRuntime.Activations;

/// <summary>
/// Runs the code of one activation, one piece at a time: turns begin here, and because their awaits capture this scheduler, they go on here.
/// Between pieces the thread may change.
/// </summary>
internal sealed class TurnScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>After this many milliseconds the thread goes to somebody else first.</summary>
    private const int Quantum = 50;

    private static readonly Action<object?> Pump = static activation => ((Activation)activation!).Pump();

    [ThreadStatic]
    private static TurnScheduler? Running;

    private readonly Lock _lock = new();
    private readonly Queue<Task> _work = new();
    private bool _scheduled;
    private bool _pumpWanted;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Has <see cref="Activation.Pump"/> run here soon, on no caller's execution context.</summary>
    public void WantPump()
    {
        lock (_lock)
        {
            _pumpWanted = true;
            if (_scheduled)
                return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    public void Execute()
    {
        Running = this;
        var started = Environment.TickCount64;
        try
        {
            while (TryTake(out var task))
            {
                if (task is null)
                    new Task(Pump, activation).Start(this);
                else
                    TryExecuteTask(task);

                if (Environment.TickCount64 - started >= Quantum)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }
            }
        }
        finally
        {
            Running = null;
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_lock)
        {
            _work.Enqueue(task);
            if (_scheduled)
                return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => Running == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_lock)
            return [.. _work];
    }

    /// <summary>The next piece of work; null stands for a pump. False, and not scheduled any more, when there is none.</summary>
    private bool TryTake(out Task? task)
    {
        lock (_lock)
        {
            if (_work.TryDequeue(out task))
                return true;
            if (_pumpWanted)
            {
                _pumpWanted = false;
                return true;
            }

            return _scheduled = false;
        }
    }
}
