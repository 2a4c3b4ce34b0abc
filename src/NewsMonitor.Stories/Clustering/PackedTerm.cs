using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// What a story knows of a term that several of its articles have, in 64 bits: from the lowest up 8 for the articles, 18 for the sum of the weights, 28
/// for the sum of their squares, 10 for the use. A weight is at most 2^10, so that of up to 254 articles all fits; of <see cref="Many"/> and more the numbers
/// follow in full (<see cref="WriteMany"/>).
/// </summary>
/// <remarks>Numbers of a known width are read without a jump that nobody can foresee.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PackedTerm(ulong Bits)
{
    public const int Many = 255;

    /// <summary>Bytes of the numbers in full.</summary>
    public const int ManySize = 24;

    public PackedTerm(StoryTerm term)
        : this(term.Articles >= Many ? Many : (uint)term.Articles | ((ulong)term.Sum << 8) | ((ulong)term.Squares << 26) | ((ulong)(uint)term.Names << 54))
    {
    }

    public int Articles => (int)(Bits & 0xFF);

    public long Sum => (long)(Bits >> 8) & 0x3FFFF;

    public long Squares => (long)(Bits >> 26) & 0xFFFFFFF;

    public int Names => (int)((long)Bits >> 54);

    public static void WriteMany(Span<byte> bytes, StoryTerm term)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, term.Sum);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], term.Squares);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], term.Articles);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], term.Names);
    }

    public static (int Articles, long Sum, long Squares, int Names) ReadMany(ReadOnlySpan<byte> bytes) => (
        BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]), BinaryPrimitives.ReadInt64LittleEndian(bytes),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]));
}
