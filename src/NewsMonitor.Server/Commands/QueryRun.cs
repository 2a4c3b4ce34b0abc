using NewsMonitor.Alerts.Queries;
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
            if (query.Match(new ArticleText(title, body, line.Source ?? "", languages.Identify(line.Language, title, body))) is not { } match)
                continue;
            matches++;
            await output.WriteLineAsync($"{line.Id}\t{string.Join("; ", match.Why).ReplaceLineEndings(" ").Replace('\t', ' ')}");
        }

        await output.FlushAsync(cancellationToken);
        return (articles, matches);
    }
}
