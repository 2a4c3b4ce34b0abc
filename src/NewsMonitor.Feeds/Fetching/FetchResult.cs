namespace NewsMonitor.Feeds.Fetching;

/// <summary>How a fetch ended. Nothing that a server does throws.</summary>
public abstract record FetchResult(FetchExchange Exchange);

/// <summary>A body that is not the one read last. The receiver disposes of the body.</summary>
public sealed record DocumentFetched(FetchExchange Exchange, FetchedBody Body, string? ContentType) : FetchResult(Exchange)
{
    /// <summary>A page of HTML, by its look or by its type.</summary>
    public bool IsPage => WebPage.Is(Body.Bytes.Span) || ContentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>A whole answer with the very body that was read last: there is nothing to parse.</summary>
public sealed record DocumentUnchanged(FetchExchange Exchange) : FetchResult(Exchange);

/// <summary>The server said 304.</summary>
public sealed record NotModified(FetchExchange Exchange) : FetchResult(Exchange);

/// <param name="Error">A sentence for the operator.</param>
public sealed record FetchFailed(FetchExchange Exchange, FetchFailure Failure, string Error) : FetchResult(Exchange)
{
    /// <summary>When to come again to a host that was too busy (<see cref="FetchFailure.HostBusy"/>); null for every other failure.</summary>
    public DateTimeOffset? Again { get; init; }
}

public enum FetchFailure
{
    /// <summary>The URL cannot be fetched at all.</summary>
    BadUrl,

    /// <summary>The address is not public, and private networks are not allowed.</summary>
    AddressRefused,

    /// <summary>The host's name leads nowhere.</summary>
    NameResolution,

    /// <summary>No connection, or it broke.</summary>
    Connection,

    /// <summary>No encrypted connection, or a certificate that does not hold.</summary>
    Tls,

    /// <summary>Not finished within the time for a whole fetch.</summary>
    Timeout,

    /// <summary>An answer that is no HTTP, or breaks a limit of its head.</summary>
    Protocol,

    /// <summary>A loop, too many, or one that leads nowhere.</summary>
    Redirect,

    /// <summary>A redirect that the caller did not want followed; it is the last of <see cref="FetchExchange.Redirects"/>.</summary>
    NotFollowed,

    /// <summary>So many are redirected to the same host, or it rests, that it was not asked: no fault of the feed.</summary>
    HostBusy,

    /// <summary>An answer with an error status.</summary>
    HttpStatus,

    /// <summary>More bytes than are taken.</summary>
    TooLarge,

    /// <summary>A content coding that is unknown or damaged.</summary>
    Coding,

    /// <summary>An empty body.</summary>
    Empty,

    /// <summary>A web page where a feed was expected.</summary>
    WebPage,

    /// <summary>A page that wants a browser to prove itself.</summary>
    Challenge,
}
