using System.Text.Encodings.Web;
using System.Text.Json;

namespace NewsMonitor.Alerts.Channels.Mail;

/// <summary>What every attempt at a mail sends, as it is stored: all but what depends on the address.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text, lines ended by line feeds.</param>
/// <param name="Html">What stands in the body of the HTML.</param>
/// <param name="Follows">Ids of the alerts that had told of the story before, oldest first.</param>
internal sealed record MailBody(string Subject, string Text, string Html, string[] Follows)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <returns>Null when it is none.</returns>
    public static MailBody? FromJson(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<MailBody>(payload, Format) is { Subject: not null, Text: not null, Html: not null, Follows: not null } body ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
