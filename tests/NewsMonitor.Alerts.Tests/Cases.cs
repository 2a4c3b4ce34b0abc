using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace NewsMonitor.Alerts.Tests;

/// <summary>What properties are tried on.</summary>
internal static class Cases
{
    /// <summary>The same cases in every run; NEWSMONITOR_FUZZ=N tries N times as many, and other ones each time.</summary>
    public static Config Of(int tests) =>
        int.TryParse(Environment.GetEnvironmentVariable("NEWSMONITOR_FUZZ"), CultureInfo.InvariantCulture, out var times)
            ? Config.QuickThrowOnFailure.WithMaxTest(tests * times)
            : Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20241008, 17);
}
