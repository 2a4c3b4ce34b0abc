using System.Globalization;
using Microsoft.Extensions.Logging;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>The step from matches to alerts: judges what is due for a subscriber and writes each decision, the alert and its deliveries with it.</summary>
public sealed partial class StoryJudge(
    IAlertStore store, AlertChannels channels, AlertOptions options, AlertMetrics metrics, TimeProvider clock, ILogger<StoryJudge> logger)
{
    /// <summary>Judges what is due for a subscriber now, one batch.</summary>
    public async Task<JudgedBatch> RunAsync(string subscriber, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await store.DueJudgementsAsync(subscriber, now, options.JudgementBatch, options.PayloadArticles, cancellationToken);
        var endpoints = new HashSet<string>(StringComparer.Ordinal);
        var later = new HashSet<DateTimeOffset>();
        var stored = 0;
        foreach (var judgement in due)
        {
            var decision = Decide(judgement, now);
            var (alert, deliveries) = decision.Verdict == AlertVerdict.Send ? Compose(judgement, decision, now) : (null, []);
            if (!await store.StoreDecisionAsync(judgement, alert, deliveries, decision.Until, cancellationToken))
                continue; // It changed meanwhile, and is due again.
            stored++;
            LogJudged(logger, judgement.Story.Id, subscriber, decision.Verdict, decision.Reasons);
            if (alert is not null)
                metrics.Alerted(alert.Occasion);
            if (decision.Until is { } until)
            {
                metrics.Held();
                later.Add(until);
            }

            endpoints.UnionWith(deliveries.Where(d => d.State == DeliveryState.Pending).Select(d => d.EndpointId));
        }

        return new JudgedBatch(stored, [.. endpoints], later);
    }

    private AlertDecision Decide(Judgement judgement, DateTimeOffset now)
    {
        try
        {
            return AlertPolicy.Judge(judgement, options, now);
        }
        catch (Exception e)
        {
            // One story that cannot be judged must not hold up the others.
            LogFailed(logger, e, judgement.Story.Id, judgement.Subscriber);
            return AlertDecision.Hold(now + options.JudgementErrorDelay, "Judging failed.");
        }
    }

    private (Alert Alert, IReadOnlyList<Delivery> Deliveries) Compose(Judgement judgement, AlertDecision decision, DateTimeOffset now)
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
            Why = [.. decision.Reasons.Concat(decision.Asking.SelectMany(m => m.Match.Why.Select(why => $"{m.Subscription.Name}: {why}"))).Take(options.PayloadReasons)],
        };
        var message = new AlertMessage(alert, [.. decision.Asking.Select(m => m.Subscription)], judgement.Articles);
        var deliveries = decision.Asking
            .SelectMany(m => m.Subscription.Channels)
            .DistinctBy(endpoint => endpoint.Id, StringComparer.Ordinal)
            .Select(endpoint => Deliver(endpoint, message, now));
        return (alert, [.. deliveries]);
    }

    /// <summary>Of a story that was changed the change counts in: what was told before may tell of what is another story now.</summary>
    private static string Id(Judgement judgement, AlertOccasion occasion) => judgement.Story.Change == 0
        ? StableId.Create("alert", judgement.Subscriber, judgement.Story.Id, occasion.ToString())
        : StableId.Create("alert", judgement.Subscriber, judgement.Story.Id, occasion.ToString(), judgement.Story.Change.ToString(CultureInfo.InvariantCulture));

    private Delivery Deliver(AlertEndpoint endpoint, AlertMessage message, DateTimeOffset now)
    {
        var channel = channels.Find(endpoint.Type);
        var refused = endpoint.DisabledReason ?? (channel is null ? $"There is no channel '{endpoint.Type}'." : null);
        return new Delivery
        {
            Id = StableId.Create("msg", message.Alert.Id, endpoint.Id),
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

/// <param name="Judged">Decisions that were written; zero when nothing was due.</param>
/// <param name="Endpoints">Those that have something to deliver.</param>
/// <param name="Later">When the stories that were put off are to be judged again.</param>
public sealed record JudgedBatch(int Judged, IReadOnlyList<string> Endpoints, IReadOnlySet<DateTimeOffset> Later);
