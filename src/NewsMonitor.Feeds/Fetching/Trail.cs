using System.Globalization;
using System.Net.Http;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>The way of one fetch from the URL that was asked for to the one that answered.</summary>
internal sealed class Trail(string url)
{
    private static readonly Uri Nowhere = new("about:blank");

    // Both null until the first redirect: most fetches meet none.
    private List<Redirect>? _redirects;
    private HashSet<string>? _seen;
    private Uri? _first;

    /// <summary>When the fetch began, as a timestamp of its clock.</summary>
    public required long Started { get; init; }

    /// <summary>At the host that is asked, once the fetch needs one; null as long as it goes by the turn that a scheduler gave it.</summary>
    public HeldTurn? Turn { get; set; }

    public Uri Current { get; private set; } = Nowhere;

    /// <summary>What is known so far.</summary>
    public FetchExchange Exchange { get; private set; } = new() { FinalUrl = url };

    /// <summary>Names are compared, not ports: a feed that moves from http to https stays where it is.</summary>
    public bool OnFirstHost => ReferenceEquals(Current, _first) || Current.IdnHost == _first?.IdnHost;

    /// <exception cref="FetchException">The URL cannot be fetched.</exception>
    public void Start()
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var start) || start.Scheme is not ("http" or "https"))
            throw new FetchException(FetchFailure.BadUrl, $"'{url}' is not an absolute http or https URL.");
        Current = _first = start;
    }

    public void Answered(HttpResponseMessage response, DateTimeOffset now, TimeSpan maximumRetryAfter) =>
        Exchange = Exchange with
        {
            FinalUrl = _redirects is [.., var last] ? last.To : url,
            HttpStatus = (int)response.StatusCode,
            Validators = OnFirstHost ? new Validators(response.Raw("ETag"), response.Raw("Last-Modified")) : Validators.None,
            FreshFor = Freshness.Parse(response.RawList("Cache-Control"), response.Raw("Age"), response.Raw("Expires"), response.Raw("Date"), now),
            Links = response.RawValues("Link"),
            RetryAfter = RetryAfter.Parse(response.Raw("Retry-After"), now, maximumRetryAfter),
        };

    /// <exception cref="FetchException">It leads nowhere, back, or too far.</exception>
    public void Follow(HttpResponseMessage response, int maximum)
    {
        var status = (int)response.StatusCode;
        if (response.RawUtf8("Location") is not { } location)
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"The server answered {status} (redirect) without saying where to."));
        if (!Uri.TryCreate(Current, location, out var next))
            throw Wrong($"The server redirects to '{Shortened(location)}', which is not a URL.");
        if (next.Scheme is not ("http" or "https"))
            throw Wrong($"The server redirects to '{Shortened(location)}'; only http and https are followed.");
        if (next.Fragment.Length > 0)
            next = new Uri(next.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));
        _seen ??= new HashSet<string>(StringComparer.Ordinal) { Current.AbsoluteUri };
        _redirects ??= [];
        if (!_seen.Add(next.AbsoluteUri))
            throw Wrong($"The server redirects in a loop (back to {Shortened(next.AbsoluteUri)}).");
        if (_redirects.Count == maximum)
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"The server redirects more than {maximum} times."));
        _redirects.Add(new Redirect(status, next.AbsoluteUri));
        Exchange = Exchange with { Redirects = [.. _redirects] };
        Current = next;
    }

    private static FetchException Wrong(string words) => new(FetchFailure.Redirect, words);

    private static string Shortened(string text) => text.Length <= 200 ? text : text[..200] + "...";
}
