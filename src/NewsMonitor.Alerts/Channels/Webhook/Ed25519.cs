using System.Security.Cryptography;

namespace NewsMonitor.Alerts.Channels.Webhook;

/// <summary>Ed25519 (RFC 8032) by the platform's OpenSSL.</summary>
internal static unsafe class Ed25519
{
    /// <summary>Bytes of a private key (its seed) and of a public key.</summary>
    public const int KeyBytes = 32;

    public const int SignatureBytes = 64;

    /// <summary>False where the platform has no OpenSSL; then the rest throws.</summary>
    public static bool IsAvailable => OpenSsl.IsAvailable;

    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        var key = PrivateKey(seed);
        try
        {
            var bytes = new byte[KeyBytes];
            var length = (nuint)KeyBytes;
            fixed (byte* to = bytes)
                Check(OpenSsl.GetPublicKey(key, to, &length));
            return bytes;
        }
        finally
        {
            OpenSsl.FreeKey(key);
        }
    }

    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> data)
    {
        var (key, context) = (PrivateKey(seed), OpenSsl.NewContext());
        try
        {
            Check(OpenSsl.SignInit(context, 0, 0, 0, key));
            var signature = new byte[SignatureBytes];
            var length = (nuint)SignatureBytes;
            fixed (byte* to = signature, from = data)
                Check(OpenSsl.Sign(context, to, &length, from, (nuint)data.Length));
            return signature;
        }
        finally
        {
            OpenSsl.FreeContext(context);
            OpenSsl.FreeKey(key);
        }
    }

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        nint key;
        fixed (byte* from = publicKey)
            key = OpenSsl.NewPublicKey(OpenSsl.Ed25519, 0, from, (nuint)publicKey.Length);
        var context = OpenSsl.NewContext();
        try
        {
            if (key == 0 || OpenSsl.VerifyInit(context, 0, 0, 0, key) != 1)
                return false;
            fixed (byte* sign = signature, from = data)
                return OpenSsl.Verify(context, sign, (nuint)signature.Length, from, (nuint)data.Length) == 1;
        }
        finally
        {
            OpenSsl.FreeContext(context);
            OpenSsl.FreeKey(key);
        }
    }

    private static nint PrivateKey(ReadOnlySpan<byte> seed)
    {
        fixed (byte* from = seed)
        {
            var key = OpenSsl.NewPrivateKey(OpenSsl.Ed25519, 0, from, (nuint)seed.Length);
            Check(key == 0 ? 0 : 1);
            return key;
        }
    }

    private static void Check(int result)
    {
        if (result != 1)
            throw new CryptographicException("OpenSSL refused an Ed25519 operation.");
    }
}
