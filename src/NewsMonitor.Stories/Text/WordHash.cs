namespace NewsMonitor.Stories.Text;

/// <summary>A word's hash, the same in every process: FNV-1a of 64 bits over its characters (Fowler, Noll, Vo).</summary>
/// <remarks>Sketches are made of it and stored: another hash would be another <see cref="AnalysisFormat.Version"/>.</remarks>
internal static class WordHash
{
    public static ulong Of(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word)
            hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }
}
