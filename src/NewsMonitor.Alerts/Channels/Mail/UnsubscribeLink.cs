using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Mail;

/// <summary>
/// The address at which whoever gets mail ends it: one per endpoint, signed with the endpoint's own key (HMAC-SHA256), so that knowing an id is not
/// enough. It does not expire: old mail has to keep its way out.
/// </summary>
public static class UnsubscribeLink
{
    /// <summary>Below <see cref="AlertOptions.PublicUrl"/>.</summary>
    public const string Path = "/unsubscribe/";

    /// <summary>A new key of 32 random bytes, for <see cref="EndpointSettings.UnsubscribeKey"/>.</summary>
    public static string CreateKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <returns>Null when the endpoint has no key.</returns>
    public static string? For(AlertEndpoint endpoint, string publicUrl)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(publicUrl);
        return Signature(endpoint) is { } signature ? $"{publicUrl.TrimEnd('/')}{Path}{endpoint.Id}/{Base64Url.EncodeToString(signature)}" : null;
    }

    /// <summary>Whether a signature out of a link is this endpoint's; takes the same time wherever it differs.</summary>
    public static bool Verifies(AlertEndpoint endpoint, string signature)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return Signature(endpoint) is { } expected
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Base64Url.EncodeToString(expected)), Encoding.UTF8.GetBytes(signature));
    }

    private static byte[]? Signature(AlertEndpoint endpoint) =>
        endpoint.Settings.TryGetValue(EndpointSettings.UnsubscribeKey, out var key)
            ? HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"unsubscribe.{endpoint.Id}"))
            : null;
}
