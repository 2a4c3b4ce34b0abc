using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>Slack's incoming webhook and Web API with their limits, and its reading of mrkdwn.</summary>
internal sealed partial class SlackService : ChatService
{
    public const string Hook = "/services/T1/B1/secret";
    public const string Token = "xoxb-1-secret";

    /// <summary>What a reader sees of a message; throws where Slack would call people or take a mark for another.</summary>
    public static string Visible(JsonObject message)
    {
        var text = (string)message["blocks"]![0]!["text"]!["text"]!;
        Assert.DoesNotMatch(Calls(), text);
        var links = Link().Replace(text, "${text}");
        Assert.DoesNotContain('<', links);
        Assert.DoesNotContain('>', links);
        return links.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
    }

    /// <summary>Whether Slack takes it.</summary>
    public static bool Takes(JsonObject message) =>
        message["text"] is JsonValue text && ((string)text!).Length is > 0 and <= 40_000
        && message["blocks"] is JsonArray { Count: >= 1 and <= 50 } blocks
        && blocks.All(block => (string)block!["type"]! == "section" && (string)block["text"]!["type"]! == "mrkdwn" && ((string)block["text"]!["text"]!).Length is > 0 and <= 3000);

    protected override (int Status, string Answer) Answer(string method, string path, HttpRequest request, JsonObject json, byte[] body)
    {
        if (path == Hook)
            return Takes(json) ? (200, Kept(NextId(), json, "ok")) : (400, "invalid_blocks");
        if (request.Headers.Authorization != $"Bearer {Token}")
            return (200, """{"ok":false,"error":"invalid_auth"}""");
        if ((string?)json["channel"] != "C1")
            return (200, """{"ok":false,"error":"channel_not_found"}""");
        if (!Takes(json))
            return (200, """{"ok":false,"error":"invalid_blocks"}""");
        var ts = path == "/api/chat.update" ? (string)json["ts"]! : $"{NextId()}.000100";
        if (path == "/api/chat.update" && !Has(ts))
            return (200, """{"ok":false,"error":"message_not_found"}""");
        return (200, Kept(ts, json, Json(new { ok = true, channel = "C1", ts })));
    }

    private string Kept(string id, JsonObject json, string answer)
    {
        Keep(id, json);
        return answer;
    }

    [GeneratedRegex("<https?://[^|>]+\\|(?<text>[^>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("<[!@#]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Calls();
}
