using System.Linq.Expressions;
using System.Reflection;
using NewsMonitor.LocalRuntime.Hosting;
using NewsMonitor.LocalRuntime.Types;
using Orleans;
using Orleans.Concurrency;

namespace NewsMonitor.LocalRuntime.Calls;

/// <summary>A method of a grain interface: how it is scheduled, how long its callers wait, and how it is invoked.</summary>
internal abstract class GrainMethod
{
    /// <summary>Orleans' default.</summary>
    private static readonly TimeSpan DefaultResponseTimeout = TimeSpan.FromSeconds(30);

    protected GrainMethod(MethodInfo method, LocalSilo silo)
    {
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        IsOneWay = method.IsDefined(typeof(OneWayAttribute));
        Interleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        OnlyReads = method.IsDefined(typeof(ReadOnlyAttribute));
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout ?? DefaultResponseTimeout;
        Deadlines = silo.Deadlines.Of(ResponseTimeout);
        Silo = silo;
        TokenIndex = Array.FindIndex(method.GetParameters(), p => p.ParameterType == typeof(CancellationToken));
    }

    public string Name { get; }

    public bool IsOneWay { get; }

    public bool Interleaves { get; }

    public bool OnlyReads { get; }

    public TimeSpan ResponseTimeout { get; }

    /// <summary>The calls of this method, and of others with the same timeout, that callers wait for.</summary>
    public DeadlineQueue Deadlines { get; }

    public LocalSilo Silo { get; }

    /// <summary>Which argument is the cancellation token; negative when none is.</summary>
    public int TokenIndex { get; }

    /// <exception cref="NotSupportedException">The method is generic or does not return a task.</exception>
    public static GrainMethod Of(MethodInfo method, LocalSilo silo)
    {
        if (method.IsGenericMethod)
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name} is generic; grain methods are not.");
        var type = method.ReturnType;
        if (type == typeof(Task) || type == typeof(ValueTask))
            return new GrainMethod<Nothing>(method, silo);
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            return (GrainMethod)Activator.CreateInstance(typeof(GrainMethod<>).MakeGenericType(type.GetGenericArguments()), method, silo)!;
        throw new NotSupportedException($"{method.DeclaringType}.{method.Name} returns {type}; grain methods return tasks.");
    }

    /// <summary>Sends the call and gives back what the method returns: a task of the outcome.</summary>
    public abstract object Send(GrainId target, object?[] arguments);

    public override string ToString() => Name;

    /// <summary>The outcome of a method without a result.</summary>
    internal readonly struct Nothing;
}

internal sealed class GrainMethod<TResult> : GrainMethod
{
    private readonly bool _returnsValueTask;

    public GrainMethod(MethodInfo method, LocalSilo silo)
        : base(method, silo)
    {
        _returnsValueTask = method.ReturnType.IsValueType;
        Invoke = Compile(method);
    }

    /// <summary>Calls the method on a grain; the task is a <see cref="Task{TResult}"/> unless the method has no result.</summary>
    public Func<object, object?[], Task> Invoke { get; }

    public override object Send(GrainId target, object?[] arguments)
    {
        var call = new GrainCall<TResult>(this, target, arguments);
        if (IsOneWay)
        {
            var sent = call.SendOneWay();
            return _returnsValueTask ? new ValueTask(sent) : sent;
        }

        var reply = call.Send();
        if (!_returnsValueTask)
            return reply;
        return typeof(TResult) == typeof(Nothing) ? new ValueTask(reply) : new ValueTask<TResult>(reply);
    }

    private static Func<object, object?[], Task> Compile(MethodInfo method)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        Expression call = Expression.Call(
            Expression.Convert(target, method.DeclaringType!),
            method,
            method.GetParameters().Select((p, i) => Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType)));
        if (method.ReturnType.IsValueType)
            call = Expression.Call(call, nameof(ValueTask.AsTask), null);
        return Expression.Lambda<Func<object, object?[], Task>>(Expression.Convert(call, typeof(Task)), target, arguments).Compile();
    }
}
