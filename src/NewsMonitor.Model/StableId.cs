using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NewsMonitor.Model;

/// <summary>
/// Ids derived from what they name, so that doing a step twice writes the same row twice and the second write finds the first.
/// </summary>
public static class StableId
{
    // Lower case, without the letters that are misread (i, l, o, u): ids are read aloud at three at night.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>An id <c>prefix_</c> and 26 characters (128 bits of SHA-256 over the parts, each with its length).</summary>
    /// <param name="prefix">What the id names: <c>feed</c>, <c>art</c>, <c>story</c>, <c>sub</c>, <c>alert</c>, <c>end</c>, <c>msg</c>.</param>
    /// <param name="parts">What makes the thing the same thing, in a fixed order.</param>
    public static string Create(string prefix, params ReadOnlySpan<string> parts)
    {
        var most = 0;
        foreach (var part in parts)
            most += sizeof(int) + Encoding.UTF8.GetMaxByteCount(part.Length);
        var rented = most > 1024 ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[1024];
        var length = 0;
        foreach (var part in parts)
        {
            var written = Encoding.UTF8.GetBytes(part, bytes[(length + sizeof(int))..]);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[length..], written);
            length += sizeof(int) + written;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        var digest = BinaryPrimitives.ReadUInt128BigEndian(hash);
        return string.Create(prefix.Length + 27, (prefix, digest), static (span, state) =>
        {
            state.prefix.CopyTo(span);
            span[state.prefix.Length] = '_';
            var rest = state.digest;
            for (var i = span.Length - 1; i > state.prefix.Length; i--)
            {
                span[i] = Alphabet[(int)(rest & 31)];
                rest >>= 5;
            }
        });
    }
}
