using NewsMonitor.LocalRuntime.Calls;
using NewsMonitor.LocalRuntime.Hosting;
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
    private DeactivationReason _reason;
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
        bool beginning;
        lock (_lock)
        {
            if (!TryTurnToEnd(reason))
                return;
            beginning = _beginning;
        }

        if (beginning)
            Post(static activation => ((Activation)activation!)._activationTimeLimit?.Cancel(), this);
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
            // Asked to end meanwhile, it fails nobody: its calls go to the next activation.
            if (_state != ActivationState.Activating)
                failure = null;
            else if (failure is null)
                _state = ActivationState.Active;
            else
                _ending = true;
        }

        if (failure is not null)
            await FailAsync(failure);
        else
            Pump();
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
}
