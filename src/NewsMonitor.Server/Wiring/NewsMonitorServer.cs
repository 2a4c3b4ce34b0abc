using Microsoft.Extensions.Logging.Console;

namespace NewsMonitor.Server.Wiring;

/// <summary>The whole program as one host.</summary>
internal static class NewsMonitorServer
{
    /// <summary>Where it listens when nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Runs until cancelled or signalled; prints the addresses it listens on to standard output, one a line.</summary>
    public static async Task<int> RunAsync(string[] settings, CancellationToken cancellationToken)
    {
        await using var app = Build(settings);
        await app.StartAsync(cancellationToken);
        foreach (var address in app.Urls)
            await Console.Out.WriteLineAsync(address);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    /// <param name="settings"><c>--Section:Name=value</c> each; they win over environment variables and appsettings.json.</param>
    public static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
        // Standard output belongs to machines.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        var app = builder.Build();
        app.MapGet("/health/live", () => "live");
        return app;
    }
}
