namespace NewsMonitor.Stories.Faces.Places;

/// <summary>The country of an outlet where its host says so: two letters at the end are a country code (RFC 1591), but for those that are sold to anybody.</summary>
internal static class OutletCountry
{
    // .tv, .io and the like say nothing of a country; .uk is the one code that is not ISO 3166's.
    private static readonly HashSet<string> Sold = ["ac", "ai", "am", "as", "bz", "cc", "cd", "co", "dj", "eu", "fm", "gg", "gl", "im", "io", "is", "je", "la", "li", "ly", "me", "ms", "mu", "nu", "pw", "re", "sc", "sh", "st", "su", "tk", "tm", "to", "tv", "vc", "vg", "vu", "ws"];

    /// <returns>ISO 3166-1 alpha-2 in upper case; null when the host does not say.</returns>
    public static string? Of(string host)
    {
        var dot = host.LastIndexOf('.');
        if (dot <= 0 || host.Length - dot != 3 || !char.IsAsciiLetter(host[dot + 1]) || !char.IsAsciiLetter(host[dot + 2]))
            return null;
        var code = host[(dot + 1)..].ToLowerInvariant();
        return Sold.Contains(code) ? null : code == "uk" ? "GB" : code.ToUpperInvariant();
    }
}
