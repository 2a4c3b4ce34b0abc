using NewsMonitor.Alerts;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Stories;
using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Server.Api.Alerts;

/// <summary>That a subscriber was told of a story, of several together, or of an endpoint.</summary>
/// <param name="Occasion">Whether the story began, developed or was corrected, as far as this subscriber is concerned; whether several were told together.</param>
/// <param name="Subscriptions">Ids of the subscriptions that asked for it.</param>
/// <param name="Why">Matched terms, thresholds crossed, in words.</param>
/// <param name="Story">What the story was then; null where it tells of several stories or of none.</param>
/// <param name="Parts">The alerts, one a story, that it tells of together.</param>
/// <param name="PartOf">The alert of several stories that told of this one, and that was delivered in its place; null for one that was told alone.</param>
/// <param name="Follows">The alerts that had told of the story before, oldest first.</param>
/// <param name="Notice">What it tells of an endpoint; null for a story.</param>
/// <param name="Acknowledged">When the subscriber said that it was seen; null until then.</param>
internal sealed record AlertBody(
    string Id, string Subscriber, AlertOccasion Occasion, DateTimeOffset Created, string[] Subscriptions, string[] Why, StoryBody? Story,
    string[] Parts, string? PartOf, string[] Follows, NoticeBody? Notice, DateTimeOffset? Acknowledged)
{
    public static AlertBody From(Alert alert, FaceOptions options) => new(
        alert.Id, alert.Subscriber, alert.Occasion, alert.Created, alert.Subscriptions, alert.Why,
        alert.Story is { } story ? StoryBody.From(story, StoryPhases.Of(story, alert.Created, options)) : null,
        alert.Parts, alert.PartOf, alert.Follows, alert.Notice is { } notice ? new NoticeBody(notice.EndpointId, notice.Channel, notice.Where, notice.Reason) : null, alert.Acknowledged);
}

/// <summary>What a subscriber was told of an endpoint.</summary>
/// <param name="Where">Where it delivers; null where that would tell a secret.</param>
internal sealed record NoticeBody(string Endpoint, string Type, string? Where, string Reason);

/// <summary>An alert with its deliveries and every attempt at them.</summary>
internal sealed record AlertDetailBody(AlertBody Alert, DeliveryBody[] Deliveries);

/// <summary>An alert on its way to one endpoint.</summary>
/// <param name="Id">The <c>webhook-id</c> of every attempt.</param>
/// <param name="NextAttempt">When the next attempt is due; null when there will be none.</param>
/// <param name="LastError">What went wrong in the last attempt, in words.</param>
/// <param name="Attempts">Attempts that are kept, oldest first.</param>
internal sealed record DeliveryBody(
    string Id,
    string Alert,
    string Subscriber,
    DeliveryState State,
    EndpointBody Endpoint,
    DateTimeOffset Created,
    DateTimeOffset? NextAttempt,
    string? LastError,
    AttemptBody[] Attempts)
{
    public static DeliveryBody From(DeliveryRecord record) => new(
        record.Delivery.Id, record.Delivery.AlertId, record.Endpoint.Subscriber, record.Delivery.State, EndpointBody.From(record.Endpoint), record.Delivery.Created,
        record.Delivery.NextAttempt, record.Delivery.LastError, [.. record.Attempts.Select(AttemptBody.From)]);
}

/// <summary>Where alerts are delivered. Its secrets are never shown.</summary>
/// <param name="Settings">What the channel knows beside the URL, without what is secret.</param>
/// <param name="DisabledReason">Why nothing is delivered there any more; null while it is in use.</param>
/// <param name="Ordered">Whether deliveries are attempted strictly in the order of their alerts.</param>
/// <param name="FailingSince">The first failure since the last success; null when there is none.</param>
internal sealed record EndpointBody(
    string Id, string Type, string? Url, IReadOnlyDictionary<string, string> Settings, string? DisabledReason, bool Ordered, DateTimeOffset? FailingSince)
{
    public static EndpointBody From(AlertEndpoint endpoint) => new(
        endpoint.Id, endpoint.Type, endpoint.Url, endpoint.WithoutSecrets().Settings, endpoint.DisabledReason, endpoint.Ordered, endpoint.Health.FailingSince);
}

/// <param name="Number">1 for the first.</param>
/// <param name="HttpStatus">Status of the answer; null without one.</param>
/// <param name="Error">What went wrong, in words; null for a success.</param>
internal sealed record AttemptBody(int Number, DateTimeOffset At, double DurationSeconds, int? HttpStatus, string? Error)
{
    public static AttemptBody From(DeliveryAttempt attempt) =>
        new(attempt.Number, attempt.At, attempt.Duration.TotalSeconds, attempt.HttpStatus, attempt.Error);
}
