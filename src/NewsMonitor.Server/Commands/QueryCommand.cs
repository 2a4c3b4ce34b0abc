using System.CommandLine;
using System.IO.Compression;
using System.Text;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Server.Commands;

/// <summary><c>newsmonitor query</c>: for people who write queries.</summary>
internal static class QueryCommand
{
    public static Command Create()
    {
        var query = new Argument<string>("QUERY") { Description = "For example: 'raimondo NEAR/20 (call OR \"phone call\") AND sources>=2 NOT source:example.org'." };
        var check = new Command("check", "Prints a query's canonical form: queries that say the same print the same.") { query };
        check.SetAction((parsed, _) => ReadingAsync(parsed.GetValue(query)!, async read =>
        {
            await Console.Out.WriteLineAsync(read.Canonical);
            foreach (var note in QueryNotes.Of(read))
                await Console.Error.WriteLineAsync($"Note: {note}");
            return 0;
        }));

        var file = new Argument<string>("ARTICLES.jsonl[.gz]")
        {
            Description = "Articles, a JSON object a line: {id, language, source, title, text, categories, feed: {id, title, url, tags}}; all but the id may be null. - reads standard input.",
        };
        var match = new Command("match", "Prints the id of each article that a query matches, and why: a line each, separated by a tab.") { query, file };
        match.SetAction((parsed, cancellationToken) =>
            ReadingAsync(parsed.GetValue(query)!, read => MatchAsync(read, parsed.GetValue(file)!, cancellationToken)));
        return new Command("query", "Checks a query, or tries it on a file of articles.") { check, match };
    }

    private static async Task<int> ReadingAsync(string text, Func<Query, Task<int>> work)
    {
        Query query;
        try
        {
            query = Query.Parse(text);
        }
        catch (QueryException e)
        {
            await Console.Error.WriteLineAsync(QueryMistake.Show(text, e));
            return CommandLine.WrongUse;
        }

        return await work(query);
    }

    private static async Task<int> MatchAsync(Query query, string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            await using var decoded = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(input, CompressionMode.Decompress) : input;
            using var lines = new StreamReader(decoded, Encoding.UTF8);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            var (articles, matches) = await QueryRun.RunAsync(query, lines, output, cancellationToken);
            await output.FlushAsync(cancellationToken);
            await Console.Error.WriteLineAsync(FormattableString.Invariant($"{matches} of {articles} articles match {query.Canonical}"));
            return 0;
        }
        catch (InvalidDataException e)
        {
            // What was read before the bad line has been printed.
            await Console.Error.WriteLineAsync($"{file}: {e.Message}");
            return CommandLine.WrongUse;
        }
    }
}
