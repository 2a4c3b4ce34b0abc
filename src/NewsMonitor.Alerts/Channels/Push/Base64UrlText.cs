using System.Buffers.Text;

namespace NewsMonitor.Alerts.Channels.Push;

/// <summary>Keys as browsers and people write them: base64url, with or without padding.</summary>
internal static class Base64UrlText
{
    /// <returns>Null when it is not that of so many bytes.</returns>
    public static byte[]? Bytes(string? text, int length)
    {
        var bytes = new byte[length];
        return text is not null
            && text.Length <= (length + 2) / 3 * 4
            && Base64Url.IsValid(text, out var decoded)
            && decoded == length
            && Base64Url.TryDecodeFromChars(text, bytes, out _) ? bytes : null;
    }
}
