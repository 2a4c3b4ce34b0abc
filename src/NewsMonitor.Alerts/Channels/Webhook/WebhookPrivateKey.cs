using System.Security.Cryptography;

namespace NewsMonitor.Alerts.Channels.Webhook;

/// <summary>
/// Private keys of the asymmetric scheme as Standard Webhooks writes them: <c>whsk_</c> and the base64 of 64 bytes, the Ed25519 seed and the public
/// key after it. Receivers get <c>whpk_</c> and the base64 of the public key.
/// </summary>
public static class WebhookPrivateKey
{
    public const string Prefix = "whsk_";

    private const string PublicPrefix = "whpk_";

    /// <summary>Whether this machine can sign with one.</summary>
    public static bool IsAvailable => Ed25519.IsAvailable;

    /// <summary>A new key from 32 random bytes.</summary>
    public static string Create()
    {
        var seed = RandomNumberGenerator.GetBytes(Ed25519.KeyBytes);
        return Prefix + Convert.ToBase64String([.. seed, .. Ed25519.PublicKey(seed)]);
    }

    /// <summary>The seed in a key; null when it is none, or when its halves do not belong together.</summary>
    public static byte[]? Seed(string? key)
    {
        if (key is null || !key.StartsWith(Prefix, StringComparison.Ordinal) || key.Length > Prefix.Length + 100)
            return null;
        var bytes = new byte[2 * Ed25519.KeyBytes + 16];
        if (!Convert.TryFromBase64String(key[Prefix.Length..], bytes, out var length) || length != 2 * Ed25519.KeyBytes)
            return null;
        // Receivers of a key whose halves do not belong together hold a public key that verifies nothing.
        var seed = bytes[..Ed25519.KeyBytes];
        return Ed25519.PublicKey(seed).AsSpan().SequenceEqual(bytes.AsSpan(Ed25519.KeyBytes, Ed25519.KeyBytes)) ? seed : null;
    }

    /// <summary>What receivers verify with.</summary>
    /// <param name="seed">See <see cref="Seed"/>.</param>
    public static string PublicKey(byte[] seed) => PublicPrefix + Convert.ToBase64String(Ed25519.PublicKey(seed));
}
