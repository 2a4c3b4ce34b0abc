using System.Runtime.InteropServices;

namespace NewsMonitor.Model;

/// <summary>When a feed asks not to be polled: RSS 2.0 skipHours and skipDays, both in GMT. None by default.</summary>
/// <param name="Hours">Bit h (0 to 23) is set for the hour that begins at h:00.</param>
/// <param name="Days">Bit d (0 to 6) is set for the <see cref="DayOfWeek"/> d.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SkippedTimes(int Hours, int Days);
