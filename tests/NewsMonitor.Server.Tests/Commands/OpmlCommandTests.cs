using System.Text;
using System.Text.Json;
using NewsMonitor.Model;
using NewsMonitor.Server.Commands;
using NewsMonitor.Server.Wiring;

namespace NewsMonitor.Server.Tests.Commands;

/// <summary>The command line, on a data directory that no server uses.</summary>
public sealed class OpmlCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-opml-");

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_list_is_imported_what_was_refused_is_named_and_the_export_has_the_rest()
    {
        var (code, output, error) = await ImportAsync("""<opml><body><outline text="A" xmlUrl="https://a.example/feed"/><outline text="B" xmlUrl="nonsense"/></body></opml>""");
        using var exported = new MemoryStream();
        await OpmlCommand.ExportAsync(Data, exported, default);

        Assert.Equal(1, code);
        Assert.Equal("https://a.example/feed", JsonDocument.Parse(output).RootElement.GetProperty("added")[0].GetProperty("url").GetString());
        Assert.Equal(["Line 1: nonsense: 'nonsense' is not an absolute http or https URL.", "1 feeds added, 0 were there, 1 refused."], error.TrimEnd().Split(Environment.NewLine));
        Assert.Contains("xmlUrl=\"https://a.example/feed\"", Encoding.UTF8.GetString(exported.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_that_a_server_uses_is_left_to_it()
    {
        using var held = DataDirectory.Hold(Data);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => ImportAsync("<opml/>"));

        Assert.Contains("is in use by another newsmonitor", refused.Message, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> ImportAsync(string opml)
    {
        var file = Path.Combine(_folder.FullName, "feeds.opml");
        await File.WriteAllTextAsync(file, opml);
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        return (await OpmlCommand.ImportAsync(file, Data, output, error, default), output.ToString(), error.ToString());
    }
}
