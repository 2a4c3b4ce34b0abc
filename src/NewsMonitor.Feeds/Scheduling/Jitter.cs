namespace NewsMonitor.Feeds.Scheduling;

/// <summary>Spreads polls without chance, so that a decision can be made again and comes out the same.</summary>
internal static class Jitter
{
    /// <summary>0 to below 1, evenly spread over feeds and over the polls of a feed.</summary>
    /// <param name="feedId">Which feed.</param>
    /// <param name="version">Which of its polls.</param>
    public static double Of(string feedId, long version)
    {
        // FNV-1a over the id; then the mixing step of SplitMix64, so that versions that follow each other end far apart.
        var hash = 14695981039346656037UL;
        foreach (var c in feedId)
            hash = (hash ^ c) * 1099511628211UL;
        hash += unchecked((ulong)version + 1) * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return ((hash ^ (hash >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
