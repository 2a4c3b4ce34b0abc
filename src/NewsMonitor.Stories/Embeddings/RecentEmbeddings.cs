namespace NewsMonitor.Stories.Embeddings;

/// <summary>The vectors of a story's latest articles, whatever the order in which they were added.</summary>
internal sealed class RecentEmbeddings
{
    /// <summary>Articles whose vectors are kept: a story moves on, and the nearest of a few says as much as that of all.</summary>
    private const int Most = 8;

    private readonly List<(long Arrived, string Id, sbyte[] Vector)> _latest = [];

    public void Add(long arrived, string id, sbyte[] vector)
    {
        _latest.Add((arrived, id, vector));
        _latest.Sort(static (a, b) => a.Arrived != b.Arrived ? b.Arrived.CompareTo(a.Arrived) : string.CompareOrdinal(a.Id, b.Id));
        if (_latest.Count > Most)
            _latest.RemoveAt(Most);
    }

    /// <summary>Cosine with the nearest of them; NaN when none can be compared.</summary>
    public double Nearest(ReadOnlySpan<sbyte> vector)
    {
        var nearest = double.NaN;
        foreach (var (_, _, other) in _latest)
            nearest = double.MaxNumber(nearest, EmbeddingVector.Cosine(vector, other));
        return nearest;
    }
}
