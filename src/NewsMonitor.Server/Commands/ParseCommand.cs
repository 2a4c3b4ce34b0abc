using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Commands;

/// <summary><c>newsmonitor parse</c>: what a feed document says, as a JSON line. For people who wonder what the monitor sees.</summary>
internal static class ParseCommand
{
    private static readonly JsonSerializerOptions CaseFormat = new(JsonSerializerDefaults.Web);

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.ZeroOrMore, Description = "Feed documents; - reads standard input." };
        var url = new Option<string?>("--url") { Description = "Where the document came from: the base of its relative links." };
        var contentType = new Option<string?>("--content-type") { Description = "The Content-Type that the server sent, for its charset." };
        var batch = new Option<string?>("--batch")
        {
            Description = "Captured responses, a JSON object a line: {name, url, headers, body (base64)}. May be gzip; - reads standard input.",
            HelpName = "CASES.jsonl[.gz]",
        };
        var command = new Command("parse", "Reads feed documents and prints a JSON line for each.") { files, url, contentType, batch };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = parsed.GetValue(files) ?? [];
            var cases = parsed.GetValue(batch);
            if (cases is not null && (named.Length > 0 || parsed.GetValue(url) is not null || parsed.GetValue(contentType) is not null))
                throw new InvalidInputException("--batch", "A batch names its own documents, URLs and headers: write nothing beside it.");
            if (cases is null && named.Length == 0)
                throw new InvalidInputException("FILE", "Name a feed document, - for standard input, or --batch.");
            await using var output = Console.OpenStandardOutput();
            return cases is not null
                ? await ParseBatchAsync(cases, output, cancellationToken)
                : await ParseFilesAsync(named, parsed.GetValue(url), parsed.GetValue(contentType), output, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ParseFilesAsync(string[] files, string? url, string? contentType, Stream output, CancellationToken cancellationToken)
    {
        var failed = false;
        foreach (var file in files)
        {
            await using var input = Open(file);
            using var body = new MemoryStream();
            await input.CopyToAsync(body, cancellationToken);
            var document = Parse(body.ToArray(), contentType, url, null, out var error);
            if (error is not null)
                await Console.Error.WriteLineAsync($"{file}: {error}");
            foreach (var warning in document?.Warnings ?? [])
                await Console.Error.WriteLineAsync($"{file}: {warning}");
            failed |= error is not null;
            await ParseOutput.WriteAsync(output, file, document, error, cancellationToken);
        }

        return failed ? CommandLine.Failed : 0;
    }

    private static async Task<int> ParseBatchAsync(string cases, Stream output, CancellationToken cancellationToken)
    {
        await using var input = Open(cases);
        await using var decoded = cases.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(input, CompressionMode.Decompress) : input;
        using var lines = new StreamReader(decoded);
        var (number, refused) = (0, 0);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var captured = Case(line, number);
            var document = Parse(captured.Body, captured.Header("Content-Type"), captured.Url, captured.Header("Content-Language"), out var error);
            refused += error is null ? 0 : 1;
            await ParseOutput.WriteAsync(output, captured.Name, document, error, cancellationToken);
        }

        await Console.Error.WriteLineAsync($"{number} documents, {refused} of them no feeds.");
        return 0;
    }

    private static FeedDocument? Parse(byte[] body, string? contentType, string? url, string? language, out string? error)
    {
        try
        {
            error = null;
            return FeedParser.Parse(body, contentType, url, new FeedParserOptions(), language);
        }
        catch (FeedFormatException e)
        {
            error = e.Message;
            return null;
        }
    }

    private static CapturedResponse Case(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<CapturedResponse>(line, CaseFormat) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new InvalidInputException($"line {number}", $"No captured response as JSON: {error.Message}");
        }
    }

    private static Stream Open(string file) => file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);

    private sealed record CapturedResponse(string Name, string? Url, Dictionary<string, string>? Headers, byte[] Body)
    {
        public string? Header(string name) =>
            Headers?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }
}
