using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.LocalRuntime.Calls;
using NewsMonitor.LocalRuntime.Hosting;
using NewsMonitor.LocalRuntime.Timers;
using Orleans;
using Orleans.Runtime;

namespace NewsMonitor.LocalRuntime.Activations;

/// <summary>How an activation begins, how it ends, and what becomes of the calls that it did not run.</summary>
internal sealed partial class Activation
{
    private ActivationState _state = ActivationState.Activating;
    private bool _begun;
    private bool _beginning;
    private bool _ending;
    private bool _wasActive;
    private AsyncServiceScope? _scope;
    private List<GrainTimer>? _timers;
    private DeactivationReason _reason;
    private CancellationTokenSource? _beginningTimeLimit;
    private TaskCompletionSource? _ended;
    private DateTimeOffset _keepUntil;

    /// <summary>Completes when the activation is dead.</summary>
    public Task Ended
    {
        get
        {
            lock (_lock)
            {
                if (_state == ActivationState.Dead)
                    return Task.CompletedTask;
                _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _ended.Task;
            }
        }
    }

    /// <summary>Asks for the end: running turns finish, then OnDeactivateAsync runs. The first reason stands.</summary>
    public void Deactivate(DeactivationReason reason)
    {
        CancellationTokenSource? beginning;
        lock (_lock)
        {
            if (!TryTurnToEnd(reason))
                return;
            beginning = _beginningTimeLimit;
        }

        beginning?.Cancel();
        Start();
    }

    /// <summary>Asks for the end if nobody has used the activation for a while and nothing is running.</summary>
    public void DeactivateIfIdle(TimeSpan age, DateTimeOffset now)
    {
        lock (_lock)
        {
            var idle = _state == ActivationState.Active
                && _running == 0
                && _waiting.First is null
                && _waitingToInterleave.First is null
                && _keepUntil <= now
                && Silo.Clock.GetElapsedTime(_lastUse) >= age;
            if (!idle)
                return;
            TryTurnToEnd(new DeactivationReason(DeactivationReasonCode.ActivationIdle, $"Nobody called for {age}."));
        }

        Start();
    }

    public void DelayDeactivation(TimeSpan span)
    {
        lock (_lock)
        {
            _keepUntil = span == TimeSpan.MaxValue || span == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue
                : span <= TimeSpan.Zero ? DateTimeOffset.MinValue
                : Silo.Clock.GetUtcNow() + span;
        }
    }

    /// <summary>False when the activation is dead, so that the timer must not start.</summary>
    public bool TryAdd(GrainTimer timer)
    {
        lock (_lock)
        {
            if (_state == ActivationState.Dead)
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

    private bool TryTurnToEnd(DeactivationReason reason)
    {
        if (_state is ActivationState.Deactivating or ActivationState.Dead)
            return false;
        _wasActive = _state == ActivationState.Active;
        _state = ActivationState.Deactivating;
        _reason = reason;
        return true;
    }

    private bool MustBegin()
    {
        lock (_lock)
        {
            if (_begun || _state != ActivationState.Activating)
                return false;
            return _begun = _beginning = true;
        }
    }

    private bool MustEnd()
    {
        lock (_lock)
        {
            if (_state != ActivationState.Deactivating || _beginning || _ending || _running > 0)
                return false;
            return _ending = true;
        }
    }

    private async Task BeginAsync()
    {
        Exception? failure = null;
        try
        {
            Construct();
            if (Id.Type.ActivatesItself)
                await ActivateAsync();
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        lock (_lock)
        {
            _beginning = false;
            _beginningTimeLimit = null;
            if (_state == ActivationState.Activating && failure is null)
                _state = ActivationState.Active;
            else if (_state != ActivationState.Activating)
                failure = null;
        }

        if (failure is not null)
            await FailAsync(failure);
        else
            Pump();
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
        lock (_lock)
        {
            _beginningTimeLimit = timeLimit;
        }

        try
        {
            await Instance.OnActivateAsync(timeLimit.Token).WaitAsync(timeLimit.Token);
        }
        catch (OperationCanceledException exception) when (timeLimit.IsCancellationRequested)
        {
            throw new TimeoutException($"{Id} was not activated within {Silo.Collection.ActivationTimeout}.", exception);
        }
    }

    private async Task EndAsync()
    {
        DisposeTimers();
        if (_wasActive && Id.Type.DeactivatesItself)
            await DeactivateAsync();
        await DisposeAsync();
        SendOnAndDie();
    }

    private async Task FailAsync(Exception failure)
    {
        Silo.LogActivationFailed(Id, failure);
        DisposeTimers();
        await DisposeAsync();
        var waiting = new CallQueue();
        lock (_lock)
        {
            while (TakeWaiting() is { } call)
                waiting.Add(call);
            Silo.Activations.Remove(this);
            Die();
        }

        while (waiting.First is not null)
            waiting.Take().Fail(failure);
    }

    /// <summary>Hands the waiting calls, in their order, to a successor that nobody can find before it has them.</summary>
    private void SendOnAndDie()
    {
        Activation? successor = null;
        lock (_lock)
        {
            while (TakeWaiting() is { } call)
            {
                if (Silo.IsStopping)
                    LocalSilo.Refuse(call, Id);
                else if (call.MayBeSentOn())
                    (successor ??= new Activation(Silo, Id)).Add(call);
            }

            if (successor is null)
                Silo.Activations.Remove(this);
            else
                Silo.Activations.Replace(this, successor);
            Die();
        }

        successor?.Start();
    }

    private void Die()
    {
        _state = ActivationState.Dead;
        _ended?.SetResult();
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
