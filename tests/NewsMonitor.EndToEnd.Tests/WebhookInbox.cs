using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.EndToEnd.Tests;

/// <summary>Receives webhooks and checks their signatures with nothing but the Standard Webhooks specification.</summary>
public sealed class WebhookInbox(LoopbackServer server, string path)
{
    private const string Key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public const string Secret = "whsec_" + Key;

    public string Url => server.Url(path);

    /// <summary>Answers every webhook with 204, after a while: so a kill finds some on their way.</summary>
    public WebhookInbox Open(TimeSpan pause)
    {
        server.On(path, async context =>
        {
            await Task.Delay(pause, TimeProvider.System, context.RequestAborted);
            context.Response.StatusCode = 204;
        });
        return this;
    }

    /// <summary>Everything received, in order: id and body; every signature must be right.</summary>
    public IReadOnlyList<(string Id, string Body)> Received => [.. server.Requests.Of(path).Select(Verify)];

    private static (string Id, string Body) Verify(RecordedRequest request)
    {
        var id = request.Header("webhook-id");
        var timestamp = request.Header("webhook-timestamp");
        var signatures = request.Header("webhook-signature");
        Assert.NotNull(id);
        Assert.NotNull(timestamp);
        Assert.NotNull(signatures);
        var signed = Encoding.UTF8.GetBytes($"{id}.{timestamp}.{request.Text}");
        Assert.Contains("v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), signed)), signatures.Split(' '));
        var age = TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture));
        Assert.InRange(age, TimeSpan.FromSeconds(-5), TimeSpan.FromMinutes(30));
        return (id, request.Text);
    }
}
