using System.Net;
using System.Net.Sockets;

namespace NewsMonitor.EndToEnd.Tests;

/// <summary>What cannot be is refused at start, with a sentence and an exit code that tells wrong use (2) from failure (1).</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-refused-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("NewsMonitor:Feeds:MinimumIntervall=00:00:01", "NewsMonitor:Feeds:MinimumIntervall is not a setting. The nearest one is NewsMonitor:Feeds:MinimumInterval.")]
    [InlineData("NewsMonitor:Alerts:SettleWindow=soon", "NewsMonitor:Alerts:SettleWindow is 'soon', which is not a time span")]
    [InlineData("NewsMonitor:Storage:PostgreSql=Host=db", "this build stores in SQLite only")]
    [InlineData("urls=http://0.0.0.0:0", "there is no API key")]
    public async Task A_wrong_setting_ends_it_with_2_and_a_sentence(string setting, string sentence)
    {
        var arguments = setting.StartsWith("urls=", StringComparison.Ordinal) ? new[] { $"--{setting}" } : ["--urls", "http://127.0.0.1:0", $"--{setting}"];

        var (exitCode, words) = await ServerProcess.RunAsync(["serve", $"--NewsMonitor:DataDirectory={_folder.FullName}", .. arguments]);

        Assert.Equal(2, exitCode);
        Assert.Contains(sentence, words, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("srve", "'srve' is neither a command nor an option.")]
    [InlineData("--url", "'--url' is neither a command nor an option.")]
    public async Task A_wrong_command_line_ends_it_with_2_and_a_sentence(string argument, string sentence)
    {
        var (exitCode, words) = await ServerProcess.RunAsync(argument);

        Assert.Equal(2, exitCode);
        Assert.Contains(sentence, words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var first = await ServerProcess.ServeAsync(_folder.FullName);

        var (exitCode, words) = await ServerProcess.RunAsync("serve", "--urls", "http://127.0.0.1:0", $"--NewsMonitor:DataDirectory={_folder.FullName}");

        Assert.Equal(1, exitCode);
        Assert.Contains("is in use by another newsmonitor", words, StringComparison.Ordinal);
        Assert.Equal("live", (await first.GetAsync("/health/live")).GetProperty("status").GetString());
        await first.KillAsync();
        // A lock that outlived its holder would lock everybody out.
        await using var next = await ServerProcess.ServeAsync(_folder.FullName);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_it_with_1_and_a_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (exitCode, words) = await ServerProcess.RunAsync("serve", "--urls", $"http://{taken.LocalEndpoint}", $"--NewsMonitor:DataDirectory={_folder.FullName}");

        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", words, StringComparison.Ordinal);
        Assert.DoesNotContain("BackgroundService", words, StringComparison.Ordinal);
    }
}
