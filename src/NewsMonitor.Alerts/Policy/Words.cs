namespace NewsMonitor.Alerts.Policy;

/// <summary>Counts in reasons.</summary>
internal static class Words
{
    public static string Sources(int count) => FormattableString.Invariant($"{count} independent source{(count == 1 ? "" : "s")}");
}
