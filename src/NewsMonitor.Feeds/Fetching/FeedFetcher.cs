using System.Globalization;
using System.Net;
using System.Net.Http;
using Microsoft.AspNetCore.WebUtilities;
using NewsMonitor.Feeds.Failing;

namespace NewsMonitor.Feeds.Fetching;

/// <summary>
/// Fetches a document: conditionally, politely, within limits. Redirects are followed by hand so that each hop is bounded and checked.
/// Holds no state of a feed; safe to use from many threads.
/// </summary>
public sealed class FeedFetcher : IDisposable
{
    private const string Accept =
        "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

    private const string AcceptPage = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8";
    private const string AcceptText = "text/plain, */*;q=0.8";

    private readonly HttpMessageInvoker _http;
    private readonly FeedOptions _options;
    private readonly TimeProvider _clock;
    private readonly string _userAgent;
    private readonly IHostTurns? _turns;

    /// <param name="turns">Where redirects to other hosts take their turns; null where nobody else asks those.</param>
    public FeedFetcher(FeedOptions options, TimeProvider clock, IHostTurns? turns = null)
        : this(GuardedHttpHandler.Create(options.AllowPrivateNetworks, options.ConnectTimeout, options.MaximumHeaderKilobytes), options, clock, turns)
    {
    }

    /// <param name="handler">Must not follow redirects; is disposed of with the fetcher.</param>
    /// <param name="turns">As above.</param>
    public FeedFetcher(HttpMessageHandler handler, FeedOptions options, TimeProvider clock, IHostTurns? turns = null)
    {
        _http = new HttpMessageInvoker(handler, disposeHandler: true);
        _options = options;
        _clock = clock;
        _userAgent = UserAgent.Of(options.Contact);
        _turns = turns;
    }

    /// <exception cref="OperationCanceledException">The caller cancelled. Whatever the server does ends in a result instead.</exception>
    public async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.TotalTimeout, _clock);
        await using var caller = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        var trail = new Trail(request.Url) { Started = _clock.GetTimestamp() };
        FetchResult result;
        try
        {
            result = await FollowAsync(request, trail, deadline.Token, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var (failure, error) = e is not HostBusyException && deadline.IsCancellationRequested
                ? (FetchFailure.Timeout, $"No complete answer within {SpanWords.Of(_options.TotalTimeout)}.")
                : FetchErrors.Describe(e, trail.Current);
            result = new FetchFailed(trail.Exchange, failure, error) { Again = (e as HostBusyException)?.Again };
        }
        finally
        {
            trail.Turn?.Dispose();
        }

        return result with { Exchange = result.Exchange with { Duration = _clock.GetElapsedTime(trail.Started) } };
    }

    public void Dispose() => _http.Dispose();

    private async Task<FetchResult> FollowAsync(FetchRequest request, Trail trail, CancellationToken cancellationToken, CancellationToken caller)
    {
        trail.Start();
        while (true)
        {
            if (_turns is not null && (request.TakesTurn || trail.Turn is not null || !trail.OnFirstHost))
            {
                trail.Turn ??= new HeldTurn(_turns, request, _clock, caller);
                // Half of the time: who waited has some left for the answer.
                await trail.Turn.MoveAsync(trail.Current, _options.TotalTimeout / 2 - _clock.GetElapsedTime(trail.Started), cancellationToken);
            }

            using var message = Ask(trail, request);
            using var response = await _http.SendAsync(message, cancellationToken);
            trail.Answered(response, _clock.GetUtcNow(), _options.MaximumRetryAfter);
            if (_turns is not null && HostRests.Decide(trail.Exchange, _options, _clock.GetUtcNow()) is { } rest)
                _turns.Rest(rest.Host, rest.Until);
            if (response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            {
                trail.Follow(response, _options.MaximumRedirects);
                if (request.Follow?.Invoke(trail.Current) == false)
                    return new FetchFailed(trail.Exchange, FetchFailure.NotFollowed, $"The server redirects to {trail.Current.AbsoluteUri}.");
                continue;
            }

            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                return message.Headers.NonValidated.Contains("If-None-Match") || message.Headers.NonValidated.Contains("If-Modified-Since")
                    ? new NotModified(trail.Exchange)
                    : new FetchFailed(trail.Exchange, FetchFailure.HttpStatus, "The server answered 304 (not modified) to a request that had no condition.");
            }

            if (Challenge.Is(response))
                return new FetchFailed(trail.Exchange, FetchFailure.Challenge, $"The server answered {Words(response)} with a page that wants a browser to prove itself.");
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation))
                return new FetchFailed(trail.Exchange, FetchFailure.HttpStatus, $"The server answered {Words(response)}.");
            return await ReadAsync(request, response, trail, cancellationToken);
        }
    }

    private HttpRequestMessage Ask(Trail trail, FetchRequest request)
    {
        var validators = request.Validators;
        var message = new HttpRequestMessage(HttpMethod.Get, trail.Current)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        message.Headers.TryAddWithoutValidation("Accept", request.Kind switch { DocumentKind.Feed => Accept, DocumentKind.Page => AcceptPage, _ => AcceptText });
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br, deflate");
        message.Show(request.Access);
        // Another host did not give them and must not learn them.
        if (trail.OnFirstHost)
        {
            if (validators.ETag is not null)
                message.Headers.TryAddWithoutValidation("If-None-Match", validators.ETag);
            if (validators.LastModified is not null)
                message.Headers.TryAddWithoutValidation("If-Modified-Since", validators.LastModified);
        }

        return message;
    }

    private async Task<FetchResult> ReadAsync(FetchRequest request, HttpResponseMessage response, Trail trail, CancellationToken cancellationToken)
    {
        var cap = request.MaximumBytes ?? _options.MaximumBodyBytes;
        if (response.Content.Headers.ContentLength > cap)
            throw BodyReader.TooLarge(cap);
        IReadOnlyList<string> codings =
            [.. response.RawList("Content-Encoding").Where(c => !string.Equals(c, "identity", StringComparison.OrdinalIgnoreCase))];
        await using var network = await response.Content.ReadAsStreamAsync(cancellationToken);
        var (body, wireBytes) = await BodyReader.ReadAsync(network, codings, cap, cancellationToken);
        var exchange = trail.Exchange with { WireBytes = wireBytes };
        if (body.Hash == request.BodyHash)
        {
            body.Dispose();
            return new DocumentUnchanged(exchange);
        }

        var (failure, error) =
            request.Kind != DocumentKind.Feed ? default
            : body.Bytes.Span.Trim(" \t\r\n\0"u8).IsEmpty ? (FetchFailure.Empty, "The server sent an empty document.")
            : WebPage.Is(body.Bytes.Span) ? (FetchFailure.WebPage, "The server sent a web page (HTML), not a feed.")
            : (default, (string?)null);
        if (error is null)
            return new DocumentFetched(exchange, body, response.Raw("Content-Type"));
        body.Dispose();
        return new FetchFailed(exchange, failure, error);
    }

    private static string Words(HttpResponseMessage response)
    {
        var number = (int)response.StatusCode;
        var phrase = ReasonPhrases.GetReasonPhrase(number);
        return string.Create(CultureInfo.InvariantCulture, $"{number}{(phrase.Length == 0 ? "" : $" ({phrase})")}");
    }
}
