using System.Globalization;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Feeds.Parsing.Charsets;
using NewsMonitor.Feeds.WebSub;

namespace NewsMonitor.Feeds.Discovery;

/// <summary>One search, from its first request to its answer.</summary>
internal sealed class FeedSearch : IDisposable
{
    private static readonly string[] WellKnownPaths = ["/feed", "/rss", "/atom.xml", "/feed.xml", "/rss.xml", "/index.xml", "/feed.json"];

    // Longest title shown, in characters.
    private const int MaximumTitle = 200;

    private readonly string _start;
    private readonly FeedFetcher _fetcher;
    private readonly FeedOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _both;
    private readonly CancellationToken _caller;
    private readonly List<DiscoveredFeed> _feeds = [];
    private readonly List<string> _tried = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _requests;

    public FeedSearch(string start, FeedFetcher fetcher, FeedOptions options, TimeProvider clock, CancellationToken caller)
    {
        (_start, _fetcher, _options, _clock, _caller) = (start, fetcher, options, clock, caller);
        _deadline = new CancellationTokenSource(options.Discovery.Timeout, clock);
        _both = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token);
    }

    private bool MayAsk => _requests < _options.Discovery.MaximumRequests && !_deadline.IsCancellationRequested;

    public async Task<DiscoveredFeeds> RunAsync()
    {
        string? failure;
        try
        {
            failure = await SearchAsync();
        }
        catch (OperationCanceledException) when (!_caller.IsCancellationRequested)
        {
            failure = $"The search was ended after {SpanWords.Of(_options.Discovery.Timeout)}.";
        }

        return new DiscoveredFeeds(_start, _feeds, _tried, _requests, Summary(failure));
    }

    public void Dispose()
    {
        _both.Dispose();
        _deadline.Dispose();
    }

    /// <returns>Why the site's page could not be read; null when it could.</returns>
    private async Task<string?> SearchAsync()
    {
        _seen.Add(_start);
        var result = await AskAsync(_start, DocumentKind.Page);
        if (result is not DocumentFetched fetched)
        {
            // A site that answers may refuse its page only.
            if (result.Exchange.HttpStatus is not null)
                await TryWellKnownPathsAsync(new Uri(result.Exchange.FinalUrl));
            return ((FetchFailed)result).Error;
        }

        using var body = fetched.Body;
        var page = new Uri(fetched.Exchange.FinalUrl);
        if (Read(body, fetched, out _) is { } document)
        {
            _feeds.Add(Found(_start, document, null, FeedSource.Itself));
            return null;
        }

        var links = fetched.IsPage
            ? PageLinks.Read(PageDecoder.Decode(body.Bytes.Span, fetched.ContentType), page)
            : [];
        // A header tells no type here: what is called an alternate is a feed if it turns out to be one.
        foreach (var (relation, target) in LinkHeader.Parse(fetched.Exchange.Links))
        {
            if (relation is "alternate" or "feed" && Uri.TryCreate(page, target, out var link) && link.Scheme is "http" or "https")
                await TryAsync(link, null, FeedSource.LinkHeader, declared: PageLinks.LooksLikeFeed(link.AbsolutePath));
        }

        foreach (var link in links.Where(link => link.Declared))
            await TryAsync(link.Target, link.Title, FeedSource.LinkElement, declared: true);
        if (_feeds.Count == 0)
        {
            foreach (var link in links.Where(link => !link.Declared))
                await TryAsync(link.Target, link.Title, FeedSource.Anchor, declared: false);
        }

        if (_feeds.Count == 0)
            await TryWellKnownPathsAsync(page);
        return null;
    }

    /// <summary>The last resort: the first that is a feed is enough.</summary>
    private async Task TryWellKnownPathsAsync(Uri page)
    {
        IEnumerable<string> paths = WellKnownPaths;
        if (page.AbsolutePath.Length > 1)
            paths = paths.Prepend(page.AbsolutePath.TrimEnd('/') + "/feed");
        foreach (var path in paths)
        {
            if (_feeds.Count > 0 || !MayAsk)
                return;
            await TryAsync(new Uri(page, path), null, FeedSource.WellKnownPath, declared: false);
        }
    }

    /// <param name="declared">The site calls it a feed: named in the answer even when it could not be looked at any more.</param>
    private async Task TryAsync(Uri target, string? title, FeedSource source, bool declared)
    {
        var url = target.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        if (_feeds.Count >= _options.Discovery.MaximumFeeds || url.Length > FeedUrl.MaxLength || !_seen.Add(url))
            return;
        if (!MayAsk)
        {
            if (declared)
                _feeds.Add(new DiscoveredFeed(url, ShortTitle.Of(title, MaximumTitle), source, Checked: false));
            return;
        }

        FetchResult result;
        try
        {
            result = await AskAsync(url, DocumentKind.Feed);
        }
        catch (OperationCanceledException) when (!_caller.IsCancellationRequested)
        {
            if (declared)
                _feeds.Add(new DiscoveredFeed(url, ShortTitle.Of(title, MaximumTitle), source, Checked: false));
            return;
        }

        if (result is not DocumentFetched fetched)
        {
            _tried.Add($"{url}: {((FetchFailed)result).Error}");
            return;
        }

        using var body = fetched.Body;
        // Two addresses of one feed are one feed.
        if (fetched.Exchange.FinalUrl != url && !_seen.Add(fetched.Exchange.FinalUrl))
            return;
        if (Read(body, fetched, out var error) is { } document)
            _feeds.Add(Found(url, document, title, source));
        else
            _tried.Add($"{url}: {error}");
    }

    private async Task<FetchResult> AskAsync(string url, DocumentKind kind)
    {
        // As far apart as polls of one host are.
        if (_requests++ > 0 && _options.HostSpacing > TimeSpan.Zero)
            await Task.Delay(_options.HostSpacing, _clock, _both.Token);
        return await _fetcher.FetchAsync(new FetchRequest(url, Validators.None) { Kind = kind, TakesTurn = true }, _both.Token);
    }

    private FeedDocument? Read(FetchedBody body, DocumentFetched fetched, out string? error)
    {
        try
        {
            error = null;
            return FeedParser.Parse(body.Bytes, fetched.ContentType, fetched.Exchange.FinalUrl, _options.Parser);
        }
        catch (FeedFormatException e)
        {
            error = e.Message;
            return null;
        }
    }

    private static DiscoveredFeed Found(string url, FeedDocument document, string? title, FeedSource source) => new(
        url,
        ShortTitle.Of(document.Feed.Title?.Text, MaximumTitle) ?? ShortTitle.Of(title, MaximumTitle),
        source,
        Checked: true,
        document.Format,
        document.Entries.Count,
        document.Entries.Max(entry => entry.Published ?? entry.Updated));

    private string Summary(string? failure) => _feeds switch
    {
        [] when failure is not null => $"No feed was found: {failure}",
        [] => $"No feed was found: the page names none, and none of {_requests} requests led to one.",
        [{ Source: FeedSource.Itself }] => "The address is a feed.",
        [{ Checked: true }] => "One feed was found.",
        [_] => "The page names one feed, which was not looked at any more.",
        var several => string.Create(CultureInfo.InvariantCulture, $"{several.Count} feeds were found. Add the one that you want by its own address."),
    };
}
