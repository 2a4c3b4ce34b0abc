using System.Security.Cryptography;

namespace NewsMonitor.Alerts.Channels.Push;

/// <summary>Points of P-256 as they are sent: 0x04 and both coordinates (X9.62, uncompressed).</summary>
internal static class P256
{
    public const int ScalarBytes = 32;

    public const int PointBytes = 65;

    public static byte[] Point(ECPoint point) => [4, .. point.X!, .. point.Y!];

    /// <returns>Null when it is no point of the curve.</returns>
    public static ECDiffieHellman? PublicKey(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointBytes || point[0] != 4)
            return null;
        try
        {
            return ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..(1 + ScalarBytes)].ToArray(), Y = point[(1 + ScalarBytes)..].ToArray() },
            });
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
