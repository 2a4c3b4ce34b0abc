using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Server.Wiring;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests;

/// <summary>The whole program in this process, on a free loopback port and a data directory of its own.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private RunningServer(DirectoryInfo folder, WebApplication app)
    {
        _folder = folder;
        _app = app;
        Url = app.Urls.Single();
        Http = NewClient();
    }

    /// <summary>Scheme, address and port.</summary>
    public string Url { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningServer> StartAsync(Action<IServiceCollection>? configure = null, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("newsmonitor-server-");
        var app = NewsMonitorServer.Build([.. Quick, $"--NewsMonitor:DataDirectory={folder.FullName}", .. settings], configure);
        await app.StartAsync();
        return new RunningServer(folder, app);
    }

    /// <summary>Settings under which things happen in fractions of a second.</summary>
    public static string[] Quick { get; } =
    [
        "--urls=http://127.0.0.1:0",
        "--Logging:LogLevel:Default=Warning",
        "--NewsMonitor:Sweep=00:00:00.2",
        "--NewsMonitor:StopTimeout=00:01:00",
        "--NewsMonitor:Events:Look=00:00:00.02",
        "--NewsMonitor:Feeds:AllowPrivateNetworks=true",
        "--NewsMonitor:Feeds:SweepInterval=00:00:00.05",
        "--NewsMonitor:Feeds:HostSpacing=00:00:00",
        "--NewsMonitor:Feeds:MinimumInterval=00:00:00.2",
        "--NewsMonitor:Feeds:DefaultInterval=00:00:00.2",
        "--NewsMonitor:Feeds:MaximumInterval=00:00:01",
        "--NewsMonitor:Alerts:AllowPrivateNetworks=true",
        "--NewsMonitor:Alerts:SettleWindow=00:00:00",
    ];

    public HttpClient NewClient() => new() { BaseAddress = new Uri(Url), Timeout = Eventually.Deadline };

    /// <summary>Somebody who shows a key with every request.</summary>
    public HttpClient NewClient(string key)
    {
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>The JSON at a path, which must answer 200.</summary>
    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Posts JSON as it is written, right or wrong.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string json)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        return await Http.SendAsync(request);
    }

    /// <summary>Posts and reads the answer, which must be a success.</summary>
    public async Task<JsonElement> CreateAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
