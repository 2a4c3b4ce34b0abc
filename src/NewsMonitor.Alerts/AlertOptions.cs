using NewsMonitor.Alerts.Channels.Chat;
using NewsMonitor.Alerts.Channels.Mail;
using NewsMonitor.Alerts.Channels.Push;
using NewsMonitor.Alerts.Deliveries;
using NewsMonitor.Alerts.Matching;
using NewsMonitor.Alerts.Digests;
using NewsMonitor.Alerts.Preview;
using NewsMonitor.Alerts.Quiet;

namespace NewsMonitor.Alerts;

/// <summary>Settings of this room, bound from <c>NewsMonitor:Alerts</c>.</summary>
public sealed record AlertOptions
{
    /// <summary>How long after the first match a new story settles before its alert, so that the alert already knows several sources. Zero or more.</summary>
    public TimeSpan SettleWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Least time between a story's first alert and its follow-up. Zero or more.</summary>
    public TimeSpan FollowUpMinimumGap { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A follow-up needs this many times the independent sources of the first alert. 1 or more.</summary>
    public double FollowUpFactor { get; set; } = 2;

    /// <summary>A follow-up needs this many independent sources more than the first alert. 1 or more.</summary>
    public int FollowUpSources { get; set; } = 3;

    /// <summary>New facts that a follow-up names at most. 1 or more.</summary>
    public int FollowUpReasons { get; set; } = 6;

    /// <summary>Alerts that a subscriber gets within <see cref="RateWindow"/> at most; what is more follows in one, "and N more", when the window ends. Zero: no cap.</summary>
    public int RateCap { get; set; } = 1000;

    /// <summary>The window of <see cref="RateCap"/>; windows follow one another from midnight UTC on. Above zero.</summary>
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Longest time for which a story may be muted.</summary>
    public TimeSpan MuteMaximum { get; set; } = TimeSpan.FromDays(366);

    /// <summary>A new subscription is matched against articles of open stories that arrived within this time. Zero: none.</summary>
    public TimeSpan SubscriptionLookBack { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Stories that a new subscription is told of at most when it looks back, the newest. Zero: none.</summary>
    public int SubscriptionLookBackStories { get; set; } = 10;

    /// <summary>Articles that a new subscription is matched against at most when it looks back, the newest.</summary>
    public int SubscriptionLookBackArticles { get; set; } = 5000;

    /// <summary>Which queries are taken, and how they are compiled.</summary>
    public MatchingOptions Matching { get; set; } = new();

    /// <summary>How often pending work is looked for when nothing wakes a worker.</summary>
    public TimeSpan Sweep { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Story events that are matched in one transaction at most.</summary>
    public int MatchBatch { get; set; } = 200;

    /// <summary>Judgements of one subscriber that are read at once at most.</summary>
    public int JudgementBatch { get; set; } = 50;

    /// <summary>How long a story is put off for a subscriber when judging it failed unexpectedly, so that it holds up no other.</summary>
    public TimeSpan JudgementErrorDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Articles of the story that an alert lists at most: the latest.</summary>
    public int PayloadArticles { get; set; } = 20;

    /// <summary>Reasons that an alert gives at most, over all subscriptions that asked.</summary>
    public int PayloadReasons { get; set; } = 50;

    /// <summary>Stories that a digest or "and N more" lists at most.</summary>
    public int PayloadStories { get; set; } = 50;

    /// <summary>
    /// Stories of one digest or "and N more" that are judged and written at once, at most; of more, batch after batch is written before the alert that tells of all. So
    /// many parts the alert names at most.
    /// </summary>
    public int TogetherBatch { get; set; } = 200;

    /// <summary>Deliveries to one endpoint that are read at once at most.</summary>
    public int DeliveryBatch { get; set; } = 100;

    /// <summary>Attempts at one endpoint at the same time. 1 keeps first attempts in the order of their alerts.</summary>
    public int DeliveryConcurrency { get; set; } = 4;

    /// <summary>Longest time of one attempt, from connecting to the answer's status.</summary>
    public TimeSpan DeliveryDeadline { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>By how much a retry's delay is lengthened at most, as a part of it (0.1: up to 10 %), so that retries of many do not come at once.</summary>
    public double RetryJitter { get; set; } = 0.1;

    /// <summary>Longest Retry-After of an endpoint that is followed.</summary>
    public TimeSpan RetryAfterMaximum { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long the secret of an endpoint signs on beside the one that replaced it, so that receivers can change over. Zero: not at all.</summary>
    public TimeSpan SecretOverlap { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Endpoints that fail, and what is kept of deliveries.</summary>
    public DeliveryOptions Deliveries { get; set; } = new();

    /// <summary>Messages in chats.</summary>
    public ChatOptions Chat { get; set; } = new();

    /// <summary>Alerts that a subscription's Atom or JSON feed has at most, the newest. 1 to 500.</summary>
    public int FeedEntries { get; set; } = 50;

    public int ChannelsPerSubscription { get; set; } = 10;

    public int SubscriptionsPerSubscriber { get; set; } = 1000;

    /// <summary>Endpoints of one subscriber at most, over all its subscriptions, those that none of them uses included. 1 or more.</summary>
    public int EndpointsPerSubscriber { get; set; } = 1000;

    /// <summary>Longest name of a subscription, and longest subscriber, in characters.</summary>
    public int NameLength { get; set; } = 200;

    /// <summary>Longest URL of a channel, in characters.</summary>
    public int UrlLength { get; set; } = 2048;

    public DigestOptions Digests { get; set; } = new();

    public QuietOptions Quiet { get; set; } = new();

    public PreviewOptions Preview { get; set; } = new();

    /// <summary>
    /// Where people reach this server, for links in what they are sent: an https URL, a path in it allowed. http is for loopback only. None when not set.
    /// </summary>
    public string? PublicUrl { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Settings of e-mail.</summary>
    public MailOptions Mail { get; set; } = new();

    /// <summary>Settings of web push.</summary>
    public PushOptions Push { get; set; } = new();

    /// <summary>Whether webhooks may point at loopback and private addresses.</summary>
    public bool AllowPrivateNetworks { get; set; }

    private static bool IsPublicUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;

    /// <summary>A sentence for each wrong setting; empty when all are right.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Require(SettleWindow >= TimeSpan.Zero && SettleWindow <= TimeSpan.FromDays(1), nameof(SettleWindow), SettleWindow, "between 0 and 1 day");
        Require(FollowUpMinimumGap >= TimeSpan.Zero, nameof(FollowUpMinimumGap), FollowUpMinimumGap, "0 or more");
        Require(FollowUpFactor >= 1, nameof(FollowUpFactor), FollowUpFactor, "1 or more");
        Require(FollowUpSources >= 1, nameof(FollowUpSources), FollowUpSources, "1 or more");
        Positive(FollowUpReasons, nameof(FollowUpReasons));
        Require(RateCap >= 0, nameof(RateCap), RateCap, "0 or more");
        Require(RateWindow > TimeSpan.Zero && RateWindow <= TimeSpan.FromDays(1), nameof(RateWindow), RateWindow, "above 0 and at most 1 day");
        Require(MuteMaximum > TimeSpan.Zero, nameof(MuteMaximum), MuteMaximum, "above 0");
        Require(SubscriptionLookBack >= TimeSpan.Zero, nameof(SubscriptionLookBack), SubscriptionLookBack, "0 or more");
        Require(SubscriptionLookBackStories >= 0, nameof(SubscriptionLookBackStories), SubscriptionLookBackStories, "0 or more");
        Positive(SubscriptionLookBackArticles, nameof(SubscriptionLookBackArticles));
        Require(Sweep >= TimeSpan.FromMilliseconds(10), nameof(Sweep), Sweep, "10 ms or more");
        Positive(MatchBatch, nameof(MatchBatch));
        Positive(JudgementBatch, nameof(JudgementBatch));
        Require(JudgementErrorDelay > TimeSpan.Zero, nameof(JudgementErrorDelay), JudgementErrorDelay, "above 0");
        Positive(PayloadArticles, nameof(PayloadArticles));
        Positive(PayloadReasons, nameof(PayloadReasons));
        Positive(PayloadStories, nameof(PayloadStories));
        Positive(TogetherBatch, nameof(TogetherBatch));
        Positive(DeliveryBatch, nameof(DeliveryBatch));
        Positive(DeliveryConcurrency, nameof(DeliveryConcurrency));
        Require(DeliveryDeadline > TimeSpan.Zero && DeliveryDeadline <= TimeSpan.FromMinutes(5), nameof(DeliveryDeadline), DeliveryDeadline, "above 0 and at most 5 minutes");
        Require(RetryJitter is >= 0 and <= 1, nameof(RetryJitter), RetryJitter, "between 0 and 1");
        Require(RetryAfterMaximum >= TimeSpan.Zero, nameof(RetryAfterMaximum), RetryAfterMaximum, "0 or more");
        Require(SecretOverlap >= TimeSpan.Zero && SecretOverlap <= TimeSpan.FromDays(30), nameof(SecretOverlap), SecretOverlap, "between 0 and 30 days");
        errors.AddRange(Matching.Validate());
        errors.AddRange(Deliveries.Validate());
        Require(FeedEntries is >= 1 and <= 500, nameof(FeedEntries), FeedEntries, "between 1 and 500");
        Positive(ChannelsPerSubscription, nameof(ChannelsPerSubscription));
        Positive(SubscriptionsPerSubscriber, nameof(SubscriptionsPerSubscriber));
        Positive(EndpointsPerSubscriber, nameof(EndpointsPerSubscriber));
        Positive(NameLength, nameof(NameLength));
        Positive(UrlLength, nameof(UrlLength));
        errors.AddRange(Digests.Validate().Select(sentence => $"NewsMonitor:Alerts:{nameof(Digests)}:{sentence}"));
        errors.AddRange(Preview.Validate().Select(sentence => $"NewsMonitor:Alerts:{nameof(Preview)}:{sentence}"));
        errors.AddRange(Quiet.Validate().Select(sentence => $"NewsMonitor:Alerts:{nameof(Quiet)}:{sentence}"));
        Require(PublicUrl is null || IsPublicUrl(PublicUrl), nameof(PublicUrl), PublicUrl, "an https URL without query and fragment");
        errors.AddRange(Mail.Validate(PublicUrl));
        errors.AddRange(Push.Validate());
        errors.AddRange(Chat.Validate());
        return errors;

        void Positive(int value, string name) => Require(value >= 1, name, value, "1 or more");

        void Require<T>(bool right, string name, T value, string expected)
        {
            if (!right)
                errors.Add(FormattableString.Invariant($"NewsMonitor:Alerts:{name} is {value}; it must be {expected}."));
        }
    }
}
