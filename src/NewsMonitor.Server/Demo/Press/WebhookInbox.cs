using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NewsMonitor.Server.Demo.Press;

/// <param name="Id">The <c>webhook-id</c>, the same on every attempt.</param>
/// <param name="Type">The body's <c>type</c>; null when the signature does not hold.</param>
/// <param name="Alert">Id of the alert; null when the signature does not hold.</param>
/// <param name="Problem">Why the signature does not hold; null when it does.</param>
public sealed record ReceivedWebhook(string Id, string? Type, string? Alert, string? Headline, string? Problem, bool Repeated);

/// <summary>
/// What a subscriber's own server does with an alert: verifies the Standard Webhooks signature before it looks at the body.
/// Written from the published rules, apart from the code that signs.
/// </summary>
public sealed class WebhookInbox(TimeProvider time)
{
    /// <summary>Path on the demo's site.</summary>
    public const string Path = "/hooks/newsdesk";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(24);
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    private int _verified;
    private int _refused;

    /// <summary>Called for everything that arrives.</summary>
    public Action<ReceivedWebhook>? Received { get; set; }

    /// <summary>The secret to give to the subscription.</summary>
    public string Secret => "whsec_" + Convert.ToBase64String(_key);

    /// <summary>Distinct deliveries whose signature held.</summary>
    public int Verified => _verified;

    public int Refused => _refused;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        var headers = context.Request.Headers;
        var received = Receive(
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), bytes.ToArray());
        context.Response.StatusCode = received.Problem is null ? StatusCodes.Status204NoContent : StatusCodes.Status401Unauthorized;
        Received?.Invoke(received);
    }

    public ReceivedWebhook Receive(string id, string timestamp, string signatures, byte[] body)
    {
        if (Problem(id, timestamp, signatures, body) is { } problem)
        {
            Interlocked.Increment(ref _refused);
            return new ReceivedWebhook(id, null, null, null, problem, Repeated: false);
        }

        var repeated = !_seen.TryAdd(id, true);
        if (!repeated)
            Interlocked.Increment(ref _verified);
        using var document = JsonDocument.Parse(body);
        var data = document.RootElement.GetProperty("data");
        return new ReceivedWebhook(
            id,
            document.RootElement.GetProperty("type").GetString(),
            data.GetProperty("alert").GetString(),
            data.GetProperty("story").GetProperty("headline").GetString(),
            Problem: null,
            repeated);
    }

    private string? Problem(string id, string timestamp, string signatures, byte[] body)
    {
        if (id.Length == 0)
            return "webhook-id is missing";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799)
            return "webhook-timestamp is not a number of seconds";
        if ((time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
            return "webhook-timestamp is more than five minutes away";

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = HMACSHA256.HashData(_key, signed);
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var given = new byte[64];
            if (signature.StartsWith("v1,", StringComparison.Ordinal)
                && Convert.TryFromBase64String(signature[3..], given, out var length)
                && CryptographicOperations.FixedTimeEquals(expected, given.AsSpan(0, length)))
                return null;
        }

        return "no signature in webhook-signature holds";
    }
}
