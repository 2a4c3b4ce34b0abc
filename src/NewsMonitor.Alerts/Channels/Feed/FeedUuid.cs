using System.Security.Cryptography;
using System.Text;

namespace NewsMonitor.Alerts.Channels.Feed;

/// <summary>Ids of feeds and entries, which have to be IRIs (RFC 4287, section 4.2.6): <c>urn:uuid:</c> and a UUID of version 8 (RFC 9562, section 5.8) made of ours.</summary>
internal static class FeedUuid
{
    public static string Of(string id)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }
}
