namespace NewsMonitor.LocalRuntime.Tests.Stage;

/// <summary>A place where a grain stops until the test lets it go on: arranges an interleaving instead of hoping for it.</summary>
public sealed class Gate(string name)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    /// <summary>Somebody stands at the gate, or has passed it.</summary>
    public Task Reached => _reached.Task;

    public void Open() => _open.TrySetResult();

    /// <summary>Called by the grain.</summary>
    public Task PassAsync(CancellationToken cancellationToken = default)
    {
        _reached.TrySetResult();
        return _open.Task.WaitAsync(cancellationToken);
    }
}
