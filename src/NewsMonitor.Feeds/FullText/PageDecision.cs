using System.Globalization;
using NewsMonitor.Feeds.Fetching;

namespace NewsMonitor.Feeds.FullText;

/// <summary>What becomes of an article that waits for its page, and why.</summary>
/// <param name="Reason">For the operator: becomes the article's <see cref="Model.Article.Page"/> when it goes without the page's text.</param>
internal abstract record PageDecision(string Reason)
{
    /// <summary>The article goes on with what its feed said.</summary>
    public sealed record GoWithout(string Reason) : PageDecision(Reason);

    /// <summary>The page is asked for again.</summary>
    /// <param name="Attempts">Requests for the page that failed so far.</param>
    public sealed record TryAgain(string Reason, DateTimeOffset At, int Attempts) : PageDecision(Reason);

    /// <summary>The page is asked for at another host, in that host's turn and under its robots.txt.</summary>
    public sealed record MoveTo(string Reason, string Url) : PageDecision(Reason);

    /// <summary>What a request that brought no page means.</summary>
    public static PageDecision After(AwaitedPage page, FetchFailed failed, FullTextOptions options, DateTimeOffset now)
    {
        if (failed.Failure == FetchFailure.NotFollowed)
        {
            var to = failed.Exchange.Redirects[^1].To;
            if (AccessHeaders.Origin(new Uri(to)) == AccessHeaders.Origin(new Uri(failed.Exchange.FinalUrl)))
                return new GoWithout(Forbidden);
            return page.Hops < options.MaximumHops
                ? new MoveTo(failed.Error, to)
                : new GoWithout(string.Create(CultureInfo.InvariantCulture, $"The page is passed on from host to host more than {options.MaximumHops} times."));
        }

        return IsPassing(failed)
            ? Retry(page, failed.Error, failed.Exchange.RetryAfter, options, now)
            : new GoWithout($"The page could not be read: {failed.Error}");
    }

    /// <summary>What a site means whose robots.txt could not be had.</summary>
    public static PageDecision WithoutRobots(AwaitedPage page, RobotsAnswer robots) =>
        robots.Hopeless is { } error ? new GoWithout($"The page could not be read: {error}")
        // The page itself was not asked for, so this is no failed attempt at it.
        : robots.Until < page.Until ? new TryAgain(NoRobots, robots.Until, page.Attempts) : new GoWithout(NoRobots);

    public const string Forbidden = "The site's robots.txt forbids to read the page.";

    public const string TooLate = "The page did not come in time.";

    private const string NoRobots = "The site's robots.txt could not be had, so its pages are not read.";

    private static PageDecision Retry(AwaitedPage page, string error, TimeSpan? retryAfter, FullTextOptions options, DateTimeOffset now)
    {
        var attempts = page.Attempts + 1;
        var wait = options.RetryDelay * Math.Pow(2, Math.Min(attempts - 1, 20));
        var at = now + (retryAfter > wait ? retryAfter.Value : wait);
        return attempts < options.MaximumAttempts && at < page.Until
            ? new TryAgain(error, at, attempts)
            : new GoWithout($"The page could not be read: {error}");
    }

    /// <summary>Whether the same request may succeed in a moment.</summary>
    private static bool IsPassing(FetchFailed failed) => failed.Failure switch
    {
        FetchFailure.HttpStatus => failed.Exchange.HttpStatus is >= 500 or 408 or 425 or 429,
        FetchFailure.NameResolution or FetchFailure.Connection or FetchFailure.Timeout or FetchFailure.Protocol or FetchFailure.HostBusy => true,
        _ => false,
    };
}
