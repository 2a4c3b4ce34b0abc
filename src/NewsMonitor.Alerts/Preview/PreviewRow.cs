using System.Runtime.InteropServices;

namespace NewsMonitor.Alerts.Preview;

/// <summary>What became of one article that was looked at.</summary>
/// <param name="Asked">Whether it has a word by which the query is asked.</param>
/// <param name="Story">Null while it has none, and where the query does not hold.</param>
/// <param name="Residual">What the story has to be; null when the query does not hold whatever the story is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PreviewRow(long Sequence, DateTimeOffset FirstSeen, bool Asked, string? Story, string? Residual);
