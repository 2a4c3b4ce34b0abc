namespace NewsMonitor.Feeds.Identity;

/// <summary>http and https: a site that moves from one to the other has the articles that it had.</summary>
public static class WebScheme
{
    /// <summary>The same address with the other scheme; null for what is no web address.</summary>
    public static string? Other(string? url) =>
        url?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true ? string.Concat("https", url.AsSpan(4))
        : url?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true ? string.Concat("http", url.AsSpan(5))
        : null;

    /// <summary>Whether two addresses are the same but for http and https; two that are missing are, too.</summary>
    public static bool Same(string? one, string? two) => one == two || (one is not null && one == Other(two));
}
