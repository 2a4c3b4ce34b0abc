using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Policy;

/// <summary>The step from matches to alerts: judges what is due for a subscriber and writes each decision, the alert and its deliveries with it.</summary>
public sealed partial class StoryJudge(
    IAlertStore store, AlertComposer composer, AlertOptions options, AlertMetrics metrics, TimeProvider clock, ILogger<StoryJudge> logger)
{
    /// <summary>How often what is told together is read and composed at most when something changes meanwhile.</summary>
    private const int TogetherAttempts = 4;

    /// <summary>Judges what is due for a subscriber now, one batch.</summary>
    public async Task<JudgedBatch> RunAsync(string subscriber, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await store.DueJudgementsAsync(subscriber, now, options.JudgementBatch, options.PayloadArticles, cancellationToken);
        var outcome = new Outcome();
        var together = new HashSet<string>(StringComparer.Ordinal);
        foreach (var judgement in due)
        {
            var decision = await CapAsync(Decide(judgement, now), subscriber, now, outcome, cancellationToken);
            if (decision.Verdict == AlertVerdict.Drop)
                await DropAsync(judgement, decision, now, outcome, cancellationToken);
            else if (decision.Together is not { } key)
                await AloneAsync(judgement, decision, now, outcome, cancellationToken);
            else if (together.Contains(key))
                continue; // Its alert was written, or something changed meanwhile and it is due again.
            else if (await store.FindAsync(AlertComposer.TogetherId(subscriber, key), cancellationToken) is not null)
                await AloneAsync(judgement, decision.Late ?? decision, now, outcome, cancellationToken); // Late: what it was held with was told.
            else if (together.Add(key))
                await TogetherAsync(subscriber, key, now, outcome, cancellationToken);
        }

        return new JudgedBatch(outcome.Stored, [.. outcome.Endpoints], outcome.Later);
    }

    private async Task<AlertDecision> CapAsync(AlertDecision decision, string subscriber, DateTimeOffset now, Outcome outcome, CancellationToken cancellationToken)
    {
        if (decision.Verdict != AlertVerdict.Send || options.RateCap == 0)
            return decision;
        outcome.Sent ??= await store.SentSinceAsync(subscriber, RateCap.WindowStart(options, now), cancellationToken);
        return RateCap.Apply(decision, outcome.Sent.Value, options, now);
    }

    private async Task AloneAsync(Judgement judgement, AlertDecision decision, DateTimeOffset now, Outcome outcome, CancellationToken cancellationToken)
    {
        var (alert, deliveries) = decision.Verdict == AlertVerdict.Send ? composer.Alone(judgement, decision, now) : (null, []);
        if (!await store.StoreDecisionAsync(judgement, alert, deliveries, decision.Held, cancellationToken))
            return; // It changed meanwhile, and is due again.
        LogJudged(logger, judgement.Story.Id, judgement.Subscriber, decision.Verdict, decision.Reasons);
        if (decision.Held is not null)
            metrics.Held();
        Note(outcome, 1, alert, deliveries, decision.Until);
    }

    private async Task DropAsync(Judgement judgement, AlertDecision decision, DateTimeOffset now, Outcome outcome, CancellationToken cancellationToken)
    {
        if (!await store.StoreDropAsync(judgement, decision.Dropped, now, cancellationToken))
            return;
        LogJudged(logger, judgement.Story.Id, judgement.Subscriber, decision.Verdict, decision.Reasons);
        metrics.Dropped();
        Note(outcome, 1, null, [], null);
    }

    private async Task TogetherAsync(string subscriber, string key, DateTimeOffset now, Outcome outcome, CancellationToken cancellationToken)
    {
        var before = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var attempt = 1; attempt <= TogetherAttempts; attempt++)
        {
            var held = await store.DueTogetherAsync(subscriber, key, now, options.PayloadArticles, cancellationToken);
            // Of many stories one always has news while all are read: at last those are left for later that had some since the attempt before.
            var decisions = held.Where(judgement => attempt < TogetherAttempts || before.GetValueOrDefault(judgement.Story.Id) == judgement.Version)
                .Select(judgement => (Judgement: judgement, Decision: Decide(judgement, now))).Where(d => d.Decision.Together == key).ToArray();
            if (decisions.Length == 0)
                return;
            var (parts, alert, deliveries) = composer.Together(subscriber, key, decisions, now);
            if (await store.StoreTogetherAsync([.. decisions.Zip(parts, (d, part) => (d.Judgement, part))], alert, deliveries, cancellationToken))
            {
                foreach (var (judgement, decision) in decisions)
                    LogJudged(logger, judgement.Story.Id, subscriber, decision.Verdict, decision.Reasons);
                Note(outcome, decisions.Length, alert, deliveries, null);
                return;
            }

            before = held.ToDictionary(judgement => judgement.Story.Id, judgement => judgement.Version, StringComparer.Ordinal);
        }
    }

    private void Note(Outcome outcome, int stored, Alert? alert, IReadOnlyList<Delivery> deliveries, DateTimeOffset? until)
    {
        outcome.Stored += stored;
        if (alert is not null)
        {
            outcome.Sent++;
            metrics.Alerted(alert.Occasion);
        }

        if (until is { } later)
            outcome.Later.Add(later);
        outcome.Endpoints.UnionWith(deliveries.Where(d => d.State == DeliveryState.Pending).Select(d => d.EndpointId));
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
            return AlertDecision.Hold(now + options.JudgementErrorDelay, "Judging failed.").Remembering(Reached(judgement));
        }
    }

    /// <summary>As it is remembered already.</summary>
    private static Dictionary<string, int> Reached(Judgement judgement) => judgement.Matches.Where(m => m.Match.Reached is not null)
        .ToDictionary(m => m.Subscription.Id, m => m.Match.Reached!.Value, StringComparer.Ordinal);

    private sealed class Outcome
    {
        public int Stored { get; set; }

        /// <summary>Alerts of the cap's window; null while nobody asked.</summary>
        public int? Sent { get; set; }

        public HashSet<string> Endpoints { get; } = new(StringComparer.Ordinal);

        public HashSet<DateTimeOffset> Later { get; } = [];
    }
}

/// <param name="Judged">Decisions that were written; zero when nothing was due.</param>
/// <param name="Endpoints">Those that have something to deliver.</param>
/// <param name="Later">When the stories that were put off are to be judged again.</param>
public sealed record JudgedBatch(int Judged, IReadOnlyList<string> Endpoints, IReadOnlySet<DateTimeOffset> Later);
