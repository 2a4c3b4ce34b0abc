using System.Globalization;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Mail;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>Takes subscriptions in: checks them, stores them, and has them look back on what has just arrived.</summary>
public sealed class SubscriptionService(
    ISubscriptionStore store,
    IAlertStore alerts,
    SubscriptionLookBack lookBack,
    AlertChannels channels,
    ISubscriberWakes wakes,
    AlertOptions options,
    TimeProvider clock)
{
    private readonly SubscriptionCheck _check = new(channels, options);
    private readonly TimingCheck _timing = new(options);
    private readonly UnanchoredCap _unanchored = new(store, options);
    private readonly EndpointCap _endpoints = new(store, options);

    // What was read must still stand when it is written: two requests at once must not overwrite one another unseen.
    // Looking back, which takes longer, is nobody's turn.
    private readonly SubscriberTurns _turns = new();

    /// <summary>
    /// Creates a subscription. The same one written again (a lost answer, a script run twice) gives the one that is there; a secret is
    /// replaced when one is given.
    /// </summary>
    /// <returns>The subscription, with the secrets that this call stored: they are never shown again.</returns>
    /// <exception cref="InvalidInputException">Names the wrong field, for example <c>channels[0].url</c>.</exception>
    public async Task<Subscription> CreateAsync(SubscriptionInput input, CancellationToken cancellationToken)
    {
        var subscriber = _check.Subscriber(input.Subscriber);
        var name = _check.Name(input.Name);
        var subscription = new Subscription
        {
            Id = StableId.Create("sub", subscriber, name),
            Subscriber = subscriber,
            Name = name,
            Query = SubscriptionCheck.Query(input.Query),
            MinSources = SubscriptionCheck.MinSources(input.MinSources),
            Channels = _check.Channels(subscriber, input.Channels),
            TimeZone = SubscriptionCheck.TimeZone(input.TimeZone),
            Digest = _timing.Digest(input.Delivery, input.DigestAt, input.DigestDay, existing: null),
            Quiet = _timing.Quiet(input.QuietHours, existing: null),
            Created = clock.GetUtcNow(),
        };
        TimingCheck.Together(subscription.Digest, subscription.Quiet);
        return await LookBackAsync(await CreateAsync(subscription, input.Channels!, cancellationToken), cancellationToken);
    }

    /// <summary>Changes a subscription. Whoever changes the query is told of what has just arrived and matches now, but of no story twice.</summary>
    /// <returns>The changed subscription as <see cref="CreateAsync"/> gives it; null when there is none.</returns>
    /// <exception cref="InvalidInputException">Names the wrong field.</exception>
    public async Task<Subscription?> ChangeAsync(string subscriptionId, SubscriptionChange change, CancellationToken cancellationToken)
    {
        // Whose it is does not change.
        if (await store.FindAsync(subscriptionId, cancellationToken) is not { } found || await ChangeAsync(found.Subscriber, subscriptionId, change, cancellationToken) is not { } saved)
            return null;
        return await LookBackAsync(saved, cancellationToken);
    }

    /// <returns>False when there is none.</returns>
    public Task<bool> RemoveAsync(string subscriptionId, CancellationToken cancellationToken) => store.RemoveAsync(subscriptionId, cancellationToken);

    private async Task<Subscription> CreateAsync(Subscription subscription, IReadOnlyList<ChannelInput> inputs, CancellationToken cancellationToken)
    {
        var (subscriber, name) = (subscription.Subscriber, subscription.Name);
        using var turn = await _turns.TakeAsync(subscriber, cancellationToken);
        if (await store.FindNamedAsync(subscriber, name, cancellationToken) is { } existing)
        {
            if (!Says(existing, subscription))
                throw Taken(subscriber, name);
            subscription = subscription with { Id = existing.Id, Paused = existing.Paused };
        }
        else if (await store.CountAsync(subscriber, cancellationToken) >= options.SubscriptionsPerSubscriber)
        {
            throw new QuotaExceededException(
                "subscriptionsPerSubscriber",
                options.SubscriptionsPerSubscriber,
                string.Create(CultureInfo.InvariantCulture, $"'{subscriber}' has {options.SubscriptionsPerSubscriber} subscriptions, the most that are taken."));
        }
        else
        {
            // A subscription that was renamed keeps its id.
            for (var n = 2; await store.FindAsync(subscription.Id, cancellationToken) is not null; n++)
                subscription = subscription with { Id = StableId.Create("sub", subscriber, name, n.ToString(CultureInfo.InvariantCulture)) };
        }

        return await SaveAsync(subscription, inputs, cancellationToken);
    }

    private async Task<Subscription?> ChangeAsync(string subscriber, string subscriptionId, SubscriptionChange change, CancellationToken cancellationToken)
    {
        using var turn = await _turns.TakeAsync(subscriber, cancellationToken);
        if (await store.FindAsync(subscriptionId, cancellationToken) is not { } existing)
            return null;
        var changed = existing with
        {
            Name = change.Name is null ? existing.Name : _check.Name(change.Name),
            Query = change.Query is null ? existing.Query : SubscriptionCheck.Query(change.Query),
            MinSources = change.MinSources is null ? existing.MinSources : SubscriptionCheck.MinSources(change.MinSources),
            Channels = change.Channels is null ? existing.Channels : _check.Channels(existing.Subscriber, change.Channels),
            TimeZone = change.TimeZone is null ? existing.TimeZone : SubscriptionCheck.TimeZone(change.TimeZone),
            Digest = _timing.Digest(change.Delivery, change.DigestAt, change.DigestDay, existing.Digest),
            Quiet = _timing.Quiet(change.QuietHours, existing.Quiet),
            Paused = change.Paused ?? existing.Paused,
        };
        TimingCheck.Together(changed.Digest, changed.Quiet);
        if (changed.Name != existing.Name && await store.FindNamedAsync(existing.Subscriber, changed.Name, cancellationToken) is not null)
            throw Taken(existing.Subscriber, changed.Name);
        if (changed.Paused && !existing.Paused)
            await lookBack.CatchUpAsync(existing.Id, cancellationToken);
        var saved = await SaveAsync(changed, change.Channels ?? [], cancellationToken);
        var now = clock.GetUtcNow();
        var held = (changed.Digest, changed.Quiet, changed.TimeZone) != (existing.Digest, existing.Quiet, existing.TimeZone)
            && await alerts.JudgeAgainAsync(changed.Subscriber, now, cancellationToken);
        // Looking back does not reach far. Whatever changed: made again, the change makes up for one that was cut short here.
        var matched = !changed.Paused && await alerts.JudgeMatchedAsync(changed.Id, now, cancellationToken);
        if (held || matched)
            await wakes.WakeAsync([changed.Subscriber], cancellationToken);
        return saved;
    }

    private async Task<Subscription> SaveAsync(Subscription subscription, IReadOnlyList<ChannelInput> inputs, CancellationToken cancellationToken)
    {
        await _unanchored.CheckAsync(subscription, cancellationToken);
        await _endpoints.CheckAsync(subscription, cancellationToken);
        // Inputs and channels stand in the same order.
        foreach (var (index, input) in inputs.Index())
        {
            // Another subscription may have said so: what is not said stays.
            var endpoint = subscription.Channels[index];
            subscription.Channels[index] = endpoint with { Ordered = input.Ordered ?? (await alerts.FindEndpointAsync(endpoint.Id, cancellationToken))?.Ordered ?? false };
        }

        var replace = inputs.Index().Where(i => i.Item.Replaces).Select(i => subscription.Channels[i.Index].Id).ToArray();
        var until = clock.GetUtcNow() + options.SecretOverlap;
        var saved = await store.SaveAsync(
            subscription with { Channels = [.. subscription.Channels.Select(endpoint => endpoint with { PreviousSecretUntil = until })] }, replace, cancellationToken);
        foreach (var (index, input) in inputs.Index())
        {
            var endpoint = saved.Channels[index];
            // Who writes a channel anew says that it works. That its recipient, who ended it, wants it again (RFC 8058) has to be said.
            if (endpoint.DisabledReason is null || (endpoint.DisabledReason == Unsubscribing.Reason && input.Resume != true))
                continue;
            // Its recipient may be ending it just now.
            var enabled = await alerts.EnableEndpointAsync(endpoint.Id, endpoint.DisabledReason, cancellationToken);
            saved.Channels[index] = endpoint with { DisabledReason = enabled ? null : (await alerts.FindEndpointAsync(endpoint.Id, cancellationToken))?.DisabledReason };
        }

        return saved;
    }

    private async Task<Subscription> LookBackAsync(Subscription saved, CancellationToken cancellationToken)
    {
        await wakes.WakeAsync(await lookBack.RunAsync(saved.Id, cancellationToken), cancellationToken);
        return saved;
    }

    private static InvalidInputException Taken(string subscriber, string name) =>
        new("name", $"'{subscriber}' already has another subscription named '{name}'; choose another name or change that one.");

    private static bool Says(Subscription existing, Subscription wanted) =>
        existing.Query == wanted.Query
        && existing.MinSources == wanted.MinSources
        && existing.TimeZone == wanted.TimeZone
        && existing.Digest == wanted.Digest
        && existing.Quiet == wanted.Quiet
        && existing.Channels.Select(c => c.Id).SequenceEqual(wanted.Channels.Select(c => c.Id), StringComparer.Ordinal);
}
