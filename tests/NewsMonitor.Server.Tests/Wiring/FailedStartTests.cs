using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsMonitor.Server.Wiring;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests.Wiring;

public sealed class FailedStartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newsmonitor-start-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_had_begun_before_a_start_failed_is_not_told_as_a_failure()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var logged = new LoggedLines();
        await using (var app = NewsMonitorServer.Build(
            [$"--urls=http://{taken.LocalEndpoint}", $"--NewsMonitor:DataDirectory={_folder.FullName}"],
            services => services.AddSingleton<ILoggerProvider>(logged).Insert(0, ServiceDescriptor.Singleton<IHostedService, Begun>())))
        {
            await Assert.ThrowsAsync<IOException>(() => NewsMonitorServer.StartAsync(app, default));
        }

        Assert.DoesNotContain(logged.Lines, line => line.Contains("BackgroundService", StringComparison.Ordinal));
    }

    private sealed class Begun : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stoppingToken);
    }
}
