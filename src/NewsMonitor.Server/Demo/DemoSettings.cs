using System.Globalization;

namespace NewsMonitor.Server.Demo;

/// <summary>The settings under which the demo's server runs: an ordinary server in a hurry.</summary>
internal static class DemoSettings
{
    /// <summary>How long a new story settles before its first alert, at pace 1.</summary>
    public static readonly TimeSpan SettleWindow = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.8);

    /// <param name="directory">Where the server keeps its database.</param>
    /// <param name="pace">How many times as fast as the demo was written for.</param>
    public static string[] For(string directory, double pace)
    {
        var interval = Paced(Interval, pace);
        Dictionary<string, string> settings = new(StringComparer.Ordinal)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["NewsMonitor:DataDirectory"] = directory,
            // What a person has set for the server of theirs is not meant for this one.
            ["NewsMonitor:ApiKey"] = "",
            ["NewsMonitor:Storage:PostgreSql"] = "",
            ["NewsMonitor:Feeds:AllowPrivateNetworks"] = "true",
            ["NewsMonitor:Feeds:MinimumInterval"] = Text(interval),
            ["NewsMonitor:Feeds:DefaultInterval"] = Text(interval),
            ["NewsMonitor:Feeds:MaximumInterval"] = Text(interval),
            ["NewsMonitor:Feeds:MaximumBackoff"] = Text(2 * interval),
            ["NewsMonitor:Feeds:SweepInterval"] = Text(interval / 4),
            // All outlets share one host here.
            ["NewsMonitor:Feeds:HostSpacing"] = Text(TimeSpan.Zero),
            ["NewsMonitor:Feeds:HostConcurrency"] = "4",
            ["NewsMonitor:Alerts:AllowPrivateNetworks"] = "true",
            ["NewsMonitor:Alerts:SettleWindow"] = Text(Paced(SettleWindow, pace)),
            ["NewsMonitor:Events:Look"] = "00:00:00.05",
            ["Logging:LogLevel:Default"] = "Error",
            ["Logging:LogLevel:Microsoft"] = "Error",
        };
        return [.. settings.Select(setting => $"--{setting.Key}={setting.Value}")];
    }

    /// <summary>A time at pace 1 as it is at another pace, never below what a busy machine can keep.</summary>
    public static TimeSpan Paced(TimeSpan time, double pace) => TimeSpan.FromMilliseconds(Math.Max(time.TotalMilliseconds / pace, 100));

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);
}
