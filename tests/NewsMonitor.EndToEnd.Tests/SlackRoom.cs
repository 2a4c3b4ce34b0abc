using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NewsMonitor.TestKit;

namespace NewsMonitor.EndToEnd.Tests;

/// <summary>A room of a chat with Slack's Web API on loopback: a bot posts messages there and changes its own.</summary>
public sealed class SlackRoom(LoopbackServer server)
{
    public const string Token = "xoxb-1-secret";
    public const string Chat = "C024BE91L";

    private readonly ConcurrentDictionary<string, string> _messages = new(StringComparer.Ordinal);

    /// <summary>What stands in the room now, by the messages' ids.</summary>
    public IReadOnlyDictionary<string, string> Messages => _messages;

    /// <summary>Root of the API.</summary>
    public string Api => server.Url("/slack/");

    public SlackRoom Open()
    {
        var posted = 0;
        server.On("/slack/chat.postMessage", context => AnswerAsync(context, _ => string.Create(CultureInfo.InvariantCulture, $"1728378000.{Interlocked.Increment(ref posted):000000}")));
        server.On("/slack/chat.update", context => AnswerAsync(context, message => message.GetProperty("ts").GetString()!));
        return this;
    }

    private async Task AnswerAsync(HttpContext context, Func<JsonElement, string> id)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var message = body.RootElement;
        var known = context.Request.Headers.Authorization == $"Bearer {Token}" && message.GetProperty("channel").GetString() == Chat;
        var ts = known ? id(message) : null;
        if (ts is not null)
            _messages[ts] = message.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString()!;
        await LoopbackServer.ReplyAsync(
            context, 200, JsonSerializer.Serialize(known ? new { ok = true, channel = Chat, ts } : (object)new { ok = false, error = "invalid_auth" }), "application/json");
    }
}
