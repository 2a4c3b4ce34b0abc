using System.Security.Cryptography;
using System.Text;

namespace NewsMonitor.Feeds;

/// <summary>
/// Spreads hosts over scheduler shards. The bucket is stored with the feed, the shard is computed from it, so the number of shards can change.
/// </summary>
public static class HostShard
{
    /// <summary>Hosts fall into this many buckets; the number of shards must not exceed it.</summary>
    public const int Buckets = 1024;

    /// <summary>The host of a feed, as it is stored: lower case, a name of other letters in its ASCII form (RFC 5891).</summary>
    /// <param name="url">An absolute URL.</param>
    public static string Host(string url) => Host(new Uri(url));

    /// <inheritdoc cref="Host(string)"/>
    public static string Host(Uri url) => url.IdnHost.ToLowerInvariant();

    /// <summary>The bucket of a host, 0 to <see cref="Buckets"/> - 1; the same on every machine.</summary>
    public static int Bucket(string host) =>
        (SHA256.HashData(Encoding.UTF8.GetBytes(host.ToLowerInvariant())) is [var first, var second, ..] ? first << 8 | second : 0) % Buckets;
}
