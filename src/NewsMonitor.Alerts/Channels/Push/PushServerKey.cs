using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace NewsMonitor.Alerts.Channels.Push;

/// <summary>The key by which push services know this server (VAPID, RFC 8292).</summary>
public sealed class PushServerKey : IDisposable
{
    // A token may be valid for a day at most (section 2); half of that leaves room for clocks that are wrong.
    private static readonly TimeSpan Validity = TimeSpan.FromHours(12);

    private static readonly string Header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);

    private readonly ECDsa _key;
    private readonly string _contact;

    /// <param name="privateKey">See <see cref="PushOptions.PrivateKey"/>.</param>
    /// <param name="contact">See <see cref="PushOptions.Contact"/>.</param>
    /// <exception cref="CryptographicException">It is no key.</exception>
    public PushServerKey(string privateKey, string contact)
    {
        _key = ECDsa.Create(Parameters(privateKey));
        _contact = contact;
        PublicKey = Base64Url.EncodeToString(P256.Point(_key.ExportParameters(includePrivateParameters: false).Q));
    }

    /// <summary>What browsers subscribe with (<c>applicationServerKey</c>): the point, uncompressed, base64url.</summary>
    public string PublicKey { get; }

    public static bool IsKey(string privateKey)
    {
        try
        {
            using var key = ECDsa.Create(Parameters(privateKey));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The parameters of the <c>Authorization</c> scheme <c>vapid</c> for a push service: a token signed with ES256 and the public key.</summary>
    public string Authorization(Uri endpoint, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["exp"] = (now + Validity).ToUnixTimeSeconds(),
            ["sub"] = _contact,
        });
        var signed = $"{Header}.{Base64Url.EncodeToString(claims)}";
        var signature = _key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"t={signed}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    public void Dispose() => _key.Dispose();

    private static ECParameters Parameters(string privateKey) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        D = Base64UrlText.Bytes(privateKey, P256.ScalarBytes) ?? throw new CryptographicException("Not the base64url of 32 bytes."),
    };
}
