using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsMonitor.Feeds.Parsing;

namespace NewsMonitor.Server.Commands;

/// <summary>The JSON line that <c>newsmonitor parse</c> prints for a document. Times are RFC 3339 in UTC.</summary>
internal static class ParseOutput
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        // The line is for a terminal or a program, not for the inside of an HTML page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(Stream output, string name, FeedDocument? document, string? error, CancellationToken cancellationToken)
    {
        await JsonSerializer.SerializeAsync(output, new Line(name, error, document is null ? null : Of(document.Feed), [.. document?.Entries.Select(Of) ?? []], document?.Warnings ?? []), Format, cancellationToken);
        output.WriteByte((byte)'\n');
    }

    private static FeedPart Of(FeedMetadata feed) => new(
        feed.Title?.Readable, feed.Link, FeedMarkup.Shown(feed.Id), feed.Description?.Readable, FeedMarkup.Shown(feed.Language), Time(feed.Updated), FeedMarkup.Shown(feed.Author));

    private static EntryPart Of(FeedEntry entry) => new(
        FeedMarkup.Shown(entry.Id), entry.Title?.Readable, entry.Link, Time(entry.Published), Time(entry.Updated), entry.Summary?.Readable, entry.Content?.Readable,
        FeedMarkup.Shown(entry.Author), [.. entry.Categories.Select(FeedMarkup.Shown).OfType<string>()],
        [.. entry.Enclosures.Select(static e => new EnclosurePart(e.Url, FeedMarkup.Shown(e.Type), e.Length))]);

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private sealed record Line(string Name, string? Error, FeedPart? Feed, EntryPart[] Entries, IReadOnlyList<string> Warnings);

    private sealed record FeedPart(string? Title, string? Link, string? Id, string? Description, string? Language, string? Updated, string? Author);

    private sealed record EntryPart(
        string? Id, string? Title, string? Link, string? Published, string? Updated, string? Summary, string? Content, string? Author,
        IReadOnlyList<string> Categories, EnclosurePart[] Enclosures);

    private sealed record EnclosurePart(string Url, string? Type, long? Length);
}
