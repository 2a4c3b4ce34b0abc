using NewsMonitor.LocalRuntime.Calls;
using NewsMonitor.LocalRuntime.Hosting;
using NewsMonitor.LocalRuntime.Types;
using Orleans;
using Orleans.Runtime;

namespace NewsMonitor.LocalRuntime.Activations;

/// <summary>
/// A grain in memory: the instance, the calls that wait for it and the rule which of them may run. How it begins and
/// ends is in Activation.Lifecycle.cs, what is done to the grain object in Activation.Grain.cs.
/// </summary>
internal sealed partial class Activation : IGrainContext
{
    /// <summary>After so many short calls a busy grain gives its thread to somebody else first.</summary>
    private const int MaximumInARow = 1000;

    private readonly Lock _lock = new();
    private readonly TurnScheduler _turns;
    private CallQueue _waiting;
    private CallQueue _waitingToInterleave;
    private long _arrivals;
    private int _running;
    private int _runningAlone;
    private int _runningReaders;
    private long _lastUse;

    public Activation(LocalSilo silo, GrainId id)
    {
        Silo = silo;
        Id = id;
        _turns = new TurnScheduler(this);
        _lastUse = silo.Clock.GetTimestamp();
    }

    /// <summary>The activation whose grain is being constructed on this thread.</summary>
    [field: ThreadStatic]
    public static Activation? UnderConstruction { get; private set; }

    public LocalSilo Silo { get; }

    public GrainId Id { get; }

    /// <exception cref="InvalidOperationException">The grain was not built by the runtime.</exception>
    public static Activation Of(IGrainBase grain) => grain.GrainContext as Activation
        ?? throw new InvalidOperationException($"{grain.GetType()} was not activated by the runtime: get it from an IGrainFactory.");

    /// <summary>Takes a call in. False when this activation is dead and the call has to go to its successor.</summary>
    public bool TryReceive(Call call)
    {
        lock (_lock)
        {
            if (_state == ActivationState.Dead)
                return false;
            Add(call);
        }

        Start();
        return true;
    }

    /// <summary>Runs a piece of code between those of the turns.</summary>
    public void Post(Action<object?> action, object state) => _ = Task.Factory.StartNew(
        action,
        state,
        CancellationToken.None,
        TaskCreationOptions.DenyChildAttach,
        _turns);

    /// <summary>Begins what may begin now. Runs on the activation's scheduler only.</summary>
    public void Pump()
    {
        if (MustBegin())
        {
            _ = BeginAsync();
            return;
        }

        for (var begun = 0; TakeRunnable() is { } call; begun++)
        {
            var turn = call.IsOver ? Task.CompletedTask : call.RunAsync(this);
            if (turn.IsCompleted)
                OnEnded(call);
            else
                _ = WaitForEndAsync(call, turn);

            if (begun == MaximumInARow)
            {
                Start();
                return;
            }
        }

        if (MustEnd())
            _ = EndAsync();
    }

    public override string ToString() => Id.ToString();

    private async Task WaitForEndAsync(Call call, Task turn)
    {
        await turn;
        OnEnded(call);
        Pump();
    }

    private void Start() => _turns.WantPump();

    private void Add(Call call)
    {
        call.Arrival = ++_arrivals;
        if (call.Interleaves)
            _waitingToInterleave.Add(call);
        else
            _waiting.Add(call);
    }

    /// <summary>Takes the call that has waited longest; null when none waits.</summary>
    private Call? TakeWaiting()
    {
        if (_waiting.First is not { } call)
            return _waitingToInterleave.First is null ? null : _waitingToInterleave.Take();
        return _waitingToInterleave.First is { } interleaving && interleaving.Arrival < call.Arrival
            ? _waitingToInterleave.Take()
            : _waiting.Take();
    }

    private Call? TakeRunnable()
    {
        lock (_lock)
        {
            if (_state is not ActivationState.Active)
                return null;
            var call = _waiting.First is { } first && MayRun(first) ? first : null;
            if (_waitingToInterleave.First is { } interleaving && (call is null || interleaving.Arrival < call.Arrival))
            {
                _running++;
                return _waitingToInterleave.Take();
            }

            if (call is null)
                return null;
            _running++;
            if (call.OnlyReads)
                _runningReaders++;
            else
                _runningAlone++;
            return _waiting.Take();
        }
    }

    private bool MayRun(Call call) =>
        Id.Type.IsReentrant || (_runningAlone == 0 && (_runningReaders == 0 || call.OnlyReads));

    private void OnEnded(Call call)
    {
        lock (_lock)
        {
            _running--;
            if (!call.Interleaves)
            {
                if (call.OnlyReads)
                    _runningReaders--;
                else
                    _runningAlone--;
            }

            if (call.KeepsAlive)
                _lastUse = Silo.Clock.GetTimestamp();
        }

        call.Conclude();
    }
}
