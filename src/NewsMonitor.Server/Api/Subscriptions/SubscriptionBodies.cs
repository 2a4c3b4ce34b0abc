using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Articles;

namespace NewsMonitor.Server.Api.Subscriptions;

/// <summary>What a subscriber wants to be told of, and where.</summary>
internal sealed record NewSubscriptionBody
{
    /// <summary>Who is told once per story, over all subscriptions with the same subscriber.</summary>
    public required string Subscriber { get; init; }

    /// <summary>Unique among the subscriber's subscriptions.</summary>
    public required string Name { get; init; }

    /// <summary>Terms, "phrases", AND, OR, NOT, NEAR, wildcards, fields and what the story has to be: the query language of the alerts' README.</summary>
    public required string Query { get; init; }

    public required ChannelBody[] Channels { get; init; }

    /// <summary>Independent sources that a story needs before it is told; 1 when left out.</summary>
    public int? MinSources { get; init; }

    /// <summary><c>immediate</c> (also when left out), or a digest: <c>hourly</c>, <c>daily</c> or <c>weekly</c>.</summary>
    public string? Delivery { get; init; }

    /// <summary>Local time of a daily or weekly digest, for example <c>08:00</c>.</summary>
    public string? DigestAt { get; init; }

    /// <summary>Day of a weekly digest, for example <c>monday</c>.</summary>
    public string? DigestDay { get; init; }

    /// <summary>When not to disturb; never when left out.</summary>
    public QuietHoursBody? QuietHours { get; init; }

    /// <summary>IANA zone of digests, quiet hours and the times in messages for people; UTC when left out.</summary>
    public string? TimeZone { get; init; }

    public SubscriptionInput ToInput() => new(Subscriber, Name, Query, ChannelBody.ToInputs(Channels), MinSources, Delivery, TimeZone)
    {
        DigestAt = DigestAt,
        DigestDay = DigestDay,
        QuietHours = QuietHours?.ToInput(),
    };
}

/// <summary>What to change of a subscription; what is left out stays.</summary>
internal sealed record SubscriptionChangeBody
{
    public string? Name { get; init; }

    public string? Query { get; init; }

    /// <summary>Replaces all channels; a secret replaces the one that the endpoint has.</summary>
    public ChannelBody[]? Channels { get; init; }

    public int? MinSources { get; init; }

    /// <summary><c>immediate</c>, <c>hourly</c>, <c>daily</c> or <c>weekly</c>.</summary>
    public string? Delivery { get; init; }

    /// <summary>Local time of a daily or weekly digest.</summary>
    public string? DigestAt { get; init; }

    /// <summary>Day of a weekly digest.</summary>
    public string? DigestDay { get; init; }

    /// <summary>Replaces all of them; mode <c>none</c> ends them.</summary>
    public QuietHoursBody? QuietHours { get; init; }

    public string? TimeZone { get; init; }

    public bool? Paused { get; init; }

    public SubscriptionChange ToChange() => new(Name, Query, Channels is null ? null : ChannelBody.ToInputs(Channels), MinSources, TimeZone, Paused)
    {
        Delivery = Delivery,
        DigestAt = DigestAt,
        DigestDay = DigestDay,
        QuietHours = QuietHours?.ToInput(),
    };
}

/// <summary>A place to deliver to.</summary>
internal sealed record ChannelBody
{
    /// <summary>The channel, for example <c>webhook</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Where to, for channels that are reached by HTTP.</summary>
    public string? Url { get; init; }

    /// <summary>For a webhook, <c>whsec_</c> and base64, or a private key, <c>whsk_</c> and base64; one is made when left out.</summary>
    public string? Secret { get; init; }

    /// <summary>For a webhook, how it is signed: <c>v1</c> with a shared secret, also when left out, or <c>v1a</c> with a private key.</summary>
    public string? Signature { get; init; }

    /// <summary>An e-mail address.</summary>
    public string? To { get; init; }

    /// <summary>What a service gave to be let in with. Never shown.</summary>
    public string? Token { get; init; }

    /// <summary>A chat at a service.</summary>
    public string? Chat { get; init; }

    /// <summary>A topic at a service.</summary>
    public string? Topic { get; init; }

    /// <summary>For web push: the browser's public key, base64url.</summary>
    public string? P256dh { get; init; }

