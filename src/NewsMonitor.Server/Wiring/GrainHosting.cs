#if ORLEANS
using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
#endif

namespace NewsMonitor.Server.Wiring;

/// <summary>
/// Where the two builds part: the local build runs all grains in this process, the Orleans build makes this process a silo.
/// Nothing else in the program knows which one it is.
/// </summary>
internal static class GrainHosting
{
#if ORLEANS
    /// <summary>
    /// Runs grains on Orleans. Without <c>NewsMonitor:Storage:PostgreSql</c> this silo is the whole cluster and listens on loopback only; with
    /// it, the silos that share the database find one another there.
    /// </summary>
    /// <remarks>
    /// Settings, all under <c>NewsMonitor:Silo</c>: <c>ClusterId</c> and <c>ServiceId</c> (both "newsmonitor"), <c>Address</c> at which the other
    /// silos reach this one (default: an address of this host), <c>Port</c> (11111) and <c>GatewayPort</c> (30000). A silo on its own takes
    /// free ports unless told otherwise.
    /// </remarks>
    public static IHostApplicationBuilder AddGrainRuntime(this IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("NewsMonitor:Silo");
        var database = builder.Configuration["NewsMonitor:Storage:PostgreSql"];
        // At the level of Information Orleans tells the story of its own start, several hundred lines of it.
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        return builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = settings["ClusterId"] ?? "newsmonitor";
                options.ServiceId = settings["ServiceId"] ?? "newsmonitor";
            });
            // A call may meet several activations in a row that end before they take it; Orleans would give up after two.
            silo.Configure<SiloMessagingOptions>(options => options.MaxForwardCount = 16);
            if (string.IsNullOrWhiteSpace(database))
                silo.StandAlone(settings);
            else
                silo.JoinCluster(database, settings);
        });
    }

    private static void StandAlone(this ISiloBuilder silo, IConfigurationSection settings)
    {
        var (port, gatewayPort) = FreePorts();
        silo.UseLocalhostClustering(settings.GetValue("Port", port), settings.GetValue("GatewayPort", gatewayPort));
    }

    private static void JoinCluster(this ISiloBuilder silo, string database, IConfigurationSection settings)
    {
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = database;
        });

        var port = settings.GetValue("Port", EndpointOptions.DEFAULT_SILO_PORT);
        var gatewayPort = settings.GetValue("GatewayPort", EndpointOptions.DEFAULT_GATEWAY_PORT);
        if (settings["Address"] is { Length: > 0 } address)
            silo.ConfigureEndpoints(IPAddress.Parse(address), port, gatewayPort, listenOnAnyHostAddress: true);
        else
            silo.ConfigureEndpoints(port, gatewayPort, listenOnAnyHostAddress: true);

        silo.Configure<ClusterMembershipOptions>(options =>
        {
            // A silo that was killed is declared dead, and its grains live elsewhere, after about a second instead of ten to fifteen.
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.NumVotesForDeathDeclaration = 1;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            // After all silos were killed, a new one pings their rows in vain until these are stale. Short times, and a supervisor that
            // starts the process again, bring the cluster back within seconds.
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            options.MaxJoinAttemptTime = TimeSpan.FromSeconds(30);
        });
    }

    private static (int, int) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
#else
    /// <summary>Runs all grains in this process, on the local runtime.</summary>
    public static IHostApplicationBuilder AddGrainRuntime(this IHostApplicationBuilder builder) => builder.UseOrleans(_ => { });
#endif
}
