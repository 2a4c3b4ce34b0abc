namespace NewsMonitor.Model;

/// <summary>When a subscription's stories are told together instead of one by one; in the subscription's time zone.</summary>
/// <param name="Every">How often.</param>
/// <param name="At">Local time, whole minutes; midnight for an hourly digest, which comes at every full hour.</param>
/// <param name="Day">Day of a weekly digest; <see cref="DayOfWeek.Monday"/> for the others.</param>
public sealed record DigestSchedule(DigestPeriod Every, TimeOnly At, DayOfWeek Day);
