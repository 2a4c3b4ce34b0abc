using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Deliveries;

/// <summary>
/// Attempts what is due at one endpoint and records how it went; one instance an endpoint. At least once: a crash between the attempt and
/// its record repeats the attempt under the same id.
/// </summary>
public sealed partial class DeliveryRunner(
    IAlertStore store, AlertChannels channels, AlertOptions options, AlertMetrics metrics, TimeProvider clock, ILogger<DeliveryRunner> logger)
{
    // Attempts that were made while the database took no writes: recorded before the next ones, instead of repeating them every sweep.
    private readonly ConcurrentDictionary<string, Attempted> _unrecorded = new(StringComparer.Ordinal);

    /// <summary>One batch of what is due now.</summary>
    public async Task<DeliveredBatch> RunAsync(string endpointId, CancellationToken cancellationToken)
    {
        foreach (var attempted in _unrecorded.Values)
            await RecordAsync(attempted);
        var endpoint = await store.FindEndpointAsync(endpointId, cancellationToken);
        if (endpoint is null || endpoint.DisabledReason is not null)
            return new DeliveredBatch(0, null);
        var due = await store.DueDeliveriesAsync(endpointId, clock.GetUtcNow(), options.DeliveryBatch, cancellationToken);
        var attempts = new ConcurrentBag<Attempted>();
        StoreUnavailableException? unavailable = null;
        var gone = false;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.DeliveryConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, parallel, async (delivery, token) =>
        {
            if (Volatile.Read(ref gone) || Volatile.Read(ref unavailable) is not null)
                return;
            var attempted = await AttemptAsync(endpoint, delivery, token);
            if (attempted.Disable is not null)
                Volatile.Write(ref gone, true);
            attempts.Add(attempted);
            try
            {
                await RecordAsync(attempted);
            }
            catch (StoreUnavailableException e)
            {
                // The attempts beside this one still finish and are remembered.
                Volatile.Write(ref unavailable, e);
            }
        });
        if (unavailable is not null)
            throw unavailable;
        return new DeliveredBatch(attempts.Count, attempts.Min(a => a.After.NextAttempt));
    }

    private async Task<Attempted> AttemptAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken)
    {
        var channel = channels.Find(endpoint.Type);
        if (channel is { Updates: true })
            delivery = delivery with { Previous = await store.PreviousReferenceAsync(delivery, cancellationToken) };
        var at = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var result = channel is not null
            ? await channel.SendAsync(endpoint, delivery, cancellationToken)
            : ChannelResult.Failed($"There is no channel '{endpoint.Type}'.");
        var duration = clock.GetElapsedTime(started);
        metrics.Attempted(endpoint.Type, result.Outcome.ToString(), duration);
        var attempt = new DeliveryAttempt(delivery.Id, delivery.Attempts + 1, at, duration, result.HttpStatus, result.Error);
        var after = delivery with { Attempts = attempt.Number, LastError = result.Error, NextAttempt = null, Reference = result.Reference ?? delivery.Reference };
        switch (result.Outcome)
        {
            case ChannelOutcome.Delivered:
                metrics.Delivered(endpoint.Type, clock.GetUtcNow() - delivery.Created);
                LogDelivered(logger, delivery.Id, endpoint.Id, attempt.Number);
                return new Attempted(after with { State = DeliveryState.Delivered }, attempt, null);
            case ChannelOutcome.Gone:
                LogGone(logger, endpoint.Id, result.Error);
                return new Attempted(after with { State = DeliveryState.Cancelled }, attempt, result.Error ?? "Gone.");
            default:
                var retry = RetryPolicy.AfterFailure(delivery.Id, attempt.Number, result.RetryAfter, options, clock.GetUtcNow());
                LogFailed(logger, delivery.Id, endpoint.Id, attempt.Number, result.Error, retry.Next);
                return new Attempted(after with { State = retry.Next is null ? DeliveryState.Dead : DeliveryState.Pending, NextAttempt = retry.Next }, attempt, null);
        }
    }

    // Not cancelled: what was attempted is to be known, also when the program stops now.
    private async Task RecordAsync(Attempted attempted)
    {
        _unrecorded[attempted.After.Id] = attempted;
        if (!await store.StoreAttemptAsync(attempted.After, attempted.Attempt, attempted.Disable, CancellationToken.None))
            LogRecordedElsewhere(logger, attempted.After.Id, attempted.Attempt.Number);
        _unrecorded.TryRemove(attempted.After.Id, out _);
    }

    private sealed record Attempted(Delivery After, DeliveryAttempt Attempt, string? Disable);
}

/// <param name="Attempted">Attempts made; zero when nothing was due.</param>
/// <param name="Next">When the earliest of those that failed is due again.</param>
public sealed record DeliveredBatch(int Attempted, DateTimeOffset? Next);
