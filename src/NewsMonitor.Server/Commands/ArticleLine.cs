using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsMonitor.Server.Commands;

/// <summary>One article of a file with a JSON object a line, the input of <c>cluster</c> and <c>query match</c>. All but the id may be missing.</summary>
internal sealed record ArticleLine(string Id, string? Published, string? Language, string? Source, string? Url, string? Title, string? Text)
{
    /// <summary>Only <c>query match</c> asks for it: a list of texts; anything else counts as none.</summary>
    public JsonElement Categories { get; init; }

    /// <summary>Only <c>query match</c> asks for it: <c>{id, title, url, tags}</c>; anything else counts as none.</summary>
    public JsonElement Feed { get; init; }

    /// <param name="number">The line's number, from 1.</param>
    /// <exception cref="InvalidDataException">The line is no article; the message says which line and why.</exception>
    public static ArticleLine Parse(string text, int number)
    {
        ArticleLine? line;
        try
        {
            line = JsonSerializer.Deserialize(text, ArticleLineFormat.Default.ArticleLine);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"line {number} is no article: {e.Message}", e);
        }

        // The id is printed as a column.
        return line?.Id is { Length: > 0 } id && id.AsSpan().IndexOfAny('\t', '\n', '\r') < 0
            ? line
            : throw new InvalidDataException($"line {number} is no article: it needs an \"id\", a text without tabs and line breaks.");
    }
}

/// <summary>Generated code for reading a line: a short run spends no time on building it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ArticleLine))]
internal sealed partial class ArticleLineFormat : JsonSerializerContext;
