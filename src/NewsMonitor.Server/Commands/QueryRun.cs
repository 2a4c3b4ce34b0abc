using System.Text.Json;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;
using NewsMonitor.Stories.Faces.Places;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Server.Commands;

/// <summary>A query over a file of articles.</summary>
public static class QueryRun
{
    /// <exception cref="InvalidDataException">A line is no article; the message names it. What matched before it was written.</exception>
    public static async Task<(int Articles, int Matches)> RunAsync(Query query, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        // As the server tells it, so that lang: does here what it will do there.
        var languages = new LanguageIdentifier();
        var (number, articles, matches) = (0, 0, 0);
        while (await input.ReadLineAsync(cancellationToken) is { } text)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            articles++;
            var line = ArticleLine.Parse(text, number);
            var (title, body) = (line.Title ?? "", line.Text ?? "");
            var language = languages.Identify(line.Language, title, body);
            if (query.Match(Read(line, title, body, language)) is not { } match)
                continue;
            matches++;
            string[] why = match.Condition is { } condition ? [.. match.Why, condition] : match.Why;
            await output.WriteLineAsync($"{line.Id}\t{string.Join("; ", why).ReplaceLineEndings(" ").Replace('\t', ' ')}");
        }

        await output.FlushAsync(cancellationToken);
        return (articles, matches);
    }

    private static ArticleText Read(ArticleLine line, string title, string text, string language) => new(
        title,
        text,
        line.Source ?? "",
        language,
        Texts(line.Categories),
        line.Feed.ValueKind == JsonValueKind.Object
            ? new ArticleFeed(Text(line.Feed, "id") ?? "", Text(line.Feed, "title"), Text(line.Feed, "url") ?? "", line.Feed.TryGetProperty("tags", out var tags) ? Texts(tags) : [])
            : null,
        () => ArticleCountries.Find(new Article
        {
            Id = line.Id,
            FeedId = "",
            Identity = line.Id,
            Source = "",
            Title = title,
            Text = text,
            Language = language,
            FirstSeen = default,
            Updated = default,
            ContentHash = "",
        }));

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string[] Texts(JsonElement list) => list.ValueKind != JsonValueKind.Array
        ? []
        : [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];
}
