using System.Collections.Concurrent;
using System.Reflection;
using Orleans;

namespace NewsMonitor.LocalRuntime.Types;

/// <summary>
/// Finds the grain class behind an interface among the assemblies of the process. Only when a class is missing are referenced assemblies
/// that nothing has touched yet loaded too.
/// </summary>
internal sealed class GrainTypes
{
    private static readonly AssemblyName Ours = typeof(Grain).Assembly.GetName();

    private readonly Lock _lock = new();
    private readonly HashSet<Assembly> _read = [];
    private readonly Dictionary<Type, List<GrainType>> _byInterface = [];
    private readonly ConcurrentDictionary<(Type, string?), GrainType> _found = new();

    /// <exception cref="ArgumentException">No class, or more than one, implements the interface.</exception>
    public GrainType Find(Type grainInterface, string? classNamePrefix) =>
        _found.TryGetValue((grainInterface, classNamePrefix), out var type)
            ? type
            : _found.GetOrAdd((grainInterface, classNamePrefix), Search(grainInterface, classNamePrefix));

    private GrainType Search(Type grainInterface, string? classNamePrefix)
    {
        lock (_lock)
        {
            ReadLoaded();
            var candidates = Candidates(grainInterface, classNamePrefix);
            if (candidates.Length == 0 && LoadReferenced())
                candidates = Candidates(grainInterface, classNamePrefix);
            return candidates switch
            {
                [var only] => only,
                [] => throw new ArgumentException($"No grain class implements {grainInterface}{Beginning(classNamePrefix)}.", nameof(grainInterface)),
                _ => throw new ArgumentException(
                    $"{candidates.Length} grain classes implement {grainInterface}{Beginning(classNamePrefix)}: "
                    + string.Join(", ", candidates.Select(c => c.Class.FullName)),
                    nameof(grainInterface)),
            };
        }
    }

    private static string Beginning(string? classNamePrefix) => classNamePrefix is null ? "" : $" with a name that begins with {classNamePrefix}";

    private GrainType[] Candidates(Type grainInterface, string? classNamePrefix) =>
        !_byInterface.TryGetValue(grainInterface, out var types)
            ? []
            : [.. types.Where(t => classNamePrefix is null || t.Class.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal))];

    private void ReadLoaded()
    {
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(MayHoldGrains))
        {
            if (!_read.Add(assembly))
                continue;
            foreach (var type in assembly.GetTypes().Where(GrainType.IsGrainClass).Select(t => new GrainType(t)))
            {
                foreach (var grainInterface in type.Interfaces)
                {
                    if (!_byInterface.TryGetValue(grainInterface, out var types))
                        _byInterface.Add(grainInterface, types = []);
                    types.Add(type);
                }
            }
        }
    }

    private bool LoadReferenced()
    {
        var pending = new Queue<Assembly>(_read);
        var before = _read.Count;
        while (pending.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies())
            {
                if (Assembly.Load(name) is var referenced && MayHoldGrains(referenced) && !_read.Contains(referenced))
                {
                    ReadLoaded();
                    pending.Enqueue(referenced);
                }
            }
        }

        ReadLoaded();
        return _read.Count > before;
    }

    private static bool MayHoldGrains(Assembly assembly) =>
        !assembly.IsDynamic && Array.Exists(assembly.GetReferencedAssemblies(), r => AssemblyName.ReferenceMatchesDefinition(r, Ours));
}
