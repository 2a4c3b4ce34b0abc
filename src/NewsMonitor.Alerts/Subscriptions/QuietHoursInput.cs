namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>Quiet hours as a subscriber writes them; nothing is checked yet.</summary>
/// <param name="Start">Local time, <c>22:00</c>.</param>
/// <param name="End">Local time at which they end; not <paramref name="Start"/>.</param>
/// <param name="Mode"><c>hold</c> (also when null), <c>critical</c>, <c>drop</c>, or <c>none</c> to have none.</param>
/// <param name="CriticalSources">For <c>critical</c>: independent sources with which a story is told all the same; the option's number when null.</param>
public sealed record QuietHoursInput(string? Start = null, string? End = null, string? Mode = null, int? CriticalSources = null);
