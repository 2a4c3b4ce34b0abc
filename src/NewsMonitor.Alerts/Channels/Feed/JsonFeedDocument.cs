using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsMonitor.Alerts.Channels.Feed;

/// <summary>JSON Feed version 1.1 (https://www.jsonfeed.org/version/1.1/).</summary>
public static class JsonFeedDocument
{
    public const string ContentType = "application/feed+json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <returns>UTF-8, the same bytes for the same feed.</returns>
    public static byte[] Render(SubscriptionFeed feed) => JsonSerializer.SerializeToUtf8Bytes(
        new Document(
            "https://jsonfeed.org/version/1.1",
            feed.Title,
            feed.Self.AbsoluteUri,
            [new Author("NewsMonitor")],
            [.. feed.Entries.Select(entry => new Item(entry.Id, entry.Url, entry.Title, entry.Text, Time(entry.Updated), [entry.Category]))]),
        Format);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed record Document(
        string Version, string Title, [property: JsonPropertyName("feed_url")] string FeedUrl, Author[] Authors, Item[] Items);

    private sealed record Author(string Name);

    private sealed record Item(
        string Id,
        string? Url,
        string Title,
        [property: JsonPropertyName("content_text")] string ContentText,
        [property: JsonPropertyName("date_published")] string DatePublished,
        string[] Tags);
}
