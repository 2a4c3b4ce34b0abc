using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>The webhook of a Teams workflow with its limit of 28 KB.</summary>
internal sealed class TeamsService : ChatService
{
    public const string Hook = "/workflows/1/triggers/manual/paths/invoke";

    public static string Visible(JsonObject message) => string.Join('\n', Body(message).Select(block => string.Concat(block!["inlines"]!.AsArray().Select(run => (string)run!["text"]!))));

    public static bool Takes(JsonObject message, int bytes) =>
        bytes <= 28 * 1024
        && (string?)message["type"] == "message"
        && (string?)message["attachments"]![0]!["contentType"] == "application/vnd.microsoft.card.adaptive"
        && (string?)message["attachments"]![0]!["content"]!["type"] == "AdaptiveCard"
        && Body(message).Count > 0
        && Body(message).All(block => (string)block!["type"]! == "RichTextBlock" && block["inlines"]!.AsArray().All(run => (string)run!["type"]! == "TextRun"));

    protected override (int Status, string Answer) Answer(string method, string path, HttpRequest request, JsonObject json, byte[] body)
    {
        if (path != Hook || request.Query["sig"] != "secret")
            return (401, """{"error":{"code":"DirectApiAuthorizationRequired","message":"The request must be authenticated."}}""");
        if (!Takes(json, body.Length))
            return (413, "");
        Keep(NextId(), json);
        return (202, "");
    }

    private static JsonArray Body(JsonObject message) => message["attachments"]![0]!["content"]!["body"]!.AsArray();
}
