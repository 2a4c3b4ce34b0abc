using NewsMonitor.Feeds.Fetching;

namespace NewsMonitor.Feeds.FullText;

/// <param name="Unreachable">The site did not answer properly: all is forbidden for now, and may be allowed later.</param>
/// <param name="Until">Then it is asked again.</param>
/// <param name="Hopeless">Why the site cannot be asked at all, in words: its address is refused, or its certificate does not hold. Else null.</param>
internal sealed record RobotsAnswer(RobotsRules Rules, bool Unreachable, DateTimeOffset Until, string? Hopeless = null);

/// <summary>
/// Each site's robots.txt, asked for once and believed for a while. What an answer means is RFC 9309 section 2.3.1: a document is obeyed, 4xx
/// allows everything, 5xx and silence forbid everything. 429 counts as silence: a server that is asked too much is not asked for more.
/// Remembered in memory only; a restart asks again. Safe to call from many threads.
/// </summary>
internal sealed class RobotsCache(FeedFetcher fetcher, FullTextOptions options, TimeProvider clock, FeedMetrics metrics)
{
    // An answer that was good once is kept on while the site is silent, but not for ever (RFC 9309 section 2.3.1.4: 30 days at most).
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(7);

    // Characters of rules; one hostile feed may link to any number of sites with robots.txt of the largest size.
    private const int SizePerSite = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (RobotsAnswer Answer, DateTimeOffset Good)> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _asking = new(StringComparer.Ordinal);
    private long _size;

    /// <summary>What the page's site said; null when it has to be asked (again).</summary>
    public RobotsAnswer? Find(Uri page)
    {
        lock (_lock)
            return _answers.TryGetValue(AccessHeaders.Origin(page), out var known) && known.Answer.Until > clock.GetUtcNow() ? known.Answer : null;
    }

    /// <summary>Asks the page's site, once however many ask for it at a time. Afterwards <see cref="Find"/> has an answer.</summary>
    /// <param name="articleId">Whose turn at the site it is.</param>
    public Task AskAsync(Uri page, string articleId, CancellationToken cancellationToken)
    {
        var site = AccessHeaders.Origin(page);
        lock (_lock)
        {
            if (!_asking.TryGetValue(site, out var asking))
                _asking[site] = asking = Task.Run(() => FetchAsync(site, new Uri(page, "/robots.txt").AbsoluteUri, articleId, cancellationToken), CancellationToken.None);
            return asking;
        }
    }

    private async Task FetchAsync(string site, string url, string articleId, CancellationToken cancellationToken)
    {
        try
        {
            metrics.RobotsAsked();
            var result = await fetcher.FetchAsync(new FetchRequest(url, Validators.None) { Kind = DocumentKind.Text, TurnOf = articleId }, cancellationToken);
            Remember(site, Read(result), result);
        }
        finally
        {
            lock (_lock)
                _asking.Remove(site);
        }
    }

    private static RobotsRules? Read(FetchResult result)
    {
        switch (result)
        {
            case DocumentFetched fetched:
                using (var body = fetched.Body)
                    return RobotsRules.Parse(body.Bytes.Span);
            // More redirects than are followed count as "there is none", as do other client errors (sections 2.3.1.2 and 2.3.1.3).
            case FetchFailed { Failure: FetchFailure.Redirect } or FetchFailed { Failure: FetchFailure.HttpStatus, Exchange.HttpStatus: >= 400 and < 500 and not 429 }:
                return RobotsRules.AllowAll;
            default:
                return null;
        }
    }

    private void Remember(string site, RobotsRules? rules, FetchResult result)
    {
        var now = clock.GetUtcNow();
        var retry = now + Retry(result.Exchange.RetryAfter);
        var hopeless = result is FetchFailed { Failure: FetchFailure.Tls or FetchFailure.AddressRefused or FetchFailure.BadUrl } failed ? failed.Error : null;
        lock (_lock)
        {
            (RobotsAnswer Answer, DateTimeOffset Good)? before = _answers.TryGetValue(site, out var known) ? known : null;
            _answers[site] = rules is not null ? (new RobotsAnswer(rules, false, now + options.RobotsAge), now)
                : before is { Answer: { } answer, Good: var good } && now - good < Oldest ? (answer with { Until = retry }, good)
                : (new RobotsAnswer(RobotsRules.DisallowAll, true, retry, hopeless), DateTimeOffset.MinValue);
            _size += _answers[site].Answer.Rules.Size - (before?.Answer.Rules.Size ?? 0);
            if (_answers.Count > options.RobotsSites || _size > (long)options.RobotsSites * SizePerSite)
                Forget(site);
        }
    }

    /// <summary>As long as the server asks to be left alone, but no longer than a good answer is believed.</summary>
    private TimeSpan Retry(TimeSpan? asked)
    {
        var longest = options.RobotsAge > options.RobotsRetry ? options.RobotsAge : options.RobotsRetry;
        return asked is not { } wait || wait < options.RobotsRetry ? options.RobotsRetry : wait < longest ? wait : longest;
    }

    /// <summary>Half at once, so that a full cache does not sort itself at every new site.</summary>
    private void Forget(string butFor)
    {
        foreach (var (site, (answer, _)) in _answers.OrderBy(pair => pair.Value.Answer.Until).ToList())
        {
            if (_answers.Count <= options.RobotsSites / 2 && _size <= (long)options.RobotsSites * SizePerSite / 2)
                break;
            if (site != butFor && _answers.Remove(site))
                _size -= answer.Rules.Size;
        }
    }
}
