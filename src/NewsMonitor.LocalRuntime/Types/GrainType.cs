using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace NewsMonitor.LocalRuntime.Types;

/// <summary>What the runtime has to know of a grain class.</summary>
internal sealed class GrainType
{
    private readonly ObjectFactory _factory;

    public GrainType(Type grainClass)
    {
        Class = grainClass;
        Interfaces = [.. grainClass.GetInterfaces().Where(i => typeof(IGrain).IsAssignableFrom(i))];
        IsReentrant = grainClass.IsDefined(typeof(ReentrantAttribute));
        IsKeptAlive = grainClass.IsDefined(typeof(KeepAliveAttribute));
        ActivatesItself = Overrides(nameof(Grain.OnActivateAsync));
        DeactivatesItself = Overrides(nameof(Grain.OnDeactivateAsync));
        _factory = ActivatorUtilities.CreateFactory(grainClass, Type.EmptyTypes);
    }

    public Type Class { get; }

    public Type[] Interfaces { get; }

    public bool IsReentrant { get; }

    public bool IsKeptAlive { get; }

    /// <summary>False lets an activation begin without the cost of a time limit.</summary>
    public bool ActivatesItself { get; }

    /// <inheritdoc cref="ActivatesItself"/>
    public bool DeactivatesItself { get; }

    public static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(Grain).IsAssignableFrom(type)
        && typeof(IAddressable).IsAssignableFrom(type);

    public Grain Create(IServiceProvider services) => (Grain)_factory(services, null);

    public override string ToString() => Class.Name;

    private bool Overrides(string method) =>
        Class.GetMethod(method, BindingFlags.Instance | BindingFlags.Public)!.DeclaringType != typeof(Grain);
}
