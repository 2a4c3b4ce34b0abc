using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Deliveries;

/// <summary>
/// Attempts what is due at one endpoint and records how it went; one instance an endpoint. At least once: a crash between the attempt and
/// its record repeats the attempt under the same id.
/// </summary>
public sealed partial class DeliveryRunner(
    IAlertStore store, AlertChannels channels, AlertComposer composer, AlertOptions options, AlertMetrics metrics, TimeProvider clock, ILogger<DeliveryRunner> logger)
{
    // Attempts that were made while the database took no writes: recorded before the next ones, instead of repeating them every sweep.
    private readonly ConcurrentDictionary<string, Attempted> _unrecorded = new(StringComparer.Ordinal);

    // Until then the endpoint asked to be left alone. Not stored: a restart costs it one attempt.
    private long _restUntil;

    private bool Rests => clock.GetUtcNow().UtcTicks < Volatile.Read(ref _restUntil);

    /// <summary>One batch of what is due now.</summary>
    public async Task<DeliveredBatch> RunAsync(string endpointId, CancellationToken cancellationToken)
    {
        foreach (var attempted in _unrecorded.Values)
            await RecordAsync(attempted);
        var endpoint = await store.FindEndpointAsync(endpointId, cancellationToken);
        if (endpoint is null || endpoint.DisabledReason is not null)
            return DeliveredBatch.Nothing;
        if (EndpointRule.WhyDisabled(endpoint.Health, options.Deliveries) is { } reason)
            return DeliveredBatch.Nothing with { Wake = await DisableAsync(endpoint, reason) };
        if (Rests)
            return DeliveredBatch.Nothing with { Next = new DateTimeOffset(_restUntil, TimeSpan.Zero) };
        return endpoint.Ordered ? await InOrderAsync(endpoint.Id, cancellationToken) : await SideBySideAsync(endpoint.Id, cancellationToken);
    }

    private async Task<DeliveredBatch> SideBySideAsync(string endpointId, CancellationToken cancellationToken)
    {
        var due = await store.DueDeliveriesAsync(endpointId, clock.GetUtcNow(), options.DeliveryBatch, cancellationToken);
        var attempts = new ConcurrentBag<Attempted>();
        var wake = new ConcurrentBag<string>();
        StoreUnavailableException? unavailable = null;
        var stopped = false;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.DeliveryConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, parallel, async (delivery, token) =>
        {
            if (Volatile.Read(ref stopped) || Volatile.Read(ref unavailable) is not null || Rests)
                return;
            var attempted = await AttemptAsync(delivery, token);
            if (attempted is null or { Gone: true })
                Volatile.Write(ref stopped, true);
            if (attempted is null)
                return;
            attempts.Add(attempted);
            try
            {
                foreach (var other in await RecordAsync(attempted))
                    wake.Add(other);
            }
            catch (StoreUnavailableException e)
            {
                // The attempts beside this one still finish and are remembered.
                Volatile.Write(ref unavailable, e);
            }
        });
        if (unavailable is not null)
            throw unavailable;
        return new DeliveredBatch(attempts.Count, attempts.Min(a => a.After.NextAttempt)) { Wake = [.. wake] };
    }

    /// <summary>One after the other in the order of their alerts: what is to be tried again is waited for.</summary>
    private async Task<DeliveredBatch> InOrderAsync(string endpointId, CancellationToken cancellationToken)
    {
        var batch = DeliveredBatch.Nothing;
        foreach (var delivery in await store.QueuedDeliveriesAsync(endpointId, options.DeliveryBatch, cancellationToken))
        {
            if (delivery.NextAttempt > clock.GetUtcNow())
                return batch with { Next = delivery.NextAttempt };
            if (await AttemptAsync(delivery, cancellationToken) is not { } attempted)
                break;
            var wake = await RecordAsync(attempted);
            batch = batch with { Attempted = batch.Attempted + 1, Wake = wake };
            if (attempted.After.State == DeliveryState.Pending)
                return batch with { Next = attempted.After.NextAttempt };
            if (attempted.Gone)
                break;
        }

        return batch;
    }

    /// <summary>To the endpoint as it is now: a batch may take minutes, and meanwhile its owner ends it or changes its secret.</summary>
    /// <returns>Null when it is no longer in use.</returns>
    private async Task<Attempted?> AttemptAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (await store.StartAttemptAsync(delivery, cancellationToken) is not { Endpoint: { DisabledReason: null } endpoint } start)
            return null;
        delivery = delivery with { Replays = start.Replays };
        var channel = channels.Find(endpoint.Type);
        if (channel is { Updates: true })
            delivery = delivery with { Previous = await store.PreviousReferenceAsync(delivery, cancellationToken) };
        var at = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var result = channel is not null
            ? await SendAsync(channel, endpoint, delivery, cancellationToken)
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
                return new Attempted(endpoint, after with { State = DeliveryState.Delivered }, attempt);
            // Written anew during the attempt, it is not what is gone: tried again as it is now.
            case ChannelOutcome.Gone when await store.FindEndpointAsync(endpoint.Id, CancellationToken.None) is { } written && written.IsWrittenAs(endpoint):
                return new Attempted(endpoint, after with { State = DeliveryState.Cancelled }, attempt, Gone: true);
            default:
                var now = clock.GetUtcNow();
                Rest(RetryPolicy.Rest(result, options, now));
                var retry = RetryPolicy.AfterFailure(delivery.Id, attempt.Number - delivery.AttemptsBeforeReplay, result.RetryAfter, options, now);
                LogFailed(logger, delivery.Id, endpoint.Id, attempt.Number, result.Error, retry.Next);
                return new Attempted(endpoint, after with { State = retry.Next is null ? DeliveryState.Dead : DeliveryState.Pending, NextAttempt = retry.Next }, attempt);
        }
    }

    // What one delivery makes a channel stumble over is not to hold up the others: it is tried again and given up like any other.
    private async Task<ChannelResult> SendAsync(IChannel channel, AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await channel.SendAsync(endpoint, delivery, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogBroken(logger, e, channel.Type, delivery.Id, endpoint.Id);
            return ChannelResult.Failed($"The channel '{channel.Type}' broke down in the attempt ({e.GetType().Name}).");
        }
    }

    private void Rest(DateTimeOffset? until)
    {
        if (until is not { } time)
            return;
        var known = Volatile.Read(ref _restUntil);
        while (time.UtcTicks > known && Interlocked.CompareExchange(ref _restUntil, time.UtcTicks, known) is var was && was != known)
            known = was;
    }

    // Not cancelled: what was attempted is to be known, also when the program stops now.
    private async Task<IReadOnlyList<string>> RecordAsync(Attempted attempted)
    {
        IReadOnlyList<string> wake = [];
        _unrecorded[attempted.After.Id] = attempted;
        if (!await store.StoreAttemptAsync(attempted.After, attempted.Attempt, CancellationToken.None))
            LogRecordedElsewhere(logger, attempted.After.Id, attempted.Attempt.Number);
        // A crash before this costs one attempt more, which is told the same.
        if (attempted.Gone)
            wake = await DisableAsync(attempted.Endpoint, attempted.Attempt.Error ?? "It is gone.");
        _unrecorded.TryRemove(attempted.After.Id, out _);
        return wake;
    }

    /// <summary>Disables the endpoint and tells its owner elsewhere.</summary>
    /// <returns>The endpoints that have something to deliver now.</returns>
    private async Task<IReadOnlyList<string>> DisableAsync(AlertEndpoint endpoint, string reason)
    {
        var owner = await store.EndpointOwnerAsync(endpoint.Id, options.Deliveries.NoticeEndpoints, CancellationToken.None);
        var (notice, deliveries) = composer.Notice(endpoint, reason, owner, clock.GetUtcNow());
        if (!await store.DisableEndpointAsync(notice, deliveries, endpoint, CancellationToken.None))
            return [];
        LogDisabled(logger, endpoint.Id, reason);
        return [.. owner.Others.Select(other => other.Id)];
    }

    private sealed record Attempted(AlertEndpoint Endpoint, Delivery After, DeliveryAttempt Attempt, bool Gone = false);
}

/// <param name="Attempted">Attempts made; zero when nothing was due.</param>
/// <param name="Next">When there is something to attempt again, as far as this batch knows.</param>
public sealed record DeliveredBatch(int Attempted, DateTimeOffset? Next)
{
    internal static readonly DeliveredBatch Nothing = new(0, null);

    /// <summary>Other endpoints that have something to deliver: what is to be told of this one.</summary>
    public IReadOnlyList<string> Wake { get; init; } = [];
}
