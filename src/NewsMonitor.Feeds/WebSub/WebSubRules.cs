using System.Globalization;
using System.Security.Cryptography;
using NewsMonitor.Feeds.Scheduling;

namespace NewsMonitor.Feeds.WebSub;

/// <summary>What becomes of a subscription at a hub: pure but for the randomness of new ones. Times are ours, never the hub's.</summary>
public static class WebSubRules
{
    /// <summary>The path of all callbacks below the public URL.</summary>
    public const string CallbackPath = "/websub/";

    /// <summary>A subscription of a feed that is not polled has nothing to do; resuming the feed makes it due.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromDays(1);

    /// <summary>A subscription to ask for. No two share a callback or a secret.</summary>
    public static WebSubSubscription New(string feedId, HubLinks links, string hub, WebSubOptions options, DateTimeOffset now)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return new WebSubSubscription
        {
            Id = id,
            FeedId = feedId,
            Topic = links.Topic,
            TopicInBody = links.TopicInBody,
            Hubs = links.Hubs,
            Hub = hub,
            Callback = options.PublicUrl + CallbackPath + id,
            Secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            Due = now,
            Reason = "the hub is to be asked",
        };
    }

    /// <summary>What a subscription needs that is due.</summary>
    public static WebSubStep Step(DueSubscription due, WebSubOptions options, DateTimeOffset now)
    {
        var subscription = due.Subscription;
        if (!due.Exists && subscription.State != WebSubState.Ending)
            return Step(due with { Subscription = End(subscription, "the feed is not watched any more", now) }, options, now);
        switch (subscription.State)
        {
            case WebSubState.Ending:
                return subscription.RequestedAt is null || subscription.Failures >= options.UnsubscribeAttempts
                    ? new WebSubStep(subscription with { State = WebSubState.Ended })
                    : new WebSubStep(subscription with { Failures = subscription.Failures + 1, Due = now + options.VerifyWithin }, HubMode.Unsubscribe);
            case WebSubState.Active or WebSubState.Renewing when subscription.ExpiresAt <= now:
                return Step(due with { Subscription = Lost(subscription, "the lease ended before the hub renewed it", now) }, options, now);
            case WebSubState.Active or WebSubState.Renewing when !due.Watched:
                return new WebSubStep(subscription with { State = WebSubState.Active, Due = subscription.ExpiresAt!.Value });
            case var _ when !due.Watched:
                return new WebSubStep(subscription with { Due = now + Idle, Reason = "the feed is paused or stopped" });
            case WebSubState.Active when subscription.RenewAt > now:
                return new WebSubStep(subscription with { Due = Earlier(subscription.RenewAt.Value, subscription.ExpiresAt!.Value) });
            case WebSubState.Active:
                return new WebSubStep(
                    subscription with { State = WebSubState.Renewing, RequestedAt = now, Due = Earlier(now + options.VerifyWithin, subscription.ExpiresAt!.Value) },
                    HubMode.Subscribe);
            case WebSubState.Requested or WebSubState.Renewing:
                return new WebSubStep(Failed(subscription, $"the hub did not verify the request within {SpanWords.Of(options.VerifyWithin)}", null, options, now));
            default:
                return new WebSubStep(
                    subscription with { State = WebSubState.Requested, RequestedAt = now, Due = now + options.VerifyWithin, Reason = "the hub was asked and has not verified the request yet" },
                    HubMode.Subscribe);
        }
    }

    /// <summary>The hub could not be asked, refused, or kept silent.</summary>
    /// <param name="retryAfter">What the hub asks for; null for nothing.</param>
    public static WebSubSubscription Failed(WebSubSubscription subscription, string error, TimeSpan? retryAfter, WebSubOptions options, DateTimeOffset now)
    {
        var failures = subscription.State == WebSubState.Ending ? subscription.Failures : Math.Min(subscription.Failures + 1, 1000);
        var seconds = Math.Min(options.RetryDelay.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 40)), options.MaximumRetryDelay.TotalSeconds);
        var asked = Math.Min(retryAfter?.TotalSeconds ?? 0, options.MaximumRetryDelay.TotalSeconds);
        // To the later side: earlier than asked is rude.
        var retry = now + TimeSpan.FromSeconds(Math.Max(seconds, asked) * (1 + 0.1 * Jitter.Of(subscription.Id, subscription.Version)));
        subscription = subscription with { Failures = failures, Reason = error };
        return subscription.State switch
        {
            // While the lease lasts there is something to lose: whatever the hub asks for, it is tried again before the end.
            WebSubState.Active or WebSubState.Renewing =>
                subscription with { State = WebSubState.Active, RenewAt = retry, Due = Earlier(retry, subscription.ExpiresAt!.Value) },
            WebSubState.Requested => subscription with { State = WebSubState.Wanted, Due = retry },
            _ => subscription with { Due = retry },
        };
    }

    /// <summary>The hub after one that failed; the same when there is only one.</summary>
    public static string NextHub(WebSubSubscription subscription) =>
        subscription.Hubs[(Array.IndexOf(subscription.Hubs, subscription.Hub) + 1) % subscription.Hubs.Length];

    /// <summary>Whether it asked for what the hub verifies (section 5.3): late is better than never.</summary>
    public static bool Agrees(WebSubSubscription subscription, HubMode mode, string? topic) =>
        subscription.RequestedAt is not null && HubLinks.Same(topic, subscription.Topic) && mode switch
        {
            HubMode.Subscribe => subscription.State is WebSubState.Wanted or WebSubState.Requested or WebSubState.Active or WebSubState.Renewing,
            _ => subscription.State == WebSubState.Ending,
        };

    /// <summary>The hub verified the subscription.</summary>
    /// <param name="leaseSeconds">As sent; what is missing or nonsense is taken as what was asked for.</param>
    public static WebSubSubscription Verified(WebSubSubscription subscription, string? leaseSeconds, WebSubOptions options, DateTimeOffset now)
    {
        var lease = double.TryParse(leaseSeconds, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, options.MaximumLease.TotalSeconds))
            : options.Lease;
        var expires = now + lease;
        // Spread, so that what was subscribed to together is not renewed together.
        var renew = now + (lease > options.MinimumLease ? lease : options.MinimumLease) * (0.7 + 0.1 * Jitter.Of(subscription.Id, subscription.Version));
        return subscription with
        {
            State = WebSubState.Active,
            LiveSince = subscription.Live(now) ? subscription.LiveSince : now,
            ExpiresAt = expires,
            RenewAt = renew,
            Due = renew,
            Failures = 0,
            Reason = $"the hub pushes its news for {SpanWords.Of(lease)} from then on",
        };
    }

    /// <summary>The hub refuses the subscription (section 5.2), or ends it.</summary>
    public static WebSubSubscription Denied(WebSubSubscription subscription, string? reason, WebSubOptions options, DateTimeOffset now) =>
        Unleased(subscription) with
        {
            State = WebSubState.Denied,
            Due = now + options.DeniedDelay,
            Reason = HubWords.Clean(reason ?? "", subscription) is { Length: > 0 } words ? $"the hub denied it: {words}" : "the hub denied it",
        };

    /// <summary>It is not wanted any more: the hub is asked to end it, if it was ever asked to begin it.</summary>
    public static WebSubSubscription End(WebSubSubscription subscription, string reason, DateTimeOffset now) =>
        Unleased(subscription) with { State = WebSubState.Ending, Due = now, Failures = 0, Reason = reason };

    private static WebSubSubscription Lost(WebSubSubscription subscription, string reason, DateTimeOffset now) =>
        Unleased(subscription) with { State = WebSubState.Wanted, Due = now, Reason = reason };

    private static WebSubSubscription Unleased(WebSubSubscription subscription) => subscription with { LiveSince = null, ExpiresAt = null, RenewAt = null };

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
