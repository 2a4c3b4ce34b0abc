using System.Text;
using System.Text.Json.Nodes;
using NewsMonitor.Alerts.Channels.Chat;

namespace NewsMonitor.Alerts.Channels.Discord;

/// <summary>
/// One embed (Discord, "Embed Limits": title 256, description 4096, all together 6000 characters). Marks of Discord's Markdown are escaped, and nobody is
/// mentioned whatever a headline says.
/// </summary>
internal static class DiscordMessage
{
    private const int LongestDescription = 4096;

    public static JsonObject Render(ChatMessage message)
    {
        var embed = new JsonObject
        {
            // Not Markdown: shown as it is.
            ["title"] = message.Title,
            ["description"] = FittedText.Of(message.Lines, Run, LongestDescription),
            ["timestamp"] = message.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        };
        if (message.Url is not null)
            embed["url"] = message.Url;
        return new JsonObject
        {
            ["embeds"] = new JsonArray(embed),
            ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() },
        };
    }

    private static string Run(ChatRun run)
    {
        var text = run.Url is null ? Escape(run.Text) : $"[{Escape(run.Text)}]({run.Url})";
        return run.Strong ? $"**{text}**" : text;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '\\' or '*' or '_' or '~' or '`' or '|' or '>' or '<' or '[' or ']' or '(' or ')' or '#' or '-')
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
