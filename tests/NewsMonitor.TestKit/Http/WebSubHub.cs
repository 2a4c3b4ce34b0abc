using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NewsMonitor.TestKit;

/// <summary>
/// A WebSub hub on 127.0.0.1 that keeps to the recommendation, or breaks it as the test tells it to: over real HTTP in both directions. It verifies
/// and pushes when the test says so, unless <see cref="Verifying"/> says otherwise.
/// </summary>
public sealed class WebSubHub : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
    private readonly Lock _lock = new();
    private readonly List<HubRequest> _pending = [];
    private readonly Dictionary<(string Topic, string Callback), HubRequest> _subscriptions = [];
    private Task _verifications = Task.CompletedTask;

    private WebSubHub(LoopbackServer server)
    {
        _server = server;
        server.On("/", AskedAsync);
    }

    public string Url => _server.Url("/");

    public LoopbackServer Server => _server;

    /// <summary>How requests are answered.</summary>
    public int Answer { get; set; } = 202;

    /// <summary>Sent with the answer.</summary>
    public Dictionary<string, string> AnswerHeaders { get; } = [];

    public HubVerifying Verifying { get; set; } = HubVerifying.ByHand;

    /// <summary>The lease that it grants, in seconds, as it sends it; null for the one asked for, empty to leave it out.</summary>
    public string? Lease { get; set; }

    /// <summary>sha1, sha256, sha384, sha512, or what the test makes up.</summary>
    public string Method { get; set; } = "sha256";

    /// <summary>Changes the X-Hub-Signature header that it would send; null leaves it out.</summary>
    public Func<string, string?> Signature { get; set; } = right => right;

    /// <summary>The topic that pushes name in their Link header; null for the right one, empty for no header.</summary>
    public string? Self { get; set; }

    /// <summary>Requests as subscribers sent them.</summary>
    public IReadOnlyList<HubRequest> Asked => [.. _server.Requests.All.Where(r => r.Method == "POST").Select(r => HubRequest.Parse(r.Text))];

    /// <summary>Verified subscriptions.</summary>
    public IReadOnlyList<HubRequest> Subscriptions
    {
        get
        {
            lock (_lock)
                return [.. _subscriptions.Values];
        }
    }

    public static async Task<WebSubHub> StartAsync() => new(await LoopbackServer.StartAsync());

    /// <summary>Verifies what was asked and not verified yet.</summary>
    /// <param name="change">Changes the parameters of the verification.</param>
    /// <returns>Status and body of each answer.</returns>
    public async Task<IReadOnlyList<(int Status, string Body)>> VerifyAsync(Action<Dictionary<string, string>>? change = null)
    {
        HubRequest[] pending;
        lock (_lock)
        {
            pending = [.. _pending];
            _pending.Clear();
        }

        var answers = new List<(int, string)>();
        foreach (var request in pending)
            answers.Add(await VerifyAsync(request, change));
        return answers;
    }

    /// <summary>Verifies a request, whether it was made or not.</summary>
    public async Task<(int Status, string Body)> VerifyAsync(HubRequest request, Action<Dictionary<string, string>>? change = null)
    {
        var challenge = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["hub.mode"] = request.Mode, ["hub.topic"] = request.Topic, ["hub.challenge"] = challenge };
        if ((Lease ?? request.LeaseSeconds) is { Length: > 0 } lease)
            query["hub.lease_seconds"] = lease;
        change?.Invoke(query);
        var (status, body) = await GetAsync(request.Callback, query);
        if (status / 100 == 2 && body == challenge)
        {
            lock (_lock)
            {
                if (request.Mode == "subscribe")
                    _subscriptions[(request.Topic, request.Callback)] = request;
                else
                    _subscriptions.Remove((request.Topic, request.Callback));
            }
        }

        return (status, body);
    }

    /// <summary>Tells a subscriber that it is denied.</summary>
    public async Task<int> DenyAsync(HubRequest request, string? reason)
    {
        lock (_lock)
        {
            _pending.RemoveAll(p => p.Callback == request.Callback);
            _subscriptions.Remove((request.Topic, request.Callback));
        }

        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["hub.mode"] = "denied", ["hub.topic"] = request.Topic };
        if (reason is not null)
            query["hub.reason"] = reason;
        return (await GetAsync(request.Callback, query)).Status;
    }

    /// <summary>Sends a document to all subscribers of a topic.</summary>
    /// <returns>What they answered.</returns>
    public async Task<IReadOnlyList<int>> PushAsync(string topic, string document, string contentType = "application/rss+xml")
    {
        var answers = new List<int>();
        foreach (var subscription in Subscriptions.Where(s => s.Topic == topic))
            answers.Add(await SendAsync(subscription, Encoding.UTF8.GetBytes(document), contentType));
        return answers;
    }

    /// <summary>Sends bytes to a callback, subscribed or not.</summary>
    public async Task<int> SendAsync(HubRequest subscription, byte[] body, string? contentType = "application/rss+xml")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Callback) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if ((Self ?? subscription.Topic) is { Length: > 0 } self)
            request.Headers.TryAddWithoutValidation("Link", $"<{Url}>; rel=\"hub\", <{self}>; rel=\"self\"");
        if (Signature(Sign(Method, subscription.Secret ?? "", body)) is { } signature)
            request.Headers.TryAddWithoutValidation("X-Hub-Signature", signature);
        using var response = await _http.SendAsync(request);
        return (int)response.StatusCode;
    }

    /// <summary>The X-Hub-Signature header of a body.</summary>
    public static string Sign(string method, string secret, byte[] body)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        var hash = method switch
        {
#pragma warning disable CA5350 // What most hubs sign with.
            "sha1" => HMACSHA1.HashData(key, body),
#pragma warning restore CA5350
            "sha384" => HMACSHA384.HashData(key, body),
            "sha512" => HMACSHA512.HashData(key, body),
            _ => HMACSHA256.HashData(key, body),
        };
        return $"{method}={Convert.ToHexStringLower(hash)}";
    }

    public async ValueTask DisposeAsync()
    {
        await _verifications;
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private async Task AskedAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = HubRequest.Parse(await reader.ReadToEndAsync());
        if (Answer / 100 == 2)
        {
            switch (Verifying)
            {
                case HubVerifying.ByHand:
                    lock (_lock)
                        _pending.Add(request);
                    break;
                case HubVerifying.BeforeAnswer:
                    await VerifyAsync(request);
                    break;
                case HubVerifying.AfterAnswer:
                    context.Response.OnCompleted(() =>
                    {
                        lock (_lock)
                            _verifications = Task.WhenAll(_verifications, Task.Run(() => VerifyAsync(request)));
                        return Task.CompletedTask;
                    });
                    break;
            }
        }

        await LoopbackServer.ReplyAsync(
            context, Answer, Answer / 100 == 2 ? "" : "not \r\n today", "text/plain", [.. AnswerHeaders.Select(header => (header.Key, header.Value))]);
    }

    private async Task<(int Status, string Body)> GetAsync(string callback, Dictionary<string, string> query)
    {
        var parameters = string.Join('&', query.Select(p => string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}")));
        using var response = await _http.GetAsync(new Uri(callback + (callback.Contains('?', StringComparison.Ordinal) ? '&' : '?') + parameters));
        return (response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType != "text/plain" ? 0 : (int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

/// <summary>When a hub verifies what it was asked.</summary>
public enum HubVerifying
{
    /// <summary>When the test says so.</summary>
    ByHand,

    /// <summary>While the subscriber waits for the answer.</summary>
    BeforeAnswer,

    /// <summary>As soon as it has answered.</summary>
    AfterAnswer,

    /// <summary>Never.</summary>
    Never,
}

/// <summary>What a subscriber asked a hub.</summary>
public sealed record HubRequest(string Mode, string Topic, string Callback, string? LeaseSeconds, string? Secret)
{
    internal static HubRequest Parse(string form)
    {
        var fields = form.Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => Decode(pair[0]), pair => Decode(pair[1]), StringComparer.Ordinal);
        return new HubRequest(
            fields["hub.mode"], fields["hub.topic"], fields["hub.callback"], fields.GetValueOrDefault("hub.lease_seconds"), fields.GetValueOrDefault("hub.secret"));
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
