using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsMonitor.Alerts.Wording;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Push;

/// <summary>What a browser is told, short enough for a push: <c>title</c> and <c>body</c> of the notification, and where a click on it leads.</summary>
/// <param name="Type">The type of the webhook's body on the same occasion.</param>
/// <param name="Alert">The alert's id.</param>
/// <param name="Story">The story's id; null where it is not one.</param>
/// <param name="Url">http or https; null for nowhere.</param>
internal sealed record PushBody(string Type, string Alert, string? Story, string Title, string Body, string? Url, DateTimeOffset Timestamp)
{
    // In UTF-16 units. Three bytes each, or two for what JSON escapes: with the longest URL and the ids it stays under the limit.
    private const int LongestTitle = 250;
    private const int LongestBody = 400;
    private const int LongestUrl = 1024;

    // Length of a topic at most, of the alphabet of base64url (RFC 8030, section 5.4).
    private const int TopicLength = 32;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A push service keeps only the latest message of a topic for a browser that is away: a topic a story.</summary>
    public string Topic => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Story ?? Alert)))[..TopicLength];

    public static PushBody From(AlertMessage message)
    {
        var alert = message.Alert;
        var (title, body, url) = alert switch
        {
            { Notice: { } notice } => ($"Alerts by {notice.Channel} have stopped", notice.Reason, null),
            { Story: { } story } => (story.Headline, $"{Kind(alert.Occasion)}{Words.Sources(story.IndependentSources)}", story.Url ?? message.Articles.Select(a => a.Url).LastOrDefault(u => u is not null)),
            _ => (Words.Stories(alert.Occasion, message.Stories), string.Join(" · ", message.Parts.Select(part => part.Alert.Story?.Headline)), null),
        };
        return new PushBody(AlertTypes.Of(alert.Occasion), alert.Id, alert.StoryId, ChannelText.Line(title, LongestTitle), ChannelText.Line(body, LongestBody), ChannelText.Link(url, LongestUrl), alert.Created);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <returns>Null when it is none.</returns>
    public static PushBody? FromJson(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<PushBody>(payload, Format) is { Alert: not null } body ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Kind(AlertOccasion occasion) => occasion switch
    {
        AlertOccasion.Developed => "Developed: ",
        AlertOccasion.Corrected => "Corrected: ",
        _ => "",
    };
}
