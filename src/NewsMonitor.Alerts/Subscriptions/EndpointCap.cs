using System.Globalization;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Subscriptions;

/// <summary>A subscriber has so many endpoints at most: each has a secret, and a worker of its own while something is to be delivered there.</summary>
internal sealed class EndpointCap(ISubscriptionStore store, AlertOptions options)
{
    /// <exception cref="QuotaExceededException">The subscription has new ones, and they would be too many.</exception>
    public async Task CheckAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var (all, known) = await store.CountEndpointsAsync(subscription.Subscriber, [.. subscription.Channels.Select(endpoint => endpoint.Id)], cancellationToken);
        var added = subscription.Channels.Length - known;
        if (added == 0 || all + added <= options.EndpointsPerSubscriber)
            return;
        throw new QuotaExceededException(
            "endpointsPerSubscriber",
            options.EndpointsPerSubscriber,
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{subscription.Subscriber}' has {all} endpoints, of {options.EndpointsPerSubscriber} that are taken; this would make it {all + added}. Those that no subscription uses are removed after {options.Deliveries.EndpointsKeptFor.TotalDays:0.#} days."));
    }
}
