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

    public static string Render(AlertMessage message) =>
        JsonSerializer.Serialize(new AlertPayload(AlertTypes.Of(message.Alert.Occasion), message.Alert.Created, AlertPayloadData.From(message)), Format);

    private sealed class UtcTimes : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
    }
}

/// <param name="Alert">The alert's id.</param>
/// <param name="Story">Of an alert of one story.</param>
/// <param name="Why">For people: what matched and where, thresholds crossed.</param>
public sealed record AlertPayloadData(
    string Alert, SubscriptionPayload[] Subscriptions, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StoryPayload? Story, string[] Why)
{
    /// <summary>Ids of the alerts that had told of the story before, oldest first; left out of a first alert.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string[]? Follows { get; init; }

    /// <summary>How many stories are told together; <see cref="Stories"/> may list fewer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; init; }

    /// <summary>The stories that are told together, each with the alert that it would have been alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartPayload[]? Stories { get; init; }

    /// <summary>The endpoint that a notice is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NoticePayload? Endpoint { get; init; }

    internal static AlertPayloadData From(AlertMessage message)
    {
        var alert = message.Alert;
        var together = alert.Occasion is AlertOccasion.Digest or AlertOccasion.More;
        return new AlertPayloadData(alert.Id, SubscriptionPayload.From(message), StoryPayload.From(message), alert.Why)
        {
            Follows = alert.Follows.Length > 0 ? alert.Follows : null,
            Count = together ? message.Stories : null,
            Stories = together ? [.. message.Parts.Select(PartPayload.From)] : null,
            Endpoint = alert.Notice is { } notice ? new NoticePayload(notice.EndpointId, notice.Channel, notice.Where, notice.Reason) : null,
        };
    }
}

public sealed record SubscriptionPayload(string Id, string Name)
{
    internal static SubscriptionPayload[] From(AlertMessage message) => [.. message.Subscriptions.Select(s => new SubscriptionPayload(s.Id, s.Name))];
}

public sealed record StoryPayload(
    string Id, string Headline, string? Url, string Language, DateTimeOffset FirstSeen, int Sources, int IndependentSources, ArticlePayload[] Articles)
{
    /// <returns>Null where the alert is not of one story.</returns>
    internal static StoryPayload? From(AlertMessage message) => message.Alert.Story is { } story
        ? new StoryPayload(
            story.Id,
            story.Headline,
            story.Url,
            story.Language,
            story.FirstSeen,
            story.Sources,
            story.IndependentSources,
            [.. message.Articles.Select(a => new ArticlePayload(a.Id, a.Title, a.Url, a.Source, a.Published))])
        : null;
}

public sealed record ArticlePayload(string Id, string Title, string? Url, string Source, DateTimeOffset? Published);

/// <summary>One of several stories that are told together.</summary>
/// <param name="Type">What it would have been alone: <c>story.new</c>, <c>story.developed</c> or <c>story.corrected</c>.</param>
/// <param name="Alert">Its own alert's id.</param>
public sealed record PartPayload(string Type, string Alert, SubscriptionPayload[] Subscriptions, StoryPayload Story, string[] Why)
{
    internal static PartPayload From(AlertMessage part) =>
        new(AlertTypes.Of(part.Alert.Occasion), part.Alert.Id, SubscriptionPayload.From(part), StoryPayload.From(part)!, part.Alert.Why);
}

/// <param name="Id">The endpoint's id.</param>
/// <param name="Type">Its channel.</param>
/// <param name="Where">Where it delivers; null where that would tell a secret.</param>
/// <param name="Reason">What happened.</param>
public sealed record NoticePayload(string Id, string Type, string? Where, string Reason);
