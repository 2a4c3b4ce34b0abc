namespace NewsMonitor.Stories.Review;

/// <summary>Which articles belong together more closely than others: average-linkage clustering, deterministic.</summary>
internal static class Dendrogram
{
    /// <param name="likeness">Symmetric, between every two.</param>
    /// <returns>The groups in the order in which they form, all but the last, which is everything: members and the mean likeness of the two halves.</returns>
    public static List<(int[] Members, double Joined)> Groups(double[,] likeness)
    {
        var n = likeness.GetLength(0);
        var sums = (double[,])likeness.Clone();
        var members = new List<int>?[n];
        for (var i = 0; i < n; i++)
            members[i] = [i];
        var groups = new List<(int[], double)>(n);
        for (var left = n; left > 1; left--)
        {
            var (a, b, most) = (-1, -1, double.NegativeInfinity);
            for (var i = 0; i < n; i++)
            {
                if (members[i] is not { } one)
                    continue;
                for (var j = i + 1; j < n; j++)
                {
                    if (members[j] is not { } other)
                        continue;
                    var mean = sums[i, j] / ((double)one.Count * other.Count);
                    if (mean > most)
                        (a, b, most) = (i, j, mean);
                }
            }

            for (var k = 0; k < n; k++)
            {
                if (k != a && k != b)
                    sums[a, k] = sums[k, a] = sums[a, k] + sums[b, k];
            }

            members[a]!.AddRange(members[b]!);
            members[b] = null;
            groups.Add(([.. members[a]!], most));
        }

        return groups;
    }
}