    /// <summary>For web push: the browser's authentication secret, base64url. Never shown.</summary>
    public string? Auth { get; init; }

    /// <summary>What the channel is called.</summary>
    public string? Name { get; init; }

    /// <summary>Whether deliveries are attempted strictly in the order of their alerts, one that fails holding up those after it; left out: as it is, or no.</summary>
    public bool? Ordered { get; init; }

    /// <summary>Where messages can be changed in place: <c>edit</c>, also when left out, changes the story's message; <c>post</c> writes another one.</summary>
    public string? FollowUps { get; init; }

    /// <summary>True takes an address into use again that its recipient ended by the link in the mail, because the recipient asked for it; left out, it stays ended.</summary>
    public bool? Resume { get; init; }

    /// <exception cref="InvalidInputException">One of them is null, which JSON's reader lets through in a list.</exception>
    public static ChannelInput[] ToInputs(ChannelBody?[] channels) =>
        [.. channels.Select((channel, i) => channel is null
            ? throw new InvalidInputException($"channels[{i}]", "A channel must not be null.")
            : channel.ToInput())];

    private ChannelInput ToInput() => new(Type, Url, Secret)
    {
        Signature = Signature,
        To = To,
        Token = Token,
        Chat = Chat,
        Topic = Topic,
        P256dh = P256dh,
        Auth = Auth,
        Name = Name,
        Ordered = Ordered,
        FollowUps = FollowUps,
        Resume = Resume,
    };
}

/// <summary>A subscription.</summary>
/// <param name="Delivery"><c>immediate</c>, <c>hourly</c>, <c>daily</c> or <c>weekly</c>.</param>
/// <param name="DigestAt">Local time of a daily or weekly digest.</param>
/// <param name="DigestDay">Day of a weekly digest.</param>
/// <param name="QuietHours">When it does not disturb; null for never.</param>
internal sealed record SubscriptionBody(
    string Id,
    string Subscriber,
    string Name,
    string Query,
    int MinSources,
    string Delivery,
    string? DigestAt,
    string? DigestDay,
    KeptQuietHoursBody? QuietHours,
    SubscribedChannelBody[] Channels,
    string? TimeZone,
    DateTimeOffset Created,
    bool Paused,
    string[] Notes)
{
    public static SubscriptionBody From(Subscription subscription) => new(
        subscription.Id, subscription.Subscriber, subscription.Name, subscription.Query, subscription.MinSources,
        subscription.Digest?.Every.ToString().ToLowerInvariant() ?? "immediate",
        subscription.Digest is { Every: DigestPeriod.Daily or DigestPeriod.Weekly } timed ? QuietHoursBody.Write(timed.At) : null,
        subscription.Digest is { Every: DigestPeriod.Weekly } weekly ? weekly.Day.ToString().ToLowerInvariant() : null,
        subscription.Quiet is null ? null : KeptQuietHoursBody.From(subscription.Quiet),
        [.. subscription.Channels.Select(SubscribedChannelBody.From)], subscription.TimeZone, subscription.Created, subscription.Paused,
        [.. QueryNotes.Of(subscription.Query)]);
}

/// <summary>A place that is delivered to.</summary>
/// <param name="Id">Id of the endpoint.</param>
/// <param name="Secret">The signing secret, in the answer to the request that set it, and never again. A private key is not shown: <c>publicKey</c> among the settings verifies.</param>
/// <param name="Settings">What the channel knows beside that, without what is secret.</param>
/// <param name="DisabledReason">Why nothing is delivered there any more; null while it is in use.</param>
/// <param name="Ordered">Whether deliveries are attempted strictly in the order of their alerts.</param>
internal sealed record SubscribedChannelBody(
    string Id, string Type, string? Url, string? Secret, IReadOnlyDictionary<string, string> Settings, string? DisabledReason, bool Ordered)
{
    public static SubscribedChannelBody From(AlertEndpoint endpoint) =>
        new(endpoint.Id, endpoint.Type, endpoint.Url, endpoint.Settings.ContainsKey(EndpointSettings.PublicKey) ? null : endpoint.Secret, endpoint.WithoutSecrets().Settings, endpoint.DisabledReason, endpoint.Ordered);
}
