using System.Globalization;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>Makes alerts and their deliveries of decisions to send.</summary>
public sealed class AlertComposer(AlertChannels channels, AlertOptions options)
{
    /// <summary>A story told by itself.</summary>
    public (Alert Alert, IReadOnlyList<Delivery> Deliveries) Alone(Judgement judgement, AlertDecision decision, DateTimeOffset now)
    {
        var message = Message(judgement, decision, null, now);
        var deliveries = Endpoints([message]).Select(endpoint => Deliver(endpoint, message, now));
        return (message.Alert, [.. deliveries]);
    }

    /// <summary>Several stories told together: the alerts of each, which have no deliveries, and the one that tells of them.</summary>
    /// <param name="key">Under which they were held.</param>
    /// <param name="decisions">All to send; at least one, unless some were gathered.</param>
    /// <param name="gathered">What was written before of what is told, null for nothing, and what is needed of it.</param>
    public (IReadOnlyList<Alert> Parts, Alert Together, IReadOnlyList<Delivery> Deliveries) Together(
        string subscriber,
        string key,
        IReadOnlyList<(Judgement Judgement, AlertDecision Decision)> decisions,
        GatheredStories? gathered,
        GatheredAlerts earlier,
        DateTimeOffset now)
    {
        var id = TogetherId(subscriber, key);
        var parts = decisions.Select(d => Message(d.Judgement, d.Decision, id, now)).ToArray();
        var all = TogetherStories.Add((gathered ?? new GatheredStories(subscriber, key)) with { Endpoints = earlier.Endpoints }, decisions, parts, options);
        var alert = new Alert
        {
            Id = id,
            Subscriber = subscriber,
            Occasion = HoldKey.Occasion(key),
            Created = now,
            Subscriptions = all.Subscriptions,
            Why = [.. all.Reasons, TogetherStories.Sentence(all.Stories)],
            Parts = all.Parts,
        };
        var messages = TogetherStories.Messages(all, earlier, parts, alert);
        return ([.. parts.Select(part => part.Alert)], alert, [.. messages.Select(message => Deliver(message.Endpoint, message.Message, now))]);
    }

    /// <summary>A batch of what is told together later: the alerts of each, and all that was gathered with them.</summary>
    /// <param name="decisions">At least one, all to send.</param>
    public (IReadOnlyList<Alert> Parts, GatheredStories Gathered) Gather(
        GatheredStories gathered, IReadOnlyList<(Judgement Judgement, AlertDecision Decision)> decisions, DateTimeOffset now)
    {
        var parts = decisions.Select(d => Message(d.Judgement, d.Decision, TogetherId(gathered.Subscriber, gathered.Key), now)).ToArray();
        return ([.. parts.Select(part => part.Alert)], TogetherStories.Add(gathered, decisions, parts, options));
    }

    /// <summary>That an endpoint is disabled, told at others.</summary>
    public (Alert Alert, IReadOnlyList<Delivery> Deliveries) Notice(AlertEndpoint endpoint, string reason, EndpointOwner owner, DateTimeOffset now)
    {
        var alert = new Alert
        {
            Id = StableId.Create("alert", endpoint.Subscriber, endpoint.Id, nameof(AlertOccasion.Notice), now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
            Subscriber = endpoint.Subscriber,
            Occasion = AlertOccasion.Notice,
            Created = now,
            Subscriptions = [.. owner.Subscriptions.Select(s => s.Id)],
            Why = [reason],
            Notice = new AlertNotice(endpoint.Id, endpoint.Type, Where(endpoint), reason),
        };
        var message = new AlertMessage(alert, owner.Subscriptions, []);
        return (alert, [.. owner.Others.Select(other => Deliver(other, message, now))]);
    }

    /// <summary>Of a window there is one alert, whoever composes it.</summary>
    public static string TogetherId(string subscriber, string key) => StableId.Create("alert", subscriber, key);

    private AlertMessage Message(Judgement judgement, AlertDecision decision, string? partOf, DateTimeOffset now)
    {
        var occasion = decision.Occasion!.Value;
        var alert = new Alert
        {
            Id = Id(judgement, occasion),
            Subscriber = judgement.Subscriber,
            StoryId = judgement.Story.Id,
            Occasion = occasion,
            Created = now,
            Subscriptions = [.. decision.Asking.Select(m => m.Subscription.Id)],
            Story = judgement.Story,
            Assignment = judgement.Assignment,
            Why = [.. AlertReasons.Of(judgement, decision).Take(options.PayloadReasons)],
            Follows = [.. judgement.Told.Select(told => told.Id)],
            PartOf = partOf,
        };
        return new AlertMessage(alert, [.. decision.Asking.Select(m => m.Subscription)], judgement.Articles);
    }

    private static IEnumerable<AlertEndpoint> Endpoints(IEnumerable<AlertMessage> messages) =>
        messages.SelectMany(message => message.Subscriptions).SelectMany(s => s.Channels).DistinctBy(endpoint => endpoint.Id, StringComparer.Ordinal);

    /// <summary>
    /// Of a story that was changed the change counts in: what was told before may tell of what is another story now. A follow-up counts what it
    /// follows.
    /// </summary>
    private static string Id(Judgement judgement, AlertOccasion occasion)
    {
        List<string> parts = [judgement.Subscriber, judgement.Story.Id, occasion.ToString()];
        if (judgement.Story.Change > 0 || judgement.Told.Count > 0)
            parts.Add(judgement.Story.Change.ToString(CultureInfo.InvariantCulture));
        if (judgement.Told.Count > 0)
            parts.Add(judgement.Told.Count.ToString(CultureInfo.InvariantCulture));
        return StableId.Create("alert", [.. parts]);
    }

    /// <summary>Only the host of a URL: the rest of it lets whoever knows it in at many services.</summary>
    private static string? Where(AlertEndpoint endpoint) =>
        endpoint.Settings.GetValueOrDefault(EndpointSettings.Name)
        ?? endpoint.Settings.GetValueOrDefault(EndpointSettings.To)
        ?? (Uri.TryCreate(endpoint.Url, UriKind.Absolute, out var url) ? url.Host : null);

    private Delivery Deliver(AlertEndpoint endpoint, AlertMessage message, DateTimeOffset now)
    {
        var channel = channels.Find(endpoint.Type);
        var refused = endpoint.DisabledReason ?? (channel is null ? $"There is no channel '{endpoint.Type}'." : null);
        return new Delivery
        {
            Id = Delivery.IdOf(message.Alert.Id, endpoint.Id),
            AlertId = message.Alert.Id,
            EndpointId = endpoint.Id,
            State = refused is null ? DeliveryState.Pending : DeliveryState.Cancelled,
            Payload = channel?.Render(message) ?? AlertPayload.Render(message),
            NextAttempt = refused is null ? now : null,
            Created = now,
            LastError = refused,
        };
    }
}
