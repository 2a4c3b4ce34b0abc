namespace NewsMonitor.Stories.Tests.Measures;

/// <summary>Bagga and Baldwin 1998: means over articles, F1 of the two means.</summary>
internal static class BCubed
{
    public static double F1(IReadOnlyDictionary<string, string> assigned, IReadOnlyDictionary<string, string> gold)
    {
        var stories = gold.GroupBy(g => g.Value).ToDictionary(g => g.Key, g => (double)g.Count());
        var predicted = gold.GroupBy(g => assigned[g.Key]).ToDictionary(g => g.Key, g => (double)g.Count());
        var both = gold.GroupBy(g => (g.Value, assigned[g.Key])).ToDictionary(g => g.Key, g => (double)g.Count());
        var precision = both.Sum(b => b.Value * b.Value / predicted[b.Key.Item2]) / gold.Count;
        var recall = both.Sum(b => b.Value * b.Value / stories[b.Key.Value]) / gold.Count;
        return 2 * precision * recall / (precision + recall);
    }
}
