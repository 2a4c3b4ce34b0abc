using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels;

/// <summary>The check of a URL that alerts are posted to.</summary>
internal static class ChannelUrl
{
    /// <returns>The URL in the one way to write it, by which endpoints are told apart.</returns>
    /// <exception cref="InvalidInputException">It is not an absolute http or https URL, too long, or carries a user name.</exception>
    public static string Check(string? url, string field, AlertOptions options)
    {
        if (string.IsNullOrWhiteSpace(url))
            throw new InvalidInputException(field, "The channel needs a URL.");
        var text = url.Trim();
        if (text.Length > options.UrlLength)
            throw new InvalidInputException(field, $"The URL has {text.Length} characters; at most {options.UrlLength} are taken.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw new InvalidInputException(field, $"'{text}' is not an absolute http or https URL.");
        if (uri.UserInfo.Length > 0)
            throw new InvalidInputException(field, "The URL must not carry a user name or password.");
        return uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
    }
}
