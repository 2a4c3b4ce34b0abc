using System.Security.Cryptography;
using System.Text;

namespace NewsMonitor.Alerts.Channels.Webhook;

/// <summary>
/// The <c>webhook-signature</c> of the Standard Webhooks specification, symmetric scheme: <c>v1,</c> and the base64 of HMAC-SHA256 over
/// <c>id.timestamp.body</c>.
/// </summary>
public static class WebhookSignature
{
    /// <param name="key">See <see cref="WebhookSecret.Key"/>.</param>
    /// <param name="id">The <c>webhook-id</c>.</param>
    /// <param name="timestamp">The <c>webhook-timestamp</c>: seconds since 1970-01-01 UTC.</param>
    public static string Sign(byte[] key, string id, long timestamp, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{timestamp}.{body}"))));
}
