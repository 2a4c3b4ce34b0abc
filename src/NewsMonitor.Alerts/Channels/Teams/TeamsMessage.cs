using System.Text;
using System.Text.Json.Nodes;
using NewsMonitor.Alerts.Channels.Chat;

namespace NewsMonitor.Alerts.Channels.Teams;

/// <summary>
/// An Adaptive Card of rich text blocks, whose runs are plain text: nothing in a headline is taken for a mark. Teams takes 28 KB; what is cut stays
/// well below, since it counts the text in UTF-16 at times.
/// </summary>
internal static class TeamsMessage
{
    private const int LongestBody = 12 * 1024;

    public static JsonObject Render(ChatMessage message)
    {
        var body = new JsonArray();
        var left = LongestBody;
        foreach (var line in message.Whole)
        {
            var block = Block(line, title: body.Count == 0);
            left -= Encoding.UTF8.GetByteCount(ChatRequest.Write(block));
            if (left < 0)
                break;
            body.Add(block);
        }

        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["contentUrl"] = null,
                ["content"] = new JsonObject
                {
                    ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                    ["type"] = "AdaptiveCard",
                    ["version"] = "1.4",
                    // What a notification shows.
                    ["fallbackText"] = message.Title,
                    ["body"] = body,
                },
            }),
        };
    }

    private static JsonObject Block(ChatRun[] line, bool title) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new JsonArray([.. line.Select(run => Run(run, title))]),
    };

    private static JsonObject Run(ChatRun run, bool title)
    {
        var json = new JsonObject { ["type"] = "TextRun", ["text"] = run.Text };
        if (run.Strong)
            json["weight"] = "bolder";
        if (title)
            json["size"] = "medium";
        if (run.Url is not null)
            json["selectAction"] = new JsonObject { ["type"] = "Action.OpenUrl", ["url"] = run.Url };
        return json;
    }
}
