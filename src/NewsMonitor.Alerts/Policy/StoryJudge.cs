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
        var outcome = new Outcome();
        // A window that is being told is told to its end before anything else.
        foreach (var gathered in await store.GatheredAsync(subscriber, cancellationToken))
            await TogetherAsync(subscriber, gathered.Key, now, outcome, cancellationToken);
        if (outcome.Stored == 0)
            await DueAsync(subscriber, now, outcome, cancellationToken);
        return new JudgedBatch(outcome.Stored, [.. outcome.Endpoints], outcome.Later);
    }

    private async Task DueAsync(string subscriber, DateTimeOffset now, Outcome outcome, CancellationToken cancellationToken)
    {
        var due = await store.DueJudgementsAsync(subscriber, now, options.JudgementBatch, options.PayloadArticles, cancellationToken);
        var together = new HashSet<string>(StringComparer.Ordinal);
        foreach (var judgement in due)
        {
            var decision = await CapAsync(Decide(judgement, now), subscriber, now, outcome, cancellationToken);
            if (decision.Together is not { } key)
                await ApartAsync(judgement, decision, now, outcome, cancellationToken);
            else if (together.Contains(key))
                continue; // Its alert was written, or something changed meanwhile and it is due again.
            else if (await store.FindAsync(AlertComposer.TogetherId(subscriber, key), cancellationToken) is not null)
                await LateAsync(judgement, decision, now, outcome, cancellationToken);
            else if (together.Add(key))
                await TogetherAsync(subscriber, key, now, outcome, cancellationToken);
        }
    }

    /// <summary>What it was held with was told: what is sent alone now counts for the cap, which what is told together does not.</summary>
    private async Task LateAsync(Judgement judgement, AlertDecision decision, DateTimeOffset now, Outcome outcome, CancellationToken cancellationToken)
    {
        var alone = await CapAsync(decision.Late ?? decision.With(null), judgement.Subscriber, now, outcome, cancellationToken);
        await AloneAsync(judgement, alone, now, outcome, cancellationToken);
    }

    private async Task<AlertDecision> CapAsync(AlertDecision decision, string subscriber, DateTimeOffset now, Outcome outcome, CancellationToken cancellationToken)
    {
        if (decision.Verdict != AlertVerdict.Send || options.RateCap == 0)
            return decision;
        outcome.Sent ??= await store.SentSinceAsync(subscriber, RateCap.WindowStart(options, now), cancellationToken);
        return RateCap.Apply(decision, outcome.Sent.Value, options, now);
    }

    private Task ApartAsync(Judgement judgement, AlertDecision decision, DateTimeOffset now, Outcome outcome, CancellationToken cancellationToken) =>
        decision.Verdict == AlertVerdict.Drop
            ? DropAsync(judgement, decision, now, outcome, cancellationToken)
            : AloneAsync(judgement, decision, now, outcome, cancellationToken);

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

    /// <summary>Tells what a key holds; where that is more than a batch, only writes the next batch of it.</summary>
    private async Task TogetherAsync(string subscriber, string key, DateTimeOffset now, Outcome outcome, CancellationToken cancellationToken)
    {
        var before = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var attempt = 1; attempt <= TogetherAttempts; attempt++)
        {
            var gathered = (await store.GatheredAsync(subscriber, cancellationToken)).FirstOrDefault(one => one.Key == key);
            var held = await store.DueTogetherAsync(subscriber, key, now, options.TogetherBatch, options.PayloadArticles, cancellationToken);
            var judged = held.Select(judgement => (Judgement: judgement, Decision: Decide(judgement, now))).ToArray();
            // Of many stories one always has news while all are read: at last those are left for later that had some since the attempt before.
            var decisions = judged.Where(d => d.Decision.Together == key)
                .Where(d => attempt < TogetherAttempts || before.GetValueOrDefault(d.Judgement.Story.Id) == d.Judgement.Version).ToArray();
            var isAll = held.Count < options.TogetherBatch;
            if (decisions.Length == 0 && (gathered is null || !isAll))
            {
                // There is more behind those that are not told together after all.
                if (!isAll)
                    await ApartAsync(subscriber, judged.Where(d => d.Decision.Together is null), now, outcome, cancellationToken);
                return;
            }

            if (isAll
                ? await TellTogetherAsync(subscriber, key, decisions, gathered, now, outcome, cancellationToken)
                : await GatherAsync(decisions, gathered ?? new GatheredStories(subscriber, key), now, outcome, cancellationToken))
            {
                if (!isAll)
                    await ApartAsync(subscriber, judged.Where(d => d.Decision.Together is null), now, outcome, cancellationToken);
                return;
            }

            before = held.ToDictionary(judgement => judgement.Story.Id, judgement => judgement.Version, StringComparer.Ordinal);
        }
    }

    private async Task ApartAsync(
        string subscriber, IEnumerable<(Judgement Judgement, AlertDecision Decision)> judged, DateTimeOffset now, Outcome outcome, CancellationToken cancellationToken)
    {
        foreach (var (judgement, decision) in judged)
            await ApartAsync(judgement, await CapAsync(decision, subscriber, now, outcome, cancellationToken), now, outcome, cancellationToken);
    }

    private async Task<bool> GatherAsync(
        (Judgement Judgement, AlertDecision Decision)[] decisions, GatheredStories before, DateTimeOffset now, Outcome outcome, CancellationToken cancellationToken)
    {
        var (parts, gathered) = composer.Gather(before, decisions, now);
        if (!await store.GatherAsync([.. decisions.Zip(parts, (d, part) => (d.Judgement, part))], gathered, cancellationToken))
            return false;
        LogJudged(decisions);
        Note(outcome, decisions.Length, null, [], null);
        return true;
    }

    private async Task<bool> TellTogetherAsync(
        string subscriber,
        string key,
        (Judgement Judgement, AlertDecision Decision)[] decisions,
        GatheredStories? gathered,
        DateTimeOffset now,
        Outcome outcome,
        CancellationToken cancellationToken)
    {
        var earlier = gathered is null ? GatheredAlerts.None : await store.GatheredAlertsAsync(gathered, options.PayloadArticles, cancellationToken);
        var (parts, alert, deliveries) = composer.Together(subscriber, key, decisions, gathered, earlier, now);
        if (!await store.StoreTogetherAsync([.. decisions.Zip(parts, (d, part) => (d.Judgement, part))], alert, deliveries, gathered, cancellationToken))
            return false;
        LogJudged(decisions);
        Note(outcome, Math.Max(1, decisions.Length), alert, deliveries, null);
        return true;
    }

    private void LogJudged((Judgement Judgement, AlertDecision Decision)[] decisions)
    {
        foreach (var (judgement, decision) in decisions)
            LogJudged(logger, judgement.Story.Id, judgement.Subscriber, decision.Verdict, decision.Reasons);
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
