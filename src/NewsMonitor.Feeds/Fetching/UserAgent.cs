using System.Reflection;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>Who polls, so that an outlet can tell us apart and reach our operator.</summary>
internal static class UserAgent
{
    public static string Of(string? contact)
    {
        var version = typeof(UserAgent).Assembly.GetName().Version ?? new Version(0, 0, 0);
        return $"NewsMonitor/{version.ToString(3)} ({(contact is null ? "feed reader" : $"feed reader; +{contact}")})";
    }
}
