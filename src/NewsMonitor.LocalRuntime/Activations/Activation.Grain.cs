using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.LocalRuntime.Timers;
using Orleans;

namespace NewsMonitor.LocalRuntime.Activations;

/// <summary>The grain object: how it is built, its hooks with their time limits, its timers, and how it is disposed of.</summary>
internal sealed partial class Activation
{
    private AsyncServiceScope? _scope;
    private List<GrainTimer>? _timers;

    /// <summary>Set while OnActivateAsync runs; touched on the activation's scheduler only.</summary>
    private CancellationTokenSource? _activationTimeLimit;

    public Grain Instance { get; private set; } = null!;

    /// <summary>False when the activation's timers have ended, so that this one must not start.</summary>
    public bool TryAdd(GrainTimer timer)
    {
        lock (_lock)
        {
            if (_ending)
                return false;
            (_timers ??= []).Add(timer);
            return true;
        }
    }

    public void Remove(GrainTimer timer)
    {
        lock (_lock)
            _timers?.Remove(timer);
    }

    private void Construct()
    {
        UnderConstruction = this;
        try
        {
            _scope = Silo.Services.CreateAsyncScope();
            Instance = Id.Type.Create(_scope.Value.ServiceProvider);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{Id.Type.Class} could not be constructed: {exception.Message}", exception);
        }
        finally
        {
            UnderConstruction = null;
        }
    }

    private async Task ActivateAsync()
    {
        using var timeLimit = new CancellationTokenSource(Silo.Collection.ActivationTimeout, Silo.Clock);
        _activationTimeLimit = timeLimit;
        try
        {
            await Instance.OnActivateAsync(timeLimit.Token).WaitAsync(timeLimit.Token);
        }
        catch (OperationCanceledException exception) when (timeLimit.IsCancellationRequested)
        {
            throw new TimeoutException($"{Id} was not activated within {Silo.Collection.ActivationTimeout}.", exception);
        }
        finally
        {
            _activationTimeLimit = null;
        }
    }

    private async Task DeactivateAsync()
    {
        using var timeLimit = new CancellationTokenSource(Silo.Collection.DeactivationTimeout, Silo.Clock);
        try
        {
            await Instance.OnDeactivateAsync(_reason, timeLimit.Token).WaitAsync(timeLimit.Token);
        }
        catch (Exception exception)
        {
            Silo.LogDeactivationFailed(Id, exception);
        }
    }

    private async Task DisposeAsync()
    {
        try
        {
            if (Instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else if (Instance is IDisposable disposable)
                disposable.Dispose();
            if (_scope is { } scope)
                await scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Silo.LogDeactivationFailed(Id, exception);
        }
    }

    private void DisposeTimers()
    {
        GrainTimer[] timers;
        lock (_lock)
        {
            timers = [.. _timers ?? []];
            _timers = null;
        }

        foreach (var timer in timers)
            timer.Dispose();
    }
}
