using NewsMonitor.LocalRuntime.Activations;
using NewsMonitor.LocalRuntime.Hosting;
using NewsMonitor.LocalRuntime.Types;

namespace NewsMonitor.LocalRuntime.Calls;

#pragma warning disable CA1001 // _calleesToken has no timer and no wait handle: there is nothing to dispose of.

/// <summary>A call and the one answer that its caller gets: the result, the grain's error, a time-out or its own cancellation, whichever is first.</summary>
internal sealed class GrainCall<TResult>(GrainMethod<TResult> method, GrainId target, object?[] arguments)
    : GrainCall(method, target, arguments)
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _callersToken;
    private CancellationTokenRegistration _cancellation;
    private CancellationTokenSource? _calleesToken;
    private Activation? _runningOn;
    private TResult _result = default!;
    private Exception? _error;

    public override bool IsOver => _answer.Task.IsCompleted;

    public Task<TResult> Send()
    {
        if (Method.TokenIndex >= 0 && Arguments[Method.TokenIndex] is CancellationToken { CanBeCanceled: true } token)
        {
            if (token.IsCancellationRequested)
                return Task.FromCanceled<TResult>(token);
            _callersToken = token;
            _calleesToken = new CancellationTokenSource();
            Arguments[Method.TokenIndex] = _calleesToken.Token;
        }

        Method.Deadlines.Add(this);
        if (_calleesToken is not null)
            _cancellation = _callersToken.UnsafeRegister(static call => ((GrainCall<TResult>)call!).OnCallerCancelled(), this);
        Method.Silo.Send(Target, this);
        return _answer.Task;
    }

    /// <summary>Nobody waits for a one-way call, so nobody can take it back: its callee gets a token that is never cancelled.</summary>
    public Task SendOneWay()
    {
        if (Method.TokenIndex >= 0)
        {
            if (Arguments[Method.TokenIndex] is CancellationToken { IsCancellationRequested: true } token)
                return Task.FromCanceled(token);
            Arguments[Method.TokenIndex] = CancellationToken.None;
        }

        Method.Silo.Send(Target, this);
        return Task.CompletedTask;
    }

    public override async Task RunAsync(Activation activation)
    {
        Interlocked.Exchange(ref _runningOn, activation);
        try
        {
            _callersToken.ThrowIfCancellationRequested();
            var turn = method.Invoke(activation.Instance, Arguments);
            if (turn is Task<TResult> withResult)
                _result = await withResult;
            else
                await turn;
        }
        catch (Exception exception)
        {
            _error = exception;
        }
    }

    public override void Conclude()
    {
        if (_error is not null)
            Fail(_error);
        else if (_answer.TrySetResult(_result))
            StopWaiting();
    }

    public override void Fail(Exception exception)
    {
        if (Method.IsOneWay)
            Method.Silo.LogOneWayFailed(Method.Name, Target, exception);
        else if (_answer.TrySetException(exception))
            StopWaiting();
        else if (exception is not OperationCanceledException)
            Method.Silo.LogNobodyWaited(Method.Name, Target, exception);
    }

    public override void TimeOut()
    {
        _answer.TrySetException(new TimeoutException(
            $"{Method} of {Target} did not answer within {Method.ResponseTimeout}. The outcome is unknown: it may still be done."));
        _cancellation.Dispose();
    }

    private void StopWaiting()
    {
        if (Method.IsOneWay)
            return;
        Method.Deadlines.Remove(this);
        _cancellation.Dispose();
    }

    private void OnCallerCancelled()
    {
        if (!_answer.TrySetCanceled(_callersToken))
            return;
        Method.Deadlines.Remove(this);
        Interlocked.MemoryBarrier();
        _runningOn?.Post(static source => ((CancellationTokenSource)source!).Cancel(), _calleesToken!);
    }
}
