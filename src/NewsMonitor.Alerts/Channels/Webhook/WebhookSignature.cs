using System.Security.Cryptography;
using System.Text;

namespace NewsMonitor.Alerts.Channels.Webhook;

/// <summary>
/// The <c>webhook-signature</c> of the Standard Webhooks specification over <c>id.timestamp.body</c>: <c>v1,</c> and the base64 of HMAC-SHA256 (symmetric
/// scheme), or <c>v1a,</c> and the base64 of an Ed25519 signature (asymmetric scheme).
/// </summary>
public static class WebhookSignature
{
    /// <param name="key">See <see cref="WebhookSecret.Key"/>.</param>
    /// <param name="id">The <c>webhook-id</c>.</param>
    /// <param name="timestamp">The <c>webhook-timestamp</c>: seconds since 1970-01-01 UTC.</param>
    /// <param name="body">The body.</param>
    public static string Sign(byte[] key, string id, long timestamp, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Signed(id, timestamp, body)));

    /// <param name="seed">See <see cref="WebhookPrivateKey.Seed"/>.</param>
    /// <param name="id">The <c>webhook-id</c>.</param>
    /// <param name="timestamp">The <c>webhook-timestamp</c>: seconds since 1970-01-01 UTC.</param>
    /// <param name="body">The body.</param>
    public static string SignAsymmetrically(byte[] seed, string id, long timestamp, string body) =>
        "v1a," + Convert.ToBase64String(Ed25519.Sign(seed, Signed(id, timestamp, body)));

    /// <summary>By the scheme of the secret; null when it is none.</summary>
    /// <param name="secret"><c>whsec_</c> or <c>whsk_</c> and base64.</param>
    /// <param name="id">The <c>webhook-id</c>.</param>
    /// <param name="timestamp">The <c>webhook-timestamp</c>: seconds since 1970-01-01 UTC.</param>
    /// <param name="body">The body.</param>
    public static string? Of(string? secret, string id, long timestamp, string body)
    {
        if (WebhookSecret.Key(secret) is { } key)
            return Sign(key, id, timestamp, body);
        return WebhookPrivateKey.IsAvailable && WebhookPrivateKey.Seed(secret) is { } seed ? SignAsymmetrically(seed, id, timestamp, body) : null;
    }

    private static byte[] Signed(string id, long timestamp, string body) => Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{timestamp}.{body}"));
}
