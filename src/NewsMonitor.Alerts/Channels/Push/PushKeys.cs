using System.Security.Cryptography;

namespace NewsMonitor.Alerts.Channels.Push;

/// <summary>The derivation of RFC 8291, section 3.4.</summary>
internal static class PushKeys
{
    /// <param name="agreed">The raw secret of the two keys (ECDH).</param>
    /// <param name="browser">The browser's public key.</param>
    /// <param name="server">The public key that goes with the message.</param>
    /// <param name="auth">The browser's authentication secret.</param>
    /// <param name="salt">That goes with the message.</param>
    public static (byte[] Key, byte[] Nonce) Derive(byte[] agreed, byte[] browser, byte[] server, byte[] auth, byte[] salt)
    {
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, 32, auth, [.. "WebPush: info\0"u8, .. browser, .. server]);
        return (
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray()),
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 12, salt, "Content-Encoding: nonce\0"u8.ToArray()));
    }
}
