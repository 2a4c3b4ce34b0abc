using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>Content that was packed as base64 (Atom 0.3 <c>mode="base64"</c>, RFC 4287 section 4.1.3.3).</summary>
internal static class Base64Text
{
    /// <summary>The text inside, or null when it is no base64 or no text.</summary>
    public static string? Decode(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            return Convert.TryFromBase64String(text, bytes, out var length) && Utf8.IsValid(bytes.AsSpan(0, length))
                ? Encoding.UTF8.GetString(bytes, 0, length)
                : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
