namespace NewsMonitor.Feeds.Scheduling;

/// <summary>How often a feed has news, from the publication times of its articles.</summary>
internal static class Rhythm
{
    /// <summary>Fewer times tell nothing.</summary>
    private const int Least = 4;

    /// <summary>Older articles tell how the outlet used to be.</summary>
    private const int Most = 20;

    /// <summary>The median time between its latest articles, or the time since the last one when that is longer; null when it cannot be told.</summary>
    public static TimeSpan? Of(IReadOnlyList<DateTimeOffset> published, DateTimeOffset now)
    {
        DateTimeOffset[] latest = [.. published.Where(time => time <= now).OrderDescending().Take(Most)];
        if (latest.Length < Least)
            return null;
        TimeSpan[] gaps = [.. latest.Zip(latest.Skip(1), (later, earlier) => later - earlier).Order()];
        var median = gaps[gaps.Length / 2];
        var silence = now - latest[0];
        return median > silence ? median : silence;
    }
}
