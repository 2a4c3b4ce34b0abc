using System.Security.Cryptography;
using System.Text;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>The signature of a push (WebSub section 7.1): <c>X-Hub-Signature: method=hexadecimal</c>, an HMAC of the body with the secret.</summary>
internal static class PushSignature
{
    /// <summary>Whether one of the headers is right. Comparing takes the same time wherever the first difference is.</summary>
    public static bool Holds(IEnumerable<string?> headers, string secret, ReadOnlySpan<byte> body)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        // Nobody has more; who sends many wants our processor.
        foreach (var header in headers.Take(4))
        {
            if (header?.Split('=', 2, StringSplitOptions.TrimEntries) is [var method, var signature] && Holds(method, signature, key, body))
                return true;
        }

        return false;
    }

    private static bool Holds(string method, string signature, byte[] key, ReadOnlySpan<byte> body)
    {
        Span<byte> expected = stackalloc byte[64];
        var length = method.ToLowerInvariant() switch
        {
#pragma warning disable CA5350 // The recommendation has SHA-1, and most hubs sign with nothing else; an HMAC does not need what SHA-1 lost.
            "sha1" => HMACSHA1.HashData(key, body, expected),
#pragma warning restore CA5350
            "sha256" => HMACSHA256.HashData(key, body, expected),
            "sha384" => HMACSHA384.HashData(key, body, expected),
            "sha512" => HMACSHA512.HashData(key, body, expected),
            _ => 0,
        };
        Span<byte> given = stackalloc byte[64];
        return length > 0
            && signature.Length == 2 * length
            && Convert.FromHexString(signature, given, out _, out var written) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(expected[..length], given[..written]);
    }
}
