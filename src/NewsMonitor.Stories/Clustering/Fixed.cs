namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// Fixed-point numbers with 16 binary places. Sums of them do not depend on the order in which they were added or taken away, so an index
/// rebuilt from the database equals the one that was lost.
/// </summary>
internal static class Fixed
{
    private const int One = 1 << 16;

    private static readonly long[] Roots = [.. Enumerable.Range(0, 4096).Select(n => (long)Math.Round(Math.Sqrt(n) * One))];

    public static long Root(int n) => n < Roots.Length ? Roots[n] : (long)Math.Round(Math.Sqrt(n) * One);

    public static long Of(double value) => (long)Math.Round(value * One);

    public static double ToDouble(long value) => value / (double)One;
}
