using System.Text.Json;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Server.Commands;

/// <summary>A query over a file of articles.</summary>
public static class QueryRun
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

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
            var line = Parse(text, number);
            var (title, body) = (line.Title ?? "", line.Text ?? "");
            if (query.Match(new ArticleText(title, body, line.Source ?? "", languages.Identify(line.Language, title, body))) is not { } match)
                continue;
            matches++;
            await output.WriteLineAsync($"{line.Id}\t{string.Join("; ", match.Why).ReplaceLineEndings(" ").Replace('\t', ' ')}");
        }

        await output.FlushAsync(cancellationToken);
        return (articles, matches);
    }

    private static Line Parse(string text, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text, Format) is { Id.Length: > 0 } line
                ? line
                : throw new InvalidDataException($"line {number} is no article: it needs an \"id\".");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"line {number} is no article: {e.Message}", e);
        }
    }

    private sealed record Line(string? Id, string? Language, string? Source, string? Title, string? Text);
}
