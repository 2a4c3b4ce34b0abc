using Microsoft.Extensions.DependencyInjection;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Channels.Webhook;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Model;
using NewsMonitor.Storage.Sqlite;
using NewsMonitor.Stories;
using NewsMonitor.TestKit;

namespace NewsMonitor.Benchmarks.Delivering;

/// <summary>The grains of stories and alerts over a database, with the webhook client of the program.</summary>
internal static class AlertHost
{
    public static Task<GrainHost> StartAsync(string file, AlertOptions? options = null) => GrainHost.StartAsync(services =>
    {
        services.AddSingleton(options ?? new AlertOptions { SettleWindow = TimeSpan.Zero, AllowPrivateNetworks = true })
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IArticleCountries, NoCountries>()
            .AddSqliteStorage(new SqliteStorageOptions { File = file })
            .AddStories()
            .AddAlerts();
        services.AddHttpClient(WebhookChannel.ClientName).ConfigurePrimaryHttpMessageHandler(() => GuardedHttpHandler.Create(allowPrivateNetworks: true));
    });

    /// <summary>The process that <see cref="CrashBenchmark"/> kills: like the program's sweep, it wakes whatever has work according to the database.</summary>
    public static async Task SweepAsync(string file)
    {
        await using var host = await StartAsync(file);
        var alerts = host.Services.GetRequiredService<IAlertStore>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        do
        {
            var now = TimeProvider.System.GetUtcNow();
            foreach (var language in await alerts.LanguagesWithEventsAsync(default))
                await host.Grains.GetGrain<IStoryMatchGrain>(language).WakeAsync(default);
            foreach (var subscriber in await alerts.SubscribersWithDueAsync(now, default))
                await host.Grains.GetGrain<ISubscriberGrain>(subscriber).WakeAsync(default);
            foreach (var endpoint in await alerts.EndpointsWithDueAsync(now, default))
                await host.Grains.GetGrain<IEndpointGrain>(endpoint).WakeAsync(default);
        }
        while (await timer.WaitForNextTickAsync());
    }

    /// <summary>No query here asks for countries.</summary>
    private sealed class NoCountries : IArticleCountries
    {
        public IReadOnlyCollection<string> Find(Article article) => [];
    }
}
