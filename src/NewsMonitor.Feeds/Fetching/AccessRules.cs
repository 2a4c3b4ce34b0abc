using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>Makes credentials out of what an operator says, or tells what is wrong with it without repeating it.</summary>
public static class AccessRules
{
    private const int MaximumHeaders = 20;
    private const int MaximumLength = 4096;

    // What the fetcher says itself, or what would change how the request is read.
    private static readonly HashSet<string> Ours = new(
        ["host", "user-agent", "accept-encoding", "connection", "content-length", "content-type", "transfer-encoding", "te", "trailer", "upgrade", "keep-alive",
            "proxy-authorization", "proxy-connection", "expect", "if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "if-range", "range"],
        StringComparer.OrdinalIgnoreCase);

    /// <param name="url">The feed's URL: its origin is the only one that is shown them.</param>
    /// <exception cref="InvalidInputException">Not usable.</exception>
    public static FeedAccess Create(string url, string? user, string? password, string? token, IReadOnlyDictionary<string, string>? headers)
    {
        if (user is not null && token is not null)
            throw Wrong("access.token", "There is one way to log in at a time: a user and password, or a token.");
        if (user is null && password is not null)
            throw Wrong("access.password", "A password needs a user.");
        if (user is null && token is null && headers is not { Count: > 0 })
            throw Wrong("access", "Give a user and password, a token, or headers.");
        // RFC 7617 section 2: everything behind the first colon is the password.
        if (user?.Contains(':', StringComparison.Ordinal) == true)
            throw Wrong("access.user", "A user name must not contain a colon.");
        Check("access.user", user);
        Check("access.password", password);
        Check("access.token", token);
        if (headers?.Count > MaximumHeaders)
            throw Wrong("access.headers", $"There are {headers.Count} headers; at most {MaximumHeaders} are taken.");
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            // RFC 9110 section 5.6.2.
            if (name.Length is 0 or > 100 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal)))
                throw Wrong("access.headers", "The name of a header has 1 to 100 letters, digits and hyphens.");
            if (Ours.Contains(name) || (name.Equals("authorization", StringComparison.OrdinalIgnoreCase) && (user ?? token) is not null))
                throw Wrong($"access.headers.{name}", $"The header '{name}' is set by the program itself.");
            Check($"access.headers.{name}", value);
        }

        return new FeedAccess
        {
            Origin = AccessHeaders.Origin(new Uri(url)),
            User = user,
            Password = user is null ? null : password ?? "",
            Token = token,
            Headers = [.. (headers ?? new Dictionary<string, string>()).Select(header => new FeedHeader(header.Key, header.Value))],
        };
    }

    /// <summary>The value itself is not in the sentence: it is a secret.</summary>
    private static void Check(string field, string? value)
    {
        if (value?.Length > MaximumLength)
            throw Wrong(field, $"It is longer than {MaximumLength} characters.");
        if (value is not null && value.Any(char.IsControl))
            throw Wrong(field, "It contains a control character.");
        if (field != "access.user" && field != "access.password" && value is not null && (value.Length == 0 || !value.All(char.IsAscii)))
            throw Wrong(field, "It has to be of ASCII characters, one or more.");
    }

    private static InvalidInputException Wrong(string field, string sentence) => new(field, sentence);
}
