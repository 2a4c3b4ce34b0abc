namespace NewsMonitor.Stories.Embeddings;

/// <summary>A sentence vector of length 1 in a byte a dimension: small enough to keep, and what is stored equals what was compared.</summary>
internal static class EmbeddingVector
{
    private const int One = sbyte.MaxValue;

    /// <returns>Null for a vector without length, or with a number that is none.</returns>
    public static sbyte[]? Quantize(ReadOnlySpan<float> vector)
    {
        var squares = 0.0;
        var largest = 0.0;
        foreach (var x in vector)
        {
            squares += (double)x * x;
            largest = Math.Max(largest, Math.Abs((double)x));
        }

        if (!double.IsFinite(squares) || squares <= 0)
            return null;
        // Scaled by its largest number, so that none is lost in rounding: a cosine does not mind.
        var bytes = new sbyte[vector.Length];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (sbyte)Math.Round(vector[i] / largest * One);
        return bytes;
    }

    /// <summary>-1 to 1; NaN for vectors of different models.</summary>
    public static double Cosine(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        if (a.Length != b.Length || a.IsEmpty)
            return double.NaN;
        long both = 0, first = 0, second = 0;
        for (var i = 0; i < a.Length; i++)
        {
            both += a[i] * b[i];
            first += a[i] * a[i];
            second += b[i] * b[i];
        }

        return first == 0 || second == 0 ? double.NaN : both / Math.Sqrt((double)first * second);
    }
}
