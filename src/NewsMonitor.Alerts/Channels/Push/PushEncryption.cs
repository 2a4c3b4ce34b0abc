using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NewsMonitor.Alerts.Channels.Push;

/// <summary>Encrypts a message so that only the browser can read it (RFC 8291, in the coding <c>aes128gcm</c> of RFC 8188, in one record).</summary>
internal static class PushEncryption
{
    public const int AuthBytes = 16;

    /// <summary>Longest message, so that the encrypted one has the 4096 bytes that every push service takes (RFC 8030, section 7.2).</summary>
    public const int Longest = RecordSize - HeaderBytes - TagBytes - 1;

    private const int RecordSize = 4096;
    private const int SaltBytes = 16;
    private const int TagBytes = 16;
    private const int HeaderBytes = SaltBytes + sizeof(uint) + 1 + P256.PointBytes;

    /// <param name="message">At most <see cref="Longest"/> bytes.</param>
    /// <param name="browserKey">The browser's public key, 65 bytes, a point of P-256.</param>
    /// <param name="auth">The browser's authentication secret, 16 bytes.</param>
    public static byte[] Encrypt(ReadOnlySpan<byte> message, byte[] browserKey, byte[] auth)
    {
        using var ours = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(message, browserKey, auth, ours, RandomNumberGenerator.GetBytes(SaltBytes));
    }

    /// <param name="message">At most <see cref="Longest"/> bytes.</param>
    /// <param name="browserKey">The browser's public key, 65 bytes, a point of P-256.</param>
    /// <param name="auth">The browser's authentication secret, 16 bytes.</param>
    /// <param name="ours">A key for this message alone.</param>
    /// <param name="salt">16 bytes for this message alone.</param>
    public static byte[] Encrypt(ReadOnlySpan<byte> message, byte[] browserKey, byte[] auth, ECDiffieHellman ours, byte[] salt)
    {
        if (message.Length > Longest)
            throw new CryptographicException(FormattableString.Invariant($"The message has {message.Length} bytes; at most {Longest} can be pushed."));
        using var theirs = P256.PublicKey(browserKey) ?? throw new CryptographicException("The browser's key is no point of P-256.");
        var ourPoint = P256.Point(ours.ExportParameters(includePrivateParameters: false).Q);
        var (key, nonce) = PushKeys.Derive(ours.DeriveRawSecretAgreement(theirs.PublicKey), browserKey, ourPoint, auth, salt);

        var sent = new byte[HeaderBytes + message.Length + 1 + TagBytes];
        salt.CopyTo(sent, 0);
        BinaryPrimitives.WriteUInt32BigEndian(sent.AsSpan(SaltBytes), RecordSize);
        sent[SaltBytes + sizeof(uint)] = P256.PointBytes;
        ourPoint.CopyTo(sent, SaltBytes + sizeof(uint) + 1);
        // 2 ends the last record, which is the only one (RFC 8188, section 2).
        byte[] record = [.. message, 2];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, record, sent.AsSpan(HeaderBytes, record.Length), sent.AsSpan(HeaderBytes + record.Length));
        return sent;
    }
}
