using System.Collections.Concurrent;

namespace NewsMonitor.Benchmarks.Soak;

/// <summary>How often each rule was looked at, how often it was broken, and the first case of that.</summary>
internal sealed class SoakRules
{
    private readonly ConcurrentDictionary<string, Rule> _rules = new(StringComparer.Ordinal);

    public long Broken => _rules.Values.Sum(rule => Interlocked.Read(ref rule.Broken));

    /// <param name="rule">The rule in words.</param>
    /// <param name="holds">False when it is broken.</param>
    /// <param name="what">The case, for whoever looks for the reason.</param>
    public void Check(string rule, bool holds, Func<string> what)
    {
        var counts = _rules.GetOrAdd(rule, static _ => new Rule());
        Interlocked.Increment(ref counts.Checked);
        if (holds)
            return;
        if (Interlocked.Increment(ref counts.Broken) == 1)
            counts.First = what();
    }

    public void Print()
    {
        Console.WriteLine($"{"rule",-84}{"looked at",12}{"broken",9}");
        foreach (var (name, rule) in _rules.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{name,-84}{rule.Checked,12:N0}{rule.Broken,9:N0}");
            if (rule.First is not null)
                Console.WriteLine($"    for example: {rule.First}");
        }
    }

    private sealed class Rule
    {
        public long Checked;
        public long Broken;
        public string? First;
    }
}
