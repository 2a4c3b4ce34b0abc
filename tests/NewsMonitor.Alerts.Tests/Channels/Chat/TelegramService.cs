using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>Telegram's Bot API with its limits, and its reading of HTML.</summary>
internal sealed partial class TelegramService : ChatService
{
    public const string Token = "123456:AAAAAAAAAAAAAAAAAAAA";

    /// <summary>The number of the group that this one grew into; null while it is one.</summary>
    public string? MovedTo { get; set; }

    /// <summary>What a reader sees of a text; throws where Telegram would find an error in it.</summary>
    public static string Visible(string html)
    {
        var text = Tag().Replace(html, "");
        Assert.DoesNotContain('<', text);
        Assert.DoesNotContain('>', text);
        Assert.DoesNotMatch(BareAmpersand(), text);
        return WebUtility.HtmlDecode(text);
    }

    public static bool Takes(JsonObject message) =>
        (string?)message["parse_mode"] == "HTML" && message["text"] is JsonValue text && Visible((string)text!).Length is > 0 and <= 4096
        && Tag().Count((string)text!) <= 2 * 100;

    protected override (int Status, string Answer) Answer(string method, string path, HttpRequest request, JsonObject json, byte[] body)
    {
        if (!path.StartsWith($"/bot{Token}/", StringComparison.Ordinal))
            return Refused(401, "Unauthorized");
        if (MovedTo is not null && (string?)json["chat_id"] != MovedTo)
        {
            return (400, Json(new
            {
                ok = false, error_code = 400, description = "Bad Request: group chat was upgraded to a supergroup chat", parameters = new { migrate_to_chat_id = long.Parse(MovedTo, null) },
            }));
        }

        if (MovedTo is null && (string?)json["chat_id"] != "-100")
            return Refused(400, "Bad Request: chat not found");
        if (!Takes(json))
            return Refused(400, "Bad Request: message is too long");
        if (!path.EndsWith("/editMessageText", StringComparison.Ordinal))
            return Done(Keep(NextId(), json));
        var id = ((long)json["message_id"]!).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!Has(id))
            return Refused(400, "Bad Request: message to edit not found");
        return (string)Messages[id]["text"]! == (string)json["text"]!
            ? Refused(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content")
            : Done(Keep(id, json));
    }

    private static (int Status, string Answer) Done(string id) =>
        (200, Json(new { ok = true, result = new { message_id = long.Parse(id, null), chat = new { id = -100 } } }));

    private static (int Status, string Answer) Refused(int status, string description) => (status, Json(new { ok = false, error_code = status, description }));

    [GeneratedRegex("</?(?:b|a)(?: href=\"[^\"<>]*\")?>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("&(?!amp;|lt;|gt;|quot;)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BareAmpersand();
}
