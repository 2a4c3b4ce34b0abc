using System.Collections.Concurrent;
using NewsMonitor.TestKit;

namespace NewsMonitor.LocalRuntime.Tests.Stage;

/// <summary>What a test and its grains share: gates, and the log of what happened in which order. Grains get it by injection.</summary>
public sealed class Scene
{
    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    public string[] Notes
    {
        get
        {
            lock (_notes)
                return [.. _notes];
        }
    }

    public Gate Gate(string name) => _gates.GetOrAdd(name, static name => new Gate(name));

    public void Note(string text)
    {
        lock (_notes)
            _notes.Add(text);
    }

    public int Count(string text) => Notes.Count(n => n == text);

    /// <summary>Waits until this was noted.</summary>
    public Task NotedAsync(string text, int times = 1) =>
        Eventually.TrueAsync(() => Count(text) >= times, $"'{text}' noted {times} times; noted so far: {string.Join(" | ", Notes)}");

    /// <summary>Waits until somebody stands at the gate.</summary>
    public Task ReachedAsync(string gate) => Gate(gate).Reached.Soon($"a grain at gate '{gate}'");
}
