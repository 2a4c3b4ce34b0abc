using System.Runtime.CompilerServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>How many of a story's articles name each weekday and month; a story of more than 255 that do counts as having 255.</summary>
internal struct NamedTimeCounts
{
    private Counters _counts;

    public void Add(NamedTimes times)
    {
        for (var bits = times.Bits; bits != 0; bits &= bits - 1)
        {
            ref var count = ref _counts[int.TrailingZeroCount(bits)];
            if (count < byte.MaxValue)
                count++;
        }
    }

    /// <summary>Cosine of what an article names and what the story's articles name, 0 to 1; NaN when either names none.</summary>
    /// <param name="times">The article's.</param>
    /// <param name="kind">Which are compared: <see cref="NamedTimes.Weekdays"/> or <see cref="NamedTimes.Months"/>.</param>
    public readonly double Agreement(NamedTimes times, int kind)
    {
        var named = times.Of(kind);
        if (named == 0)
            return double.NaN;
        long shared = 0, squares = 0;
        for (var bits = kind; bits != 0; bits &= bits - 1)
        {
            var at = int.TrailingZeroCount(bits);
            long count = _counts[at];
            squares += count * count;
            shared += ((times.Bits >> at) & 1) * count;
        }

        return squares == 0 ? double.NaN : shared / Math.Sqrt((double)squares * named);
    }

    [InlineArray(NamedTimes.Count)]
    private struct Counters
    {
        private byte _first;
    }
}
