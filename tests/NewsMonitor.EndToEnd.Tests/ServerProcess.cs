using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NewsMonitor.TestKit;

namespace NewsMonitor.EndToEnd.Tests;

/// <summary>The built program as a process of its own.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _words = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    /// <summary>What it wrote to standard error.</summary>
    public string Words => string.Join('\n', _words);

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Starts <c>serve</c> on a free loopback port, in a hurry, and waits until it listens.</summary>
    public static async Task<ServerProcess> ServeAsync(string dataDirectory, params string[] settings)
    {
        var server = Start([.. Arguments(dataDirectory), .. settings]);
        try
        {
            var ended = server._process.WaitForExitAsync();
            if (await Task.WhenAny(server._address.Task, ended).Soon("the server listens") == ended)
                throw new InvalidOperationException($"The server ended with {server._process.ExitCode}: {server.Words}");
            server.Http = new HttpClient { BaseAddress = new Uri(await server._address.Task), Timeout = Eventually.Deadline };
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts <c>serve</c> and kills it after a while, whatever it is doing then: starting, mostly.</summary>
    public static async Task KillWhileStartingAsync(string dataDirectory, TimeSpan after)
    {
        await using var server = Start(Arguments(dataDirectory));
        await Task.Delay(after, TimeProvider.System);
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Words)> RunAsync(params string[] arguments)
    {
        await using var process = Start(arguments);
        await process._process.WaitForExitAsync().Soon("the program ends");
        return (process._process.ExitCode, process.Words);
    }

    /// <summary>kill -9: nothing of it gets another instruction.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().Soon("the killed process is gone");
        Http.Dispose();
    }

    /// <summary>Asks it to stop as a supervisor does, and gives its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().Soon("the process ends after SIGTERM");
        return _process.ExitCode;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {(int)response.StatusCode}: {text}\n{Words}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<JsonElement> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(path, content);
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}\n{Words}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>All items of a list, page by page.</summary>
    public async Task<List<JsonElement>> AllAsync(string path)
    {
        var all = new List<JsonElement>();
        string? next = "";
        while (next is not null)
        {
            var page = await GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=200&cursor={Uri.EscapeDataString(next)}");
            all.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http?.Dispose();
    }

    private static string[] Arguments(string dataDirectory) =>
        ["serve", "--urls", "http://127.0.0.1:0", $"--NewsMonitor:DataDirectory={dataDirectory}", .. Quick];

    /// <summary>Settings under which things happen in fractions of a second.</summary>
    private static string[] Quick { get; } =
    [
        "--NewsMonitor:Sweep=00:00:00.5",
        "--NewsMonitor:Events:Look=00:00:00.02",
        "--NewsMonitor:Feeds:AllowPrivateNetworks=true",
        "--NewsMonitor:Feeds:SweepInterval=00:00:00.05",
        "--NewsMonitor:Feeds:HostSpacing=00:00:00",
        "--NewsMonitor:Feeds:HostConcurrency=8",
        "--NewsMonitor:Feeds:MinimumInterval=00:00:00.2",
        "--NewsMonitor:Feeds:DefaultInterval=00:00:00.2",
        "--NewsMonitor:Feeds:MaximumInterval=00:00:00.2",
        "--NewsMonitor:Feeds:StoreRetryDelay=00:00:00.2",
        // Second thoughts come minutes after an article: on a slow machine they would, in the middle of a test that is not about them.
        "--NewsMonitor:Stories:ReviewAfter=1.00:00:00",
        "--NewsMonitor:Alerts:AllowPrivateNetworks=true",
        "--NewsMonitor:Alerts:SettleWindow=00:00:00.3",
        "--NewsMonitor:Alerts:Sweep=00:00:00.5",
    ];

    private static ServerProcess Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "newsmonitor.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Settings of whoever runs the tests are not meant for it.
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
            start.Environment.Remove(name);

        var process = new Process { StartInfo = start };
        var server = new ServerProcess(process);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("http://", StringComparison.Ordinal) == true)
                server._address.TrySetResult(line.Data);
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                server._words.Enqueue(line.Data);
        };
        Assert.True(process.Start());
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("NewsMonitor__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Logging__", StringComparison.OrdinalIgnoreCase)
        || name.Equals("URLS", StringComparison.OrdinalIgnoreCase);
}
