using Microsoft.Extensions.Logging;
using NewsMonitor.Feeds.Failing;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Identity;
using NewsMonitor.Feeds.Parsing.Charsets;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.FullText;

/// <summary>
/// Takes one step for an article that waits for its page: one request at most (the site's robots.txt, or the page), then what is stored says
/// how it goes on. The database is the truth: a process that dies at any point leaves the article waiting, and a deadline ends the waiting.
/// </summary>
public sealed partial class PageReader
{
    // Of one transaction; what is left goes with the next sweep.
    private const int OverdueBatch = 200;

    private readonly IFeedStore _feeds;
    private readonly IPageStore _pages;
    private readonly FeedFetcher _fetcher;
    private readonly ILanguageTagger _languages;
    private readonly FeedOptions _feedOptions;
    private readonly FullTextOptions _options;
    private readonly ArticleOptions _articles;
    private readonly TimeProvider _clock;
    private readonly FeedMetrics _metrics;
    private readonly ILogger<PageReader> _logger;
    private readonly RobotsCache _robots;

    public PageReader(
        IFeedStore feeds, IPageStore pages, FeedFetcher fetcher, ILanguageTagger languages, FeedOptions options, TimeProvider clock, FeedMetrics metrics,
        ILogger<PageReader> logger)
    {
        (_feeds, _pages, _fetcher, _languages, _clock, _metrics, _logger) = (feeds, pages, fetcher, languages, clock, metrics, logger);
        (_feedOptions, _options, _articles) = (options, options.FullText, options.Articles);
        _robots = new RobotsCache(fetcher, _options, clock, metrics);
    }

    /// <returns>The language whose story index has a new article now; null when the article waits on, or waited no more.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was stored; the article still waits.</exception>
    public async Task<string?> ReadAsync(string articleId, CancellationToken cancellationToken)
    {
        if (await _pages.FindPageAsync(articleId, cancellationToken) is not { } page)
            return null;
        var now = _clock.GetUtcNow();
        if (page.Until <= now)
            return await ApplyAsync(page, new PageDecision.GoWithout(PageDecision.TooLate), cancellationToken);
        // A step was taken since this one was asked for.
        if (page.Next > now)
            return null;

        var url = new Uri(page.Url);
        if (_robots.Find(url) is not { } robots)
        {
            // The page stays due, and its request waits for the host's next turn.
            await _robots.AskAsync(url, articleId, cancellationToken);
            return null;
        }

        if (robots.Unreachable)
            return await ApplyAsync(page, PageDecision.WithoutRobots(page, robots), cancellationToken);
        if (!robots.Rules.Allows(url))
            return await ApplyAsync(page, new PageDecision.GoWithout(PageDecision.Forbidden), cancellationToken);

        var feed = await _feeds.FindAsync(page.Article.FeedId, cancellationToken);
        var site = AccessHeaders.Origin(url);
        var request = new FetchRequest(page.Url, Validators.None)
        {
            Kind = DocumentKind.Page,
            Access = feed?.Access,
            TurnOf = articleId,
            MaximumBytes = _options.MaximumPageBytes,
            Follow = next => AccessHeaders.Origin(next) == site && robots.Rules.Allows(next),
        };
        var result = await _fetcher.FetchAsync(request, cancellationToken);
        if (HostRests.Decide(result.Exchange, _feedOptions, _clock.GetUtcNow()) is { } rest)
            await _pages.RestAsync(rest, cancellationToken);
        return result is DocumentFetched fetched
            ? await ReleaseAsync(Read(page.Article, fetched), cancellationToken)
            : await ApplyAsync(page, PageDecision.After(page, (FetchFailed)result, _options, _clock.GetUtcNow()), cancellationToken);
    }

    /// <summary>Lets go what has waited long enough. The languages whose story indexes have new articles now.</summary>
    public async Task<string[]> ReleaseOverdueAsync(CancellationToken cancellationToken)
    {
        var (count, languages) = await _pages.ReleaseOverdueAsync(_clock.GetUtcNow(), PageDecision.TooLate, OverdueBatch, cancellationToken);
        _metrics.PageEnded("late", count);
        return languages;
    }

    private Article Read(Article article, DocumentFetched fetched)
    {
        using var body = fetched.Body;
        if (!fetched.IsPage)
            return article with { Page = "The page is no HTML." };
        try
        {
            var page = ReadableText.Extract(PageDecoder.Decode(body.Bytes.Span, fetched.ContentType), _options.MaximumElements, _articles.MaxTextLength);
            return PageText.Choose(article, page, _options.MinimumText) is { } reason
                ? article with { Page = reason }
                : article with
                {
                    Text = page.Text,
                    Language = _languages.Tag(page.Language ?? (article.Language == "und" ? null : article.Language), article.Title, page.Text),
                    Page = Article.PageRead,
                };
        }
#pragma warning disable CA1031 // A page that finds a fault of ours must not keep its article for ever.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFault(_logger, e, article.Id, fetched.Exchange.FinalUrl);
            return article with { Page = $"The page could not be read, by a fault of NewsMonitor ({e.GetType().Name})." };
        }
    }

    private async Task<string?> ApplyAsync(AwaitedPage page, PageDecision decision, CancellationToken cancellationToken)
    {
        switch (decision)
        {
            case PageDecision.GoWithout:
                return await ReleaseAsync(page.Article with { Page = decision.Reason }, cancellationToken);
            case PageDecision.TryAgain again:
                LogAgain(_logger, page.Url, again.Reason);
                _metrics.PageEnded("again");
                await _pages.DeferPageAsync(page with { Next = again.At, Attempts = again.Attempts }, cancellationToken);
                return null;
            case PageDecision.MoveTo moved:
                _metrics.PageEnded("moved");
                await _pages.DeferPageAsync(page with { Url = moved.Url, Next = _clock.GetUtcNow(), Hops = page.Hops + 1 }, cancellationToken);
                return null;
            default:
                throw new InvalidOperationException($"{decision.GetType().Name} is not handled.");
        }
    }

    private async Task<string?> ReleaseAsync(Article article, CancellationToken cancellationToken)
    {
        if (!await _pages.ReleaseAsync(article, cancellationToken))
            return null;

        _metrics.PageEnded(article.Page == Article.PageRead ? "read" : "without");
        if (article.Page != Article.PageRead)
            LogWithout(_logger, article.Id, article.Url, article.Page!);
        return article.Language;
    }
}
