namespace NewsMonitor.Stories.Review;

/// <summary>Which of some things belong together more closely than the rest: average-linkage clustering. Time grows with the cube of their number.</summary>
internal static class Dendrogram
{
    /// <param name="likeness">Symmetric, between every two.</param>
    /// <returns>The groups in the order in which they form; the last is everything.</returns>
    public static IEnumerable<IReadOnlyList<int>> Groups(double[,] likeness)
    {
        var n = likeness.GetLength(0);
        var sums = (double[,])likeness.Clone();
        var members = Enumerable.Range(0, n).Select(i => new List<int> { i }).ToArray();
        var open = Enumerable.Range(0, n).ToList();
        while (open.Count > 1)
        {
            var (a, b) = Nearest(open, members, sums);
            foreach (var other in open)
                sums[a, other] = sums[other, a] = sums[a, other] + sums[b, other];
            members[a].AddRange(members[b]);
            open.Remove(b);
            yield return members[a];
        }
    }

    /// <summary>The two groups with the largest mean likeness, the first of equals.</summary>
    private static (int One, int Other) Nearest(List<int> open, List<int>[] members, double[,] sums)
    {
        var nearest = (-1, -1);
        var most = double.NegativeInfinity;
        for (var i = 0; i < open.Count; i++)
        {
            for (var j = i + 1; j < open.Count; j++)
            {
                var mean = sums[open[i], open[j]] / ((double)members[open[i]].Count * members[open[j]].Count);
                if (mean > most)
                    (nearest, most) = ((open[i], open[j]), mean);
            }
        }

        return nearest;
    }
}
