using Microsoft.Extensions.Logging;
using NewsMonitor.Feeds.Failing;
using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Feeds.Identity;
using NewsMonitor.Feeds.Moving;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Polling;

/// <summary>
/// From a feed as it is known to a poll to be stored: fetches, parses, decides when to poll next. Writes nothing and holds nothing; whatever
/// goes wrong ends in a poll that says so.
/// </summary>
public sealed partial class FeedReader(
    FeedFetcher fetcher, ArticleFactory factory, OutageWatch outages, FeedOptions options, TimeProvider clock, FeedMetrics metrics, ILogger<FeedReader> logger)
{
    // What a feed says of itself is for a line on a page.
    private const int MaxTitleLength = 300;

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<FeedPoll> ReadAsync(Feed feed, CancellationToken cancellationToken)
    {
        var known = feed.Poll;
        var conditions = ValidatorTrust.ToSend(known, options, clock.GetUtcNow());
        var result = await fetcher.FetchAsync(new FetchRequest(feed.Url, conditions, known.BodyHash) { Access = feed.Access, TurnOf = feed.Id }, cancellationToken);
        metrics.Fetched(result.Exchange, probe: (known.ETag ?? known.LastModified) is not null && !conditions.Any);
        if (OurOutage(feed, result) is { } uncounted)
            return uncounted;
        if (result is FetchFailed { Again: { } again } busy)
            return Busy(feed, busy, again);
        var poll = result switch
        {
            DocumentFetched fetched => Parse(feed, fetched, conditions),
            DocumentUnchanged => UnchangedDocument(feed, result.Exchange, conditions),
            NotModified => Unchanged(feed, result.Exchange, new Validators(known.ETag, known.LastModified).UpdatedBy(result.Exchange.Validators)),
            FetchFailed failed => Failed(feed, result.Exchange, failed.Failure.ToString(), failed.Error),
            _ => throw new InvalidOperationException($"{result.GetType().Name} is not handled."),
        };
        if (poll.State.Status is not (FeedStatus.Failed or FeedStatus.Gone))
            poll = Moved(feed, result.Exchange, poll);
        var trace = new PollTrace(result.Exchange.Duration, result.Exchange.WireBytes, options.HistoryPolls, clock.GetUtcNow() - options.HistoryAge);
        return poll with { Was = known, WasDue = known.NextPoll, Trace = trace, PagesUntil = PagesUntil(feed) };
    }

    /// <summary>The poll of a feed that could not be reached because nobody can be; null for every other one.</summary>
    private FeedPoll? OurOutage(Feed feed, FetchResult result)
    {
        var now = clock.GetUtcNow();
        var verdict = outages.Saw(feed.Url, result, feed.Poll is { Failures: 0, LastSuccess: not null }, now);
        if (verdict.Changed)
        {
            metrics.Outage(verdict.Outage);
            if (verdict.Outage)
                LogOutageBegan(logger, verdict.Since!.Value);
            else
                LogOutageEnded(logger, verdict.Since!.Value);
        }

        if (!verdict.Outage)
            return null;
        var wait = options.OutageRetry * (1 + options.Jitter * Jitter.Of(feed.Id, feed.Poll.Version));
        var reason = $"in {SpanWords.Of(wait)}: no feed of any host can be reached, so this is taken for an outage of our own and not counted";
        return new FeedPoll
        {
            FeedId = feed.Id,
            State = PutOff(feed.Poll, now, now + wait, reason),
            Uncounted = true,
            Rule = PollRule.Outage,
            Pardon = verdict.Changed ? new Pardon(verdict.Since!.Value, now + options.OutageRetry, reason) : null,
        };
    }

    /// <summary>The poll of a feed that leads to a host that others ask already: no fault of the feed, which comes again when it is told to.</summary>
    private FeedPoll Busy(Feed feed, FetchFailed failed, DateTimeOffset again)
    {
        var now = clock.GetUtcNow();
        // Its own host is asked again, too.
        var next = again + options.MinimumInterval;
        return new FeedPoll
        {
            FeedId = feed.Id,
            State = PutOff(feed.Poll, now, next, $"in {SpanWords.Of(next - now)}: {failed.Error}"),
            Rule = PollRule.HostBusy,
            WasDue = feed.Poll.NextPoll,
        };
    }

    /// <summary>A feed that is stopped is not polled then either, and says why as before.</summary>
    private static FeedPollState PutOff(FeedPollState known, DateTimeOffset now, DateTimeOffset next, string reason) => known.StoppedAt is null
        ? known with { LastPoll = now, NextPoll = next, NextPollReason = reason }
        : known with { LastPoll = now };

    private FeedPoll Moved(Feed feed, FetchExchange exchange, FeedPoll poll)
    {
        var decision = Moves.Decide(feed.Url, feed.Poll.Move, exchange.Redirects, options, clock.GetUtcNow());
        metrics.Redirected(decision.Kind);
        if (decision.To is null && decision.Pending == feed.Poll.Move)
            return poll;
        if (decision.To is null)
            return With(state => state with { Move = decision.Pending });
        LogMoved(logger, feed.Id, feed.Url, decision.Reason);
        // The validators were given at the old URL.
        return With(state => state with { Move = null, ETag = null, LastModified = null, DistrustedUntil = null, MissedNews = 0 }) with { MovedTo = decision.To };

        FeedPoll With(Func<FeedPollState, FeedPollState> change) =>
            poll with { State = change(poll.State), StateWhenNews = poll.StateWhenNews is null ? null : change(poll.StateWhenNews) };
    }

    private FeedPoll Parse(Feed feed, DocumentFetched fetched, Validators sent)
    {
        using var body = fetched.Body;
        var (read, failure, error) = Understand(feed, body.Bytes, fetched.ContentType, fetched.Exchange.FinalUrl);
        if (read is not var (document, articles))
            return Failed(feed, fetched.Exchange, failure, error);
        var cadence = document.Feed.Cadence;
        // What a person chose for this feed before what software fills in for every feed.
        var asked = cadence.TimeToLive ?? (options.ObeyUpdatePeriod ? cadence.UpdateInterval : null);
        var outcome = new PollOutcome { Published = [.. articles.Select(a => a.Published).OfType<DateTimeOffset>()] };
        var known = feed with { Poll = feed.Poll with { Requested = asked, Skip = SkipRule.Of(cadence.SkipHours, cadence.SkipDays) } };
        // The validators are those of the whole document: with them, a part that is missing would be missing for as long as nothing changes.
        var (validators, hash) = document.CutOff ? (Validators.None, null) : (fetched.Exchange.Validators, body.Hash);
        var poll = Good(known, fetched.Exchange, FeedStatus.Ok, outcome, validators);
        var better = Good(known, fetched.Exchange, FeedStatus.Ok, outcome with { News = true }, validators);
        var withNews = better.State;
        var remark = document.Warnings.Count > 0 ? ShortTitle.Of(string.Join(' ', document.Warnings), MaxTitleLength) : null;
        return Content(poll, document, articles) with
        {
            State = Trusted(poll.State with { BodyHash = hash, Error = remark }, news: false),
            StateWhenNews = Trusted(withNews with { BodyHash = hash, Error = remark, LastNews = withNews.LastPoll }, news: true),
            RuleWhenNews = better.Rule,
            HubsKnown = !document.CutOff,
            Hubs = HubLinks.Find(fetched.Exchange.Links, fetched.Exchange.FinalUrl, document.Feed),
        };

        FeedPollState Trusted(FeedPollState state, bool news) =>
            ValidatorTrust.After(feed.Poll, sent, fetched.Exchange.Validators, state, news, options, clock.GetUtcNow());
    }

    /// <summary>A document and its articles, or why there are none.</summary>
    private ((FeedDocument Document, Article[] Articles)? Read, string Failure, string Error) Understand(
        Feed feed, ReadOnlyMemory<byte> body, string? contentType, string url)
    {
        try
        {
            var document = FeedParser.Parse(body, contentType, url, options.Parser);
            // An entry that the document's end cut through would overwrite the whole article that is known.
            document = document with { Entries = [.. document.Entries.Where(entry => !entry.CutOff)] };
            return ((document, [.. factory.Create(document, feed, clock.GetUtcNow()).DistinctBy(article => article.Id)]), "", "");
        }
        catch (FeedFormatException e)
        {
            return (null, "Format", e.Message);
        }
#pragma warning disable CA1031 // One document that finds a fault of ours must not keep its feed due for ever, nor stop the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFault(logger, e, feed.Id, feed.Url);
            return (null, "Fault", $"The document could not be read, by a fault of NewsMonitor ({e.GetType().Name}).");
        }
    }

    private DateTimeOffset? PagesUntil(Feed feed) => feed.FullText ? clock.GetUtcNow() + options.FullText.MaximumWait : null;

    /// <summary>What a document brings, however it came.</summary>
    private static FeedPoll Content(FeedPoll poll, FeedDocument document, Article[] articles) => poll with
    {
        Title = ShortTitle.Of(document.Feed.Title?.Text, MaxTitleLength),
        SiteUrl = document.Feed.Link is { Length: > 0 and <= FeedUrl.MaxLength } link ? link : null,
        Language = document.Feed.Language is { Length: > 0 and <= 35 } language ? language : null,
        Articles = articles,
    };

    /// <summary>What was wrong with the document is wrong with it still; what failed since is over.</summary>
    private FeedPoll Unchanged(Feed feed, FetchExchange exchange, Validators validators)
    {
        var remark = feed.Poll.Status is FeedStatus.Failed or FeedStatus.Gone ? null : feed.Poll.Error;
        return Good(feed, exchange, FeedStatus.NotModified, PollOutcome.NothingNew, validators, remark);
    }

    /// <summary>A whole answer with the body that was read last.</summary>
    private FeedPoll UnchangedDocument(Feed feed, FetchExchange exchange, Validators sent)
    {
        var poll = Unchanged(feed, exchange, exchange.Validators);
        return poll with { State = ValidatorTrust.After(feed.Poll, sent, exchange.Validators, poll.State, news: false, options, clock.GetUtcNow()) };
    }

    private FeedPoll Good(Feed feed, FetchExchange exchange, FeedStatus status, PollOutcome outcome, Validators validators, string? remark = null)
    {
        var now = clock.GetUtcNow();
        var decision = Cadence.Decide(
            feed.Poll, outcome with { FreshFor = exchange.FreshFor, Requested = feed.Poll.Requested, PushedUntil = PushedUntil(feed) }, options, Jitter.Of(feed.Id, feed.Poll.Version), now);
        return new FeedPoll
        {
            FeedId = feed.Id,
            Rule = decision.Rule,
            State = feed.Poll with
            {
                ETag = validators.ETag,
                LastModified = validators.LastModified,
                NextPoll = decision.NextPoll,
                NextPollReason = decision.Reason,
                NotBefore = decision.NotBefore,
                Interval = decision.Interval,
                LastPoll = now,
                LastSuccess = now,
                Status = status,
                HttpStatus = exchange.HttpStatus,
                Error = remark,
                Failures = 0,
                GoneSince = null,
                StoppedAt = null,
            },
        };
    }

    /// <summary>Validators, body hash and rhythm stay as the last good poll left them.</summary>
    private FeedPoll Failed(Feed feed, FetchExchange exchange, string failure, string error)
    {
        metrics.Failed(failure);
        var now = clock.GetUtcNow();
        var outcome = new PollOutcome { Error = error, RetryAfter = exchange.HttpStatus is 429 or 503 ? exchange.RetryAfter : null };
        var decision = Cadence.Decide(feed.Poll, outcome, options, Jitter.Of(feed.Id, feed.Poll.Version), now);
        LogFailed(logger, feed.Id, feed.Url, error, decision.Reason);
        var gone = GoneDecision.Decide(feed.Poll.GoneSince, exchange.HttpStatus, options.GoneAfter, now);
        // A 304 to a request without condition is one that never ends: what made the server think so is not kept.
        var validators = exchange.HttpStatus == 304 ? Validators.None : new Validators(feed.Poll.ETag, feed.Poll.LastModified);
        var poll = new FeedPoll
        {
            FeedId = feed.Id,
            Rule = decision.Rule,
            HostRest = HostRests.Decide(exchange, options, now),
            State = feed.Poll with
            {
                ETag = validators.ETag,
                LastModified = validators.LastModified,
                GoneSince = gone.Since,
                NextPoll = decision.NextPoll,
                NextPollReason = decision.Reason,
                LastPoll = now,
                Status = FeedStatus.Failed,
                HttpStatus = exchange.HttpStatus,
                Error = error,
                Failures = feed.Poll.Failures == int.MaxValue ? int.MaxValue : feed.Poll.Failures + 1,
            },
        };
        return gone.Stop || feed.Poll.StoppedAt is not null ? Stopped(feed, poll, gone.Reason ?? error) : poll;
    }

    /// <summary>Its next poll is due at once when it is resumed.</summary>
    private FeedPoll Stopped(Feed feed, FeedPoll poll, string reason)
    {
        var now = poll.State.LastPoll!.Value;
        if (feed.Poll.StoppedAt is null)
            LogGone(logger, feed.Id, feed.Url, reason);
        return poll with
        {
            Rule = PollRule.Gone,
            State = poll.State with
            {
                Status = FeedStatus.Gone,
                StoppedAt = feed.Poll.StoppedAt ?? now,
                Error = reason,
                NextPoll = now,
                NextPollReason = "not before it is resumed by hand: the server says that it is gone for good",
            },
        };
    }
}
