using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>
/// What hubs are answered at their callbacks, whatever HTTP server they come through. Who does not know a callback learns nothing: not even whether
/// there is one. What a hub does wrong is counted and otherwise passed over, because its feed is still polled.
/// </summary>
/// <param name="push">Hands a document to its feed.</param>
public sealed partial class WebSubCallback(
    IWebSubStore store,
    WebSubTopics topics,
    IFeedStore feeds,
    Func<string, PushedDocument, CancellationToken, Task<PushSummary>> push,
    FeedOptions options,
    TimeProvider clock,
    FeedMetrics metrics,
    ILogger<WebSubCallback> logger)
{
    private const int IdLength = 64;
    private const int LongestChallenge = 1024;

    // The worker may write at the same time.
    private const int Attempts = 5;

    /// <summary>A hub verifies a request, or denies one (WebSub sections 5.2 and 5.3).</summary>
    /// <param name="id">The last part of the callback's path.</param>
    /// <param name="query">Gives the value of a parameter; null when it is missing.</param>
    public async Task<CallbackAnswer> VerifyAsync(string id, Func<string, string?> query, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await FindAsync(id, cancellationToken) is not { } subscription || Decide(subscription, query) is not var (next, answer))
            {
                metrics.HubVerified(query("hub.mode"), agreed: false);
                return CallbackAnswer.NotFound;
            }

            if (!await store.StoreAsync([next], cancellationToken))
                continue;
            metrics.HubVerified(query("hub.mode"), agreed: true);
            if (next.State == WebSubState.Denied && subscription.LiveSince is not null)
                await LostAsync(next, cancellationToken);
            return answer;
        }

        return CallbackAnswer.Unavailable;
    }

    /// <summary>Whether a push to this callback is read at all: asked before its body is.</summary>
    public async Task<(WebSubSubscription? Subscription, CallbackAnswer? Refusal)> ExpectAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) switch
        {
            null => (null, CallbackAnswer.NotFound),
            // The hub may stop (section 7).
            { State: WebSubState.Ending } => (null, CallbackAnswer.Gone),
            var subscription => (subscription, null),
        };

    /// <summary>A hub sends more than is taken.</summary>
    public CallbackAnswer TooLarge()
    {
        metrics.HubPushed("TooLarge");
        return CallbackAnswer.PayloadTooLarge;
    }

    /// <summary>A hub sends a document (section 7).</summary>
    /// <param name="signatures">The X-Hub-Signature headers.</param>
    /// <param name="links">The Link headers.</param>
    public async Task<CallbackAnswer> PushAsync(
        WebSubSubscription subscription, byte[] body, string? contentType, IEnumerable<string?> signatures, IEnumerable<string?> links, CancellationToken cancellationToken)
    {
        string?[] given = [.. signatures];
        if (!PushSignature.Holds(given, subscription.Secret, body))
            return Ignored(given.Length == 0 ? "Unsigned" : "BadSignature");
        if (!subscription.Live(clock.GetUtcNow()))
            return Ignored("Unexpected");
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        if (hash == subscription.LastPushHash)
            return Ignored("Duplicate");
        var document = new PushedDocument
        {
            Body = body,
            ContentType = contentType,
            Topic = subscription.Topic,
            Self = HubLinks.Self(LinkHeader.Parse(links.OfType<string>()), subscription.Topic),
            TopicInBody = subscription.TopicInBody,
            Until = subscription.ExpiresAt!.Value,
        };

        // Not cancelled with the request: a hub that hangs up has sent it all the same.
        var taken = TakeAsync(subscription, document, hash);
        try
        {
            return await taken.WaitAsync(options.WebSub.AnswerWithin, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // A poll that runs is waited for; a hub need not wait with us. What is not stored yet may still be refused, or lost with the process,
            // so the hub is to send it again: what was stored by then is a duplicate.
            return CallbackAnswer.Unavailable;
        }
    }

    private async Task<CallbackAnswer> TakeAsync(WebSubSubscription subscription, PushedDocument document, string hash)
    {
        try
        {
            var summary = await push(subscription.FeedId, document, CancellationToken.None);
            metrics.HubPushed(summary.Outcome.ToString());
            // Only what was stored shows that the hub works, and is a duplicate when it comes again.
            if (summary.Outcome == PushOutcome.Stored)
                await store.PushedAsync(subscription.Id, clock.GetUtcNow(), hash, CancellationToken.None);
            return CallbackAnswer.Taken;
        }
        catch (StoreUnavailableException e)
        {
            LogNotStored(logger, subscription.FeedId, e.Message);
            metrics.HubPushed("Refused");
            // The hub sends it again.
            return CallbackAnswer.Unavailable;
        }
#pragma warning disable CA1031 // What a hub sends must not fail anything but itself; its feed is still polled.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFault(logger, e, subscription.FeedId);
            metrics.HubPushed("Fault");
            return CallbackAnswer.Unavailable;
        }
    }

    /// <summary>The change and the answer; null to refuse.</summary>
    private (WebSubSubscription Next, CallbackAnswer Answer)? Decide(WebSubSubscription subscription, Func<string, string?> query)
    {
        var (topic, challenge) = (query("hub.topic"), query("hub.challenge"));
        var now = clock.GetUtcNow();
        switch (query("hub.mode"))
        {
            case "subscribe" when challenge is { Length: > 0 and <= LongestChallenge } && WebSubRules.Agrees(subscription, HubMode.Subscribe, topic):
                return (WebSubRules.Verified(subscription, query("hub.lease_seconds"), options.WebSub, now), CallbackAnswer.Echo(challenge));
            case "unsubscribe" when challenge is { Length: > 0 and <= LongestChallenge } && WebSubRules.Agrees(subscription, HubMode.Unsubscribe, topic):
                return (subscription with { State = WebSubState.Ended }, CallbackAnswer.Echo(challenge));
            case "denied" when WebSubRules.Agrees(subscription, HubMode.Subscribe, topic):
                return (WebSubRules.Denied(subscription, query("hub.reason"), options.WebSub, now), CallbackAnswer.Taken);
            case "denied" when WebSubRules.Agrees(subscription, HubMode.Unsubscribe, topic):
                return (subscription with { State = WebSubState.Ended }, CallbackAnswer.Taken);
            default:
                return null;
        }
    }

    private async Task LostAsync(WebSubSubscription subscription, CancellationToken cancellationToken)
    {
        metrics.PushLost("Denied");
        if (await feeds.FindAsync(subscription.FeedId, cancellationToken) is { } feed)
            await topics.PollSoonAsync(feed, "its hub ended the subscription", cancellationToken, atRhythm: true);
    }

    private CallbackAnswer Ignored(string why)
    {
        metrics.HubPushed(why);
        return CallbackAnswer.Taken;
    }

    private async Task<WebSubSubscription?> FindAsync(string id, CancellationToken cancellationToken) =>
        topics.On && id.Length == IdLength && id.All(char.IsAsciiHexDigitLower) ? await store.FindAsync(id, cancellationToken) : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "What a hub pushed for feed {Feed} was not stored: {Error}")]
    private static partial void LogNotStored(ILogger logger, string feed, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "What a hub pushed for feed {Feed} could not be taken")]
    private static partial void LogFault(ILogger logger, Exception exception, string feed);
}

/// <param name="Status">Of the HTTP answer.</param>
/// <param name="Body">Plain text; null for none.</param>
public sealed record CallbackAnswer(int Status, string? Body = null)
{
    public static readonly CallbackAnswer Taken = new(202);
    public static readonly CallbackAnswer NotFound = new(404);
    public static readonly CallbackAnswer Gone = new(410);
    public static readonly CallbackAnswer PayloadTooLarge = new(413);
    public static readonly CallbackAnswer Unavailable = new(503);

    public static CallbackAnswer Echo(string challenge) => new(200, challenge);
}
