using NewsMonitor.Model;
using NewsMonitor.Server.Wiring;

namespace NewsMonitor.Server.Tests.Settings;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-lock-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_process_holds_it_and_another_may_after_it()
    {
        var path = Path.Combine(_folder.FullName, "made", "when", "missing");
        using (DataDirectory.Hold(path))
        {
            var error = Assert.Throws<StoreUnavailableException>(() => DataDirectory.Hold(path));
            Assert.Contains("in use by another newsmonitor", error.Message, StringComparison.Ordinal);
        }

        using var again = DataDirectory.Hold(path);
        Assert.Equal(path, again.Path);
    }

    [Fact]
    public void A_file_in_its_place_is_refused()
    {
        var path = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(path, "");

        var error = Assert.Throws<StoreUnavailableException>(() => DataDirectory.Hold(path));

        Assert.Contains("cannot be made", error.Message, StringComparison.Ordinal);
    }
}
