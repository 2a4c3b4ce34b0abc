using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Text;

/// <summary>
/// An analysed article as bytes, for the database. First the version; then, numbers in variable length (<see cref="ByteWriter"/>): title,
/// language, days and times, words of the body, terms with weight and use, the sketch, that of the opening, the sentence vector. The article's id is not part of it.
/// </summary>
/// <remarks>What an article's analysis gains is written at the end, and <see cref="Version"/> raised: older ones are analysed anew from the text.</remarks>
internal static class AnalysisFormat
{
    /// <summary>Raised whenever the bytes or the meaning of what they hold change, be it only that words are stemmed otherwise.</summary>
    public const byte Version = 5;

    // The same words come again and again: one string each, most of the time.
    private static readonly TermPool Pool = new();

    public static byte[] Write(AnalysedArticle article)
    {
        var writer = new ByteWriter(stackalloc byte[4096]);
        writer.Byte(Version);
        writer.Text(article.Title);
        writer.Text(article.Language);
        writer.Signed(article.Arrived.UtcTicks);
        writer.Optional(article.Published?.UtcTicks);
        writer.Optional(article.InferredDay);
        writer.Unsigned((uint)article.BodyTerms);
        writer.Unsigned((uint)article.Terms.Length);
        for (var i = 0; i < article.Terms.Length; i++)
        {
            writer.Text(article.Terms[i]);
            // Two bits for the use, the others for the weight: on its grid it is a small number.
            writer.Unsigned(((uint)TermWeight.ToUnits(article.Weights[i]) << 2) | (uint)(article.Names[i] + 1));
        }

        Write(ref writer, article.Sketch);
        Write(ref writer, article.Opening);
        var embedding = article.Embedding ?? [];
        writer.Unsigned((uint)embedding.Length);
        MemoryMarshal.AsBytes(embedding.AsSpan()).CopyTo(writer.Space(embedding.Length));
        writer.Byte((byte)article.Encounter);
        writer.Unsigned((uint)article.Times.Bits);
        return writer.ToArray();
    }

    /// <returns>Null when another version wrote the bytes, or they are damaged: the article is to be analysed anew.</returns>
    public static AnalysedArticle? Read(string id, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] != Version)
            return null;
        try
        {
            var reader = new ByteReader(bytes[1..]);
            var title = reader.Text();
            var language = reader.Text(Pool);
            var arrived = Time(reader.Signed());
            DateTimeOffset? published = reader.Optional() is { } ticks ? Time(ticks) : null;
            var inferred = (int?)reader.Optional();
            var bodyTerms = (int)reader.Unsigned();
            var count = reader.Count();
            var terms = new string[count];
            var weights = new float[count];
            var names = new sbyte[count];
            for (var i = 0; i < count; i++)
            {
                terms[i] = reader.Text(Pool);
                var packed = reader.Unsigned();
                weights[i] = TermWeight.FromUnits((int)(packed >> 2));
                names[i] = (sbyte)((int)(packed & 3) - 1);
            }

            var sketch = Sketch(ref reader);
            var opening = Sketch(ref reader);
            var embedding = MemoryMarshal.Cast<byte, sbyte>(reader.Take(reader.Count()));
            var encounter = (Encounter)reader.Byte();
            var times = NamedTimes.FromBits(reader.Unsigned());
            return new AnalysedArticle(id, title, language, published, arrived, terms, weights, names, sketch, opening, bodyTerms, inferred, encounter, times)
                .With(embedding.IsEmpty ? null : embedding.ToArray());
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static void Write(ref ByteWriter writer, uint[] sketch)
    {
        writer.Byte((byte)sketch.Length);
        foreach (var hash in sketch)
            BinaryPrimitives.WriteUInt32LittleEndian(writer.Space(sizeof(uint)), hash);
    }

    private static uint[] Sketch(ref ByteReader reader)
    {
        var sketch = new uint[reader.Byte()];
        for (var i = 0; i < sketch.Length; i++)
            sketch[i] = BinaryPrimitives.ReadUInt32LittleEndian(reader.Take(sizeof(uint)));
        return sketch;
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
