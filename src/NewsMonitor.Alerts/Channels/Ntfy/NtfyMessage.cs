using System.Text;
using System.Text.Json.Nodes;
using NewsMonitor.Alerts.Channels.Chat;

namespace NewsMonitor.Alerts.Channels.Ntfy;

/// <summary>
/// A notification of ntfy, as plain text: without <c>markdown</c> nothing in it is a mark. A message takes 4096 bytes before it becomes an attachment, a
/// title 1024 bytes, and JSON that is published twice the message's limit.
/// </summary>
internal static class NtfyMessage
{
    // With title, link and JSON's marks the whole stays within 8192 bytes.
    private const int LongestMessage = 3500;
    private const int LongestJson = 8192 - 256;

    public static JsonObject Render(ChatMessage message)
    {
        var lines = message.Lines.Count;
        var json = Json(message, lines);
        // Quotes and backslashes take two bytes in JSON.
        while (lines > 1 && Encoding.UTF8.GetByteCount(ChatRequest.Write(json)) > LongestJson)
            json = Json(message, --lines);
        return json;
    }

    private static JsonObject Json(ChatMessage message, int lines)
    {
        var text = FittedText.Of(message.Lines.Take(lines), run => run.Text, LongestMessage, Encoding.UTF8.GetByteCount);
        var json = new JsonObject { ["title"] = message.Title, ["message"] = text, ["tags"] = new JsonArray("newspaper") };
        if (message.Url is not null)
            json["click"] = message.Url;
        return json;
    }
}
