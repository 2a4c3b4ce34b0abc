using System.Reflection;
using NewsMonitor.LocalRuntime.Hosting;
using NewsMonitor.LocalRuntime.Types;

namespace NewsMonitor.LocalRuntime.Calls;

#pragma warning disable CA1852 // DispatchProxy derives from it at run time.

/// <summary>Base of the generated classes behind <c>GetGrain</c>: turns a method call into a <see cref="GrainCall"/>.</summary>
internal class GrainReference : DispatchProxy
{
    private LocalSilo _silo = null!;

    internal GrainId Id { get; private set; }

    public override bool Equals(object? obj) => obj is GrainReference other && Id.Equals(other.Id);

    public override int GetHashCode() => Id.GetHashCode();

    public override string ToString() => Id.ToString();

    internal static TGrainInterface Create<TGrainInterface>(LocalSilo silo, GrainId id)
    {
        var proxy = Create<TGrainInterface, GrainReference>()!;
        var reference = (GrainReference)(object)proxy;
        reference._silo = silo;
        reference.Id = id;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _silo.Methods.GetOrAdd(targetMethod!, GrainMethod.Of, _silo).Send(Id, args ?? []);
}
