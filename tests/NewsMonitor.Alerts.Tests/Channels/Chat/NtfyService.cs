using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>An ntfy server with its limits; a notification of a sequence takes the place of the one before it.</summary>
internal sealed class NtfyService : ChatService
{
    public const string Token = "tk_secret";

    public static bool Takes(JsonObject message, int bytes) =>
        bytes <= 2 * 4096 && Bytes((string?)message["message"]) <= 4096 && Bytes((string?)message["title"]) <= 1024 && message["markdown"] is null;

    protected override (int Status, string Answer) Answer(string method, string path, HttpRequest request, JsonObject json, byte[] body)
    {
        if (path != "/")
            return (404, """{"code":40401,"http":404,"error":"page not found"}""");
        if (request.Headers.Authorization != $"Bearer {Token}")
            return (403, """{"code":40301,"http":403,"error":"forbidden"}""");
        if ((string?)json["topic"] != "news")
            return (400, """{"code":40009,"http":400,"error":"invalid request: topic invalid"}""");
        if (!Takes(json, body.Length))
            return (413, """{"code":41303,"http":413,"error":"JSON body too large"}""");
        var id = NextId();
        Keep((string?)json["sequence_id"] ?? id, json);
        return (200, Json(new { id, @event = "message", topic = "news" }));
    }
}
