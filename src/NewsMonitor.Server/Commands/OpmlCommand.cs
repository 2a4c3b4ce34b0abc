using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NewsMonitor.Feeds.Opml;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Feeds;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Server.Settings;
using NewsMonitor.Server.Wiring;
using NewsMonitor.Storage.Sqlite;

namespace NewsMonitor.Server.Commands;

/// <summary><c>newsmonitor opml</c>: lists of feeds in and out of the data directory of a server that does not run; a running one takes them over HTTP.</summary>
internal static class OpmlCommand
{
    public static Command Create()
    {
        var directory = new Option<string?>("--data-directory") { Description = "Where the database lives; NewsMonitor:DataDirectory when left out." };
        var file = new Argument<string>("FILE") { Description = "An OPML document; - reads standard input." };
        var import = new Command("import", "Adds the feeds of an OPML document and prints what became of each. Exit code 1 when some were refused.") { file, directory };
        import.SetAction((parsed, cancellationToken) => ImportAsync(parsed.GetValue(file)!, parsed.GetValue(directory), Console.Out, Console.Error, cancellationToken));
        var export = new Command("export", "Prints all feeds as OPML, without credentials.") { directory };
        export.SetAction(async (parsed, cancellationToken) =>
        {
            await using var output = Console.OpenStandardOutput();
            return await ExportAsync(parsed.GetValue(directory), output, cancellationToken);
        });
        return new Command("opml", "Lists of feeds, from and to other programs. While the server runs, use POST and GET /api/v1/feeds/opml.") { import, export };
    }

    internal static async Task<int> ImportAsync(string file, string? directory, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var settings = Settings(directory);
        await using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        using var body = new MemoryStream();
        await input.CopyToAsync(body, cancellationToken);
        var document = OpmlReader.Read(body.ToArray(), null, settings.Feeds.Opml);
        using var held = DataDirectory.Hold(settings.Server.DataDirectory);
        await using var database = Open(held, settings);
        var imported = await new OpmlImporter(new SqliteFeedStore(database), TimeProvider.System).ImportAsync(document, cancellationToken);
        await output.WriteLineAsync(JsonSerializer.Serialize(OpmlImportBody.From(imported), ApiJson.Options));
        foreach (var warning in imported.Warnings)
            await error.WriteLineAsync(warning);
        foreach (var line in imported.Refused)
            await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Line {line.Line}: {line.Url ?? line.Title}: {line.Note}"));
        await error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{imported.Added.Count} feeds added, {imported.Present.Count} were there, {imported.Refused.Count} refused."));
        return imported.Refused.Count > 0 ? CommandLine.Failed : 0;
    }

    internal static async Task<int> ExportAsync(string? directory, Stream output, CancellationToken cancellationToken)
    {
        var settings = Settings(directory);
        using var held = DataDirectory.Hold(settings.Server.DataDirectory);
        await using var database = Open(held, settings);
        var opml = await OpmlWriter.WriteAsync(new SqliteFeedStore(database), TimeProvider.System.GetUtcNow(), cancellationToken);
        await output.WriteAsync(opml, cancellationToken);
        return 0;
    }

    private static ServerSettings Settings(string? directory) =>
        ServerSettings.Read(WebApplication.CreateBuilder(directory is null ? [] : [$"--NewsMonitor:DataDirectory={directory}"]).Configuration);

    private static SqliteDatabase Open(DataDirectory directory, ServerSettings settings) => SqliteDatabase.Open(new SqliteStorageOptions
    {
        File = Path.Combine(directory.Path, StorageOptions.FileName),
        MaximumBytes = settings.Storage.MaximumBytes,
        BusyTimeout = settings.Storage.BusyTimeout,
    });
}
