using NewsMonitor.Model;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Linking;

/// <summary>What another language's story would have in common with a story, and when its articles were published.</summary>
public sealed class LinkProfile
{
    /// <summary>Keys kept of a story: those that most of its articles have.</summary>
    private const int MaximumKeys = 64;

    private const byte Version = 1;

    private LinkProfile(string storyId, string language, double firstDay, double lastDay, DateTimeOffset latest, LinkKey[] keys)
    {
        StoryId = storyId;
        Language = language;
        FirstDay = firstDay;
        LastDay = lastDay;
        Latest = latest;
        Keys = keys;
    }

    public string StoryId { get; }

    public string Language { get; }

    /// <summary>Earliest and latest publication, days since 1970-01-01; NaN when no article is dated.</summary>
    internal double FirstDay { get; }

    internal double LastDay { get; }

    /// <summary>When the latest article arrived.</summary>
    public DateTimeOffset Latest { get; }

    /// <summary>By what they are looked up under, each once, ascending.</summary>
    internal LinkKey[] Keys { get; }

    /// <summary>The profile of a story. A function of the articles alone, whatever their order.</summary>
    /// <param name="story">The story.</param>
    /// <param name="articles">Articles of it, one or more.</param>
    public static LinkProfile Of(Story story, IReadOnlyList<Article> articles)
    {
        var sums = new Dictionary<string, (LinkKey Key, float Weight)>();
        foreach (var article in articles.OrderBy(a => a.FirstSeen).ThenBy(a => a.Id, StringComparer.Ordinal))
        {
            foreach (var (posting, key) in LinkKeyReader.Read(article))
                sums[posting] = sums.TryGetValue(posting, out var known) ? (known.Key.Weight >= key.Weight ? known.Key : key, known.Weight + key.Weight) : (key, key.Weight);
        }

        // What one article in four has is half as sure to be of the event, not a quarter.
        var keys = sums
            .OrderByDescending(sum => sum.Value.Weight).ThenBy(sum => sum.Key, StringComparer.Ordinal).Take(MaximumKeys)
            .OrderBy(sum => sum.Key, StringComparer.Ordinal)
            .Select(sum => sum.Value.Key with { Weight = MathF.Sqrt(sum.Value.Weight / articles.Count) });
        return new LinkProfile(story.Id, story.Language, Day(story.FirstPublished), Day(story.LatestPublished), story.Latest, [.. keys]);
    }

    public byte[] ToBytes()
    {
        var writer = new ByteWriter(stackalloc byte[2048]);
        writer.Byte(Version);
        writer.Text(Language);
        writer.Signed(BitConverter.DoubleToInt64Bits(FirstDay));
        writer.Signed(BitConverter.DoubleToInt64Bits(LastDay));
        writer.Signed(Latest.UtcTicks);
        writer.Unsigned((uint)Keys.Length);
        foreach (var key in Keys)
        {
            writer.Byte((byte)key.Kind);
            writer.Byte(key.HasVowels ? (byte)1 : (byte)0);
            writer.Text(key.Text);
            writer.Text(key.Letters);
            writer.Unsigned(BitConverter.SingleToUInt32Bits(key.Weight));
        }

        return writer.ToArray();
    }

    /// <returns>Null when another version wrote the bytes, or they are damaged: the profile is to be made anew.</returns>
    public static LinkProfile? FromBytes(string storyId, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] != Version)
            return null;
        try
        {
            var reader = new ByteReader(bytes[1..]);
            var language = reader.Text();
            var first = BitConverter.Int64BitsToDouble(reader.Signed());
            var last = BitConverter.Int64BitsToDouble(reader.Signed());
            var latest = new DateTimeOffset(reader.Signed(), TimeSpan.Zero);
            var keys = new LinkKey[reader.Count()];
            for (var i = 0; i < keys.Length; i++)
            {
                var kind = (LinkKeyKind)reader.Byte();
                var vowels = reader.Byte() != 0;
                keys[i] = new LinkKey(kind, reader.Text(), reader.Text(), vowels, BitConverter.UInt32BitsToSingle((uint)reader.Unsigned()));
            }

            return new LinkProfile(storyId, language, first, last, latest, keys);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static double Day(DateTimeOffset? time) => time is { } there ? (there - DateTimeOffset.UnixEpoch).TotalDays : double.NaN;
}
