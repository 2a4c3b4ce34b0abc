using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Feeds;

/// <summary>What the feed's own host is shown: a user and password, or a token, and further headers. It is stored, and never shown again.</summary>
internal sealed record FeedAccessBody
{
    /// <summary>For the Basic scheme (RFC 7617).</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>For the Bearer scheme (RFC 6750).</summary>
    public string? Token { get; init; }

    /// <summary>Request headers by name.</summary>
    public Dictionary<string, string>? Headers { get; init; }

    /// <exception cref="InvalidInputException">Not usable.</exception>
    public FeedAccess ToAccess(string url) => AccessRules.Create(url, User, Password, Token, Headers);

    // Never by accident in a log.
    public override string ToString() => nameof(FeedAccessBody);
}

/// <summary>That a feed's host is shown something, without what.</summary>
/// <param name="Origin">The only one that is shown it.</param>
/// <param name="Scheme">How it logs in; null for not at all.</param>
/// <param name="Headers">Names of further request headers.</param>
internal sealed record ShownAccessBody(string Origin, string? Scheme, string[] Headers)
{
    public static ShownAccessBody? From(FeedAccess? access) => access is null
        ? null
        : new(access.Origin, access.User is not null ? "basic" : access.Token is not null ? "bearer" : null, [.. access.Headers.Select(header => header.Name)]);
}
