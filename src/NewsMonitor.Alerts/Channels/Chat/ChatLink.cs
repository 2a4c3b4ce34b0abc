namespace NewsMonitor.Alerts.Channels.Chat;

/// <summary>Web addresses as chats take them.</summary>
internal static class ChatLink
{
    private const int Longest = 1024;

    // Some chats take an ampersand as &amp; only, and count that.
    private const int LongerEscaped = 4;

    /// <summary>The address with nothing in it that ends a link in a chat's notation; null when it is none or, as a chat takes it, very long.</summary>
    public static string? Of(string? url)
    {
        var link = ChannelText.Link(url)?
            .Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal);
        return link is not null && link.Length + (LongerEscaped * link.Count(c => c == '&')) <= Longest ? link : null;
    }
}
