using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Idempotency;

/// <summary>An answer as it is given again.</summary>
/// <param name="Headers">Those that are part of the answer: what it is, and where.</param>
internal sealed record RememberedAnswer(int Status, Dictionary<string, string> Headers, byte[] Body);

/// <summary>
/// Answers may show a secret that is shown once. They are stored encrypted (AES-256-GCM, NIST SP 800-38D) under a key made of the API key and the
/// Idempotency-Key that came with the request (HKDF, RFC 5869), neither of which is stored: only the same request opens them again.
/// </summary>
internal static class SealedAnswer
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static byte[] Seal(RememberedAnswer answer, KeyedRequest request, string apiKey, string idempotencyKey)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(answer);
        var whole = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceBytes));
        using var cipher = Cipher(apiKey, idempotencyKey);
        cipher.Encrypt(whole.AsSpan(0, NonceBytes), plain, whole.AsSpan(NonceBytes + TagBytes), whole.AsSpan(NonceBytes, TagBytes), Context(request));
        return whole;
    }

    /// <returns>Null when it was sealed under another API key.</returns>
    public static RememberedAnswer? Open(byte[] whole, KeyedRequest request, string apiKey, string idempotencyKey)
    {
        var plain = new byte[whole.Length - NonceBytes - TagBytes];
        using var cipher = Cipher(apiKey, idempotencyKey);
        try
        {
            cipher.Decrypt(whole.AsSpan(0, NonceBytes), whole.AsSpan(NonceBytes + TagBytes), whole.AsSpan(NonceBytes, TagBytes), plain, Context(request));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return JsonSerializer.Deserialize<RememberedAnswer>(plain);
    }

    private static AesGcm Cipher(string apiKey, string idempotencyKey) =>
        // With its length, so that no other pair gives the same bytes.
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes($"{apiKey.Length}:{apiKey}{idempotencyKey}"), 32, info: "answer"u8.ToArray()), TagBytes);

    private static byte[] Context(KeyedRequest request) => Encoding.UTF8.GetBytes($"{request.Key} {request.Request} {request.Caller}");
}
