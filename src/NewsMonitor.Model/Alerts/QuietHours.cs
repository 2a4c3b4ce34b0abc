namespace NewsMonitor.Model;

/// <summary>A part of every day in which a subscription does not disturb; in the subscription's time zone.</summary>
/// <param name="Start">Local time at which it begins, whole minutes.</param>
/// <param name="End">Local time at which it ends, not in it; before <paramref name="Start"/>, it is the next day's. Never the same as it.</param>
/// <param name="Mode">What becomes of what there is to tell meanwhile.</param>
/// <param name="CriticalSources">Independent sources from which on a story is told all the same; 0 unless the mode is <see cref="QuietMode.Critical"/>.</param>
public sealed record QuietHours(TimeOnly Start, TimeOnly End, QuietMode Mode, int CriticalSources);
