using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NewsMonitor.Feeds.Scheduling;

/// <summary>Spreads polls without chance, so that a decision can be made again and comes out the same.</summary>
internal static class Jitter
{
    /// <summary>0 to below 1, evenly spread over feeds and over the polls of a feed.</summary>
    /// <param name="feedId">Which feed.</param>
    /// <param name="version">Which of its polls.</param>
    public static double Of(string feedId, long version)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{feedId} {version}")));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / (uint.MaxValue + 1.0);
    }
}
