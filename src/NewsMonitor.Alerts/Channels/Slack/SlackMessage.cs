using System.Text.Json.Nodes;
using NewsMonitor.Alerts.Channels.Chat;

namespace NewsMonitor.Alerts.Channels.Slack;

/// <summary>
/// A message in Slack's mrkdwn: <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> are escaped, so that no headline can call <c>&lt;!channel&gt;</c>. A section takes
/// 3000 characters (Slack, Block Kit reference); one block is enough.
/// </summary>
internal static class SlackMessage
{
    private const int LongestSection = 3000;

    public static JsonObject Render(ChatMessage message) =>
        new()
        {
            // What a notification shows, and who reads the screen aloud.
            ["text"] = Escape(message.Title),
            ["blocks"] = new JsonArray(new JsonObject
            {
                ["type"] = "section",
                ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = FittedText.Of(message.Whole, Run, LongestSection) },
            }),
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
        };

    private static string Run(ChatRun run)
    {
        var text = run.Url is null ? Escape(run.Text) : $"<{run.Url.Replace("&", "&amp;", StringComparison.Ordinal)}|{Escape(run.Text)}>";
        return run.Strong ? $"*{text}*" : text;
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
