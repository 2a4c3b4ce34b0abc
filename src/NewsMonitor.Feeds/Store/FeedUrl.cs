using NewsMonitor.Model;

namespace NewsMonitor.Feeds;

/// <summary>Feed URLs as operators type them, made comparable.</summary>
public static class FeedUrl
{
    /// <summary>Longest URL taken, in characters.</summary>
    public const int MaxLength = 2048;

    /// <summary>Scheme and host in lower case, default port and fragment dropped; the rest as typed.</summary>
    /// <exception cref="InvalidInputException">Not an absolute http or https URL, with credentials, or too long.</exception>
    public static string Normalise(string? url)
    {
        if (string.IsNullOrWhiteSpace(url))
            throw new InvalidInputException("url", "A feed needs a URL.");
        var text = WithoutFeedScheme(url.Trim());
        if (text.Length > MaxLength)
            throw new InvalidInputException("url", $"The URL has {text.Length} characters; at most {MaxLength} are taken.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new InvalidInputException("url", $"'{text}' is not an absolute http or https URL.");
        if (uri.UserInfo.Length > 0)
            throw new InvalidInputException("url", "A feed's URL must not carry a user name or password.");
        return uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
    }

    /// <summary><c>feed://host/path</c> and <c>feed:https://host/path</c>, as some programs hand feeds on.</summary>
    private static string WithoutFeedScheme(string url)
    {
        const string Scheme = "feed:";
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return url;
        var rest = url[Scheme.Length..];
        return rest.StartsWith("//", StringComparison.Ordinal) ? "http:" + rest : rest;
    }
}
