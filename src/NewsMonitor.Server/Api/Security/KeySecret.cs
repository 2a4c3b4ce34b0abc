using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Security;

/// <summary>
/// Keys as they are shown: <c>nm_</c>, ten characters by which the key is found, <c>_</c>, and 32 random bytes in base64url. The beginning is
/// no secret: lists and logs show it, so that a key which leaked can be told.
/// </summary>
internal static class KeySecret
{
    private const string Mark = "nm_";
    private const int NameLength = 10;
    private const int Bytes = 32;

    // Without the letters that are misread.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static (string Key, KeyProof Proof) Create()
    {
        var prefix = Mark + RandomNumberGenerator.GetString(Alphabet, NameLength);
        var key = $"{prefix}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes))}";
        return (key, new KeyProof(prefix, Hash(key)));
    }

    /// <returns>Null when this is no key of ours.</returns>
    public static string? Prefix(string key)
    {
        const int Length = 3 + NameLength;
        return key.StartsWith(Mark, StringComparison.Ordinal) && key.Length > Length && key[Length] == '_' ? key[..Length] : null;
    }

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Takes the same time whatever is shown: hashes have one length.</summary>
    public static bool Matches(string key, string hash) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(key)), Encoding.ASCII.GetBytes(hash));
}
