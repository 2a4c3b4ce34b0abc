using System.CommandLine;
using System.IO.Compression;
using System.Text;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Server.Commands;

/// <summary><c>newsmonitor cluster</c>: runs a file of articles through the production story engine, for people who measure it.</summary>
internal static class ClusterCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("ARTICLES.jsonl[.gz]")
        {
            Description = "Articles, a JSON object a line: {id, published, language, source, url, title, text}; all but the id may be null. - reads standard input.",
        };
        var explain = new Option<bool>("--explain") { Description = "Add why, as a third column." };
        var stats = new Option<bool>("--stats") { Description = "Print articles a second, times and memory to standard error." };
        var final = new Option<bool>("--final")
        {
            Description = "Print the story of each article at the end, after second thoughts (merges, splits, moves), instead of the first assignment at once.",
        };
        var threshold = new Option<double>("--threshold")
        {
            Description = "Evidence that an article needs to join a story.",
            DefaultValueFactory = _ => new StoryOptions().Threshold,
        };
        var command = new Command("cluster", "Assigns articles to stories in their order and prints 'article id <TAB> story id' a line.") { file, explain, final, stats, threshold };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(explain), parsed.GetValue(final), parsed.GetValue(stats), new StoryOptions { Threshold = parsed.GetValue(threshold) }, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string file, bool explain, bool final, bool stats, StoryOptions options, CancellationToken cancellationToken)
    {
        if (options.Validate() is [var wrong, ..])
            throw new InvalidInputException("--threshold", wrong);
        try
        {
            await using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            await using var decoded = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(input, CompressionMode.Decompress) : input;
            using var lines = new StreamReader(decoded, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16);
            var run = new ClusterRun(options, explain, final);
            await run.RunAsync(lines, output, cancellationToken);
            if (stats)
                await run.WriteStatisticsAsync(Console.Error);
            return 0;
        }
        catch (InvalidDataException e)
        {
            // What was read before the bad line has been assigned and printed.
            await Console.Error.WriteLineAsync($"{file}: {e.Message}");
            return CommandLine.WrongUse;
        }
    }
}
