using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels;

/// <summary>The JSON that tells a program of an alert; a contract with receivers, of which the tests keep a copy.</summary>
public sealed record AlertPayload(string Type, DateTimeOffset Timestamp, AlertPayloadData Data)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcTimes() },
    };

    public static string Render(AlertMessage message)
    {
        var (alert, story) = (message.Alert, message.Alert.Story);
        var payload = new AlertPayload(
            alert.Occasion switch
            {
                AlertOccasion.New => "story.new",
                AlertOccasion.Developed => "story.developed",
                _ => throw new InvalidOperationException($"No type for {alert.Occasion}."),
            },
            alert.Created,
            new AlertPayloadData(
                alert.Id,
                [.. message.Subscriptions.Select(s => new SubscriptionPayload(s.Id, s.Name))],
                new StoryPayload(
                    story.Id,
                    story.Headline,
                    story.Url,
                    story.Language,
                    story.FirstSeen,
                    story.Sources,
                    story.IndependentSources,
                    [.. message.Articles.Select(a => new ArticlePayload(a.Id, a.Title, a.Url, a.Source, a.Published))]),
                alert.Why));
        return JsonSerializer.Serialize(payload, Format);
    }

    private sealed class UtcTimes : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
    }
}

/// <param name="Alert">The alert's id.</param>
/// <param name="Why">For people: what matched and where, thresholds crossed.</param>
public sealed record AlertPayloadData(string Alert, SubscriptionPayload[] Subscriptions, StoryPayload Story, string[] Why);

public sealed record SubscriptionPayload(string Id, string Name);

public sealed record StoryPayload(
    string Id, string Headline, string? Url, string Language, DateTimeOffset FirstSeen, int Sources, int IndependentSources, ArticlePayload[] Articles);

public sealed record ArticlePayload(string Id, string Title, string? Url, string Source, DateTimeOffset? Published);
