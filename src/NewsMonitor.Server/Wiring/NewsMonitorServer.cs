using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using NewsMonitor.Alerts;
using NewsMonitor.Feeds;
using NewsMonitor.Server.Api;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Server.Settings;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Stories;

namespace NewsMonitor.Server.Wiring;

/// <summary>The whole program as one host.</summary>
internal static partial class NewsMonitorServer
{
    /// <summary>Where it listens when nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Runs until cancelled or signalled; prints the addresses it listens on to standard output, one a line.</summary>
    public static async Task<int> RunAsync(string[] settings, CancellationToken cancellationToken)
    {
        await using var app = Build(settings);
        await StartAsync(app, cancellationToken);
        if (app.Services.GetRequiredService<FeedOptions>().Contact is null)
            LogNoContact(app.Logger);
        foreach (var address in app.Urls)
            await Console.Out.WriteLineAsync(address);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    /// <summary>Starts it; one that cannot start is stopped again in order, so that what had begun already is no failure of its own.</summary>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            // What kept it from starting is what is told.
            await app.StopAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <param name="settings"><c>--Section:Name=value</c> each; they win over environment variables and appsettings.json.</param>
    /// <param name="configure">What a test puts in the place of something else.</param>
    /// <exception cref="Model.InvalidInputException">A setting is wrong.</exception>
    /// <exception cref="Model.StoreUnavailableException">The data directory or the database cannot be used.</exception>
    public static WebApplication Build(string[] settings, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(settings);
        var read = ServerSettings.Read(builder.Configuration);
        ListenAddresses.Check(builder.Configuration, DefaultUrl, hasKey: read.Server.ApiKey is not null);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]) && string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.HttpPortsKey]))
            builder.WebHost.UseUrls(DefaultUrl);

        AddLogging(builder);
        AddSettings(builder.Services, read);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = read.Server.StopTimeout);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = read.Server.MaximumBodyBytes;
        });

        // Held for as long as the container lives: created before the database and therefore disposed of after it.
        var directory = DataDirectory.Hold(read.Server.DataDirectory);
        builder.Services.AddSingleton(_ => directory);
        builder.Services.AddSqliteStorage(new SqliteStorageOptions
        {
            File = Path.Combine(directory.Path, StorageOptions.FileName),
            MaximumBytes = read.Storage.MaximumBytes,
            BusyTimeout = read.Storage.BusyTimeout,
        });

        builder.AddGrainRuntime();
        builder.Services.AddFeeds().AddStories().AddAlerts();
        builder.Services.AddRoomAdapters(read);
        builder.Services.AddPipeline();
        builder.Services.AddApi();
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        try
        {
            _ = app.Services.GetRequiredService<DataDirectory>();
            // Opened now, so that a database that cannot be used stops the start with its own sentence.
            _ = app.Services.GetRequiredService<SqliteDatabase>();
            app.MapApi();
            return app;
        }
        catch
        {
            app.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    private static void AddLogging(WebApplicationBuilder builder)
    {
        // Standard output belongs to machines.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<SimpleConsoleFormatterOptions>(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        // Lines for every request drown what happened. Before all other configuration, so that any of it can bring them back.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                new("Logging:LogLevel:Microsoft.AspNetCore", "Warning"),
                new("Logging:LogLevel:System.Net.Http", "Warning"),
                // Without a name the console ignores the options below.
                new("Logging:Console:FormatterName", ConsoleFormatterNames.Simple),
            ],
        });
    }

    private static void AddSettings(IServiceCollection services, ServerSettings settings)
    {
        Add(settings.Server);
        Add(settings.Access);
        Add(settings.Events);
        Add(settings.Storage);
        Add(settings.Feeds);
        Add(settings.Stories);
        Add(settings.Alerts);

        void Add<T>(T options)
            where T : class => services.AddSingleton(options).AddSingleton(Options.Create(options));
    }
}
