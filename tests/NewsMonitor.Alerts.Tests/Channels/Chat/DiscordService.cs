using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>A Discord webhook with its limits on embeds, and Discord's reading of Markdown.</summary>
internal sealed partial class DiscordService : ChatService
{
    public const string Hook = "/api/webhooks/1/secret";

    /// <summary>What a reader sees of a description.</summary>
    public static string Visible(JsonObject message)
    {
        var text = (string)message["embeds"]![0]!["description"]!;
        var seen = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                seen.Append(text[++i]);
            }
            else if (Link().Match(text, i) is { Success: true } link && link.Index == i)
            {
                seen.Append(Visible(link.Groups["text"].Value));
                i += link.Length - 1;
            }
            else
            {
                Assert.False(text[i] is '*' or '_' or '~' or '`' or '|' or '[' or ']' or '<' or '#', $"A mark at {i} of: {text}");
                seen.Append(text[i]);
            }
        }

        return seen.ToString();
    }

    public static bool Takes(JsonObject message)
    {
        if (message["embeds"] is not JsonArray { Count: >= 1 and <= 10 } embeds || message["allowed_mentions"]?["parse"] is not JsonArray { Count: 0 })
            return false;
        var total = 0;
        foreach (var embed in embeds)
        {
            var (title, description) = ((string?)embed!["title"] ?? "", (string?)embed["description"] ?? "");
            if (title.Length > 256 || description.Length > 4096 || (string?)embed["url"] is { } url && !Uri.IsWellFormedUriString(url, UriKind.Absolute))
                return false;
            total += title.Length + description.Length;
        }

        return total is > 0 and <= 6000;
    }

    protected override (int Status, string Answer) Answer(string method, string path, HttpRequest request, JsonObject json, byte[] body)
    {
        if (!path.StartsWith(Hook, StringComparison.Ordinal))
            return (404, """{"message":"Unknown Webhook","code":10015}""");
        if (!Takes(json))
            return (400, """{"message":"Invalid Form Body","code":50035}""");
        if (method == "PATCH")
        {
            var id = path[(Hook + "/messages/").Length..];
            return Has(id) ? (200, Json(new { id = Keep(id, json) })) : (404, """{"message":"Unknown Message","code":10008}""");
        }

        var kept = Keep(NextId(), json);
        return request.Query["wait"] == "true" ? (200, Json(new { id = kept })) : (204, "");
    }

    private static string Visible(string escaped) => Escaped().Replace(escaped, "${mark}");

    [GeneratedRegex(@"\G\[(?<text>(\\.|[^\]\\])*)\]\(https?://[^\s()]+\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\\(?<mark>.)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escaped();
}
