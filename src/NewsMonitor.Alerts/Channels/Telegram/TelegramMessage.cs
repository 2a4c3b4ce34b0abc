using System.Text.Json.Nodes;
using NewsMonitor.Alerts.Channels.Chat;

namespace NewsMonitor.Alerts.Channels.Telegram;

/// <summary>
/// A message in Telegram's HTML: <c>&amp;</c>, <c>&lt;</c>, <c>&gt;</c> and, in links, <c>"</c> are escaped. A message takes 4096 characters after its
/// marks were read (Telegram, Bot API, <c>sendMessage</c>); here the marks count too.
/// </summary>
internal static class TelegramMessage
{
    private const int LongestText = 4096;

    public static JsonObject Render(ChatMessage message) =>
        new()
        {
            ["text"] = FittedText.Of(message.Whole, Run, LongestText),
            ["parse_mode"] = "HTML",
            ["link_preview_options"] = new JsonObject { ["is_disabled"] = true },
        };

    private static string Run(ChatRun run)
    {
        var text = run.Url is null ? Escape(run.Text) : $"<a href=\"{Escape(run.Url)}\">{Escape(run.Text)}</a>";
        return run.Strong ? $"<b>{text}</b>" : text;
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
