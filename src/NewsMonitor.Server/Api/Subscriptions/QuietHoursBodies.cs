using System.Globalization;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Subscriptions;

/// <summary>When a subscription does not disturb, in its time zone.</summary>
internal sealed record QuietHoursBody
{
    /// <summary>Local time, for example <c>22:00</c>.</summary>
    public string? Start { get; init; }

    /// <summary>Local time at which they end; before the start, it is the next day's.</summary>
    public string? End { get; init; }

    /// <summary><c>hold</c> (also when left out), <c>critical</c>, <c>drop</c>, or <c>none</c> for no quiet hours.</summary>
    public string? Mode { get; init; }

    /// <summary>For mode <c>critical</c>: independent sources with which a story is told all the same.</summary>
    public int? CriticalSources { get; init; }

    public QuietHoursInput ToInput() => new(Start, End, Mode, CriticalSources);

    public static string Write(TimeOnly time) => time.ToString("HH':'mm", CultureInfo.InvariantCulture);
}

/// <summary>Quiet hours that a subscription has.</summary>
/// <param name="CriticalSources">Null unless the mode is <c>critical</c>.</param>
internal sealed record KeptQuietHoursBody(string Start, string End, QuietMode Mode, int? CriticalSources)
{
    public static KeptQuietHoursBody From(QuietHours quiet) => new(
        QuietHoursBody.Write(quiet.Start), QuietHoursBody.Write(quiet.End), quiet.Mode, quiet.Mode == QuietMode.Critical ? quiet.CriticalSources : null);
}
