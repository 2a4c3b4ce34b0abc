using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NewsMonitor.TestKit;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>A chat's side of the conversation on loopback: it keeps messages, refuses what the real one refuses, and fails when a test says so.</summary>
internal abstract class ChatService : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _messages = new(StringComparer.Ordinal);

    public LoopbackServer Server { get; private set; } = null!;

    /// <summary>Answers the next request instead of the service; then it is as before.</summary>
    public RequestDelegate? Instead { get; set; }

    /// <summary>The messages that stand there, by their ids.</summary>
    public IReadOnlyDictionary<string, JsonObject> Messages
    {
        get
        {
            lock (_lock)
                return new Dictionary<string, JsonObject>(_messages, StringComparer.Ordinal);
        }
    }

    protected string Keep(string id, JsonObject message)
    {
        lock (_lock)
            _messages[id] = message;
        return id;
    }

    protected bool Has(string id)
    {
        lock (_lock)
            return _messages.ContainsKey(id);
    }

    public void Forget()
    {
        lock (_lock)
            _messages.Clear();
    }

    protected string NextId() => (_next++).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private int _next = 1001;

    public async Task StartAsync()
    {
        Server = await LoopbackServer.StartAsync();
        Server.Otherwise = async context =>
        {
            if (Instead is { } instead)
            {
                Instead = null;
                await instead(context);
                return;
            }

            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var json = body.Length == 0 ? [] : (JsonObject)JsonNode.Parse(body.ToArray())!;
            var (status, answer) = Answer(context.Request.Method, context.Request.Path.Value!, context.Request, json, body.ToArray());
            await LoopbackServer.ReplyAsync(context, status, answer, "application/json");
        };
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    protected abstract (int Status, string Answer) Answer(string method, string path, HttpRequest request, JsonObject json, byte[] body);

    protected static string Json(object value) => JsonSerializer.Serialize(value);

    protected static int Bytes(string? text) => Encoding.UTF8.GetByteCount(text ?? "");

    /// <summary>What a script answers with.</summary>
    public static RequestDelegate Say(int status, string body, params (string Name, string Value)[] headers) =>
        context => LoopbackServer.ReplyAsync(context, status, body, "application/json", headers);
}
