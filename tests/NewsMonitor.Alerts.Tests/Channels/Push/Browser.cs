using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NewsMonitor.Alerts.Tests.Channels.Push;

/// <summary>A browser that subscribed at a push service: has the keys, and reads what it is pushed, step by step as RFC 8291 and RFC 8188 have it.</summary>
internal sealed class Browser : IDisposable
{
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);

    public string P256dh => Base64Url.EncodeToString(Point(_key));

    public string Auth => Base64Url.EncodeToString(_auth);

    public string Read(byte[] body)
    {
        var (salt, recordSize, idLength) = (body[..16], BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(16)), body[20]);
        Assert.True(body.Length <= recordSize, "It is one record.");
        var sender = body[21..(21 + idLength)];
        using var senderKey = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
        });

        var combined = HMACSHA256.HashData(_auth, _key.DeriveRawSecretAgreement(senderKey.PublicKey));
        var material = HMACSHA256.HashData(combined, (byte[])[.. "WebPush: info\0"u8, .. Point(_key), .. sender, 1]);
        var random = HMACSHA256.HashData(salt, material);
        var key = HMACSHA256.HashData(random, (byte[])[.. "Content-Encoding: aes128gcm\0"u8, 1])[..16];
        var nonce = HMACSHA256.HashData(random, (byte[])[.. "Content-Encoding: nonce\0"u8, 1])[..12];

        var record = body[(21 + idLength)..];
        var plain = new byte[record.Length - 16];
        using var cipher = new AesGcm(key, 16);
        cipher.Decrypt(nonce, record[..^16], record[^16..], plain);
        Assert.Equal(2, plain[^1]);
        return Encoding.UTF8.GetString(plain[..^1]);
    }

    public void Dispose() => _key.Dispose();

    private static byte[] Point(ECDiffieHellman key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. q.X!, .. q.Y!];
    }
}
