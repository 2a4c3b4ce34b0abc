using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Mail;

/// <summary>Ends mail to an address by the link that was in it.</summary>
public sealed class Unsubscribing(IAlertStore store, AlertComposer composer, AlertOptions options, TimeProvider clock)
{
    /// <summary>What the endpoint is disabled with.</summary>
    public const string Reason = "Whoever gets the mail ended it by the link in it.";

    /// <summary>The endpoint that a link is of; null when the link is not one of ours.</summary>
    public async Task<AlertEndpoint?> FindAsync(string endpointId, string signature, CancellationToken cancellationToken) =>
        await store.FindEndpointAsync(endpointId, cancellationToken) is { } endpoint && UnsubscribeLink.Verifies(endpoint, signature) ? endpoint : null;

    /// <summary>
    /// Disables the endpoint, cancels what waits for it, and tells the subscriber elsewhere. What was disabled for another reason is ended all the same, or it would
    /// be used again as soon as somebody writes it anew. Doing it twice changes nothing.
    /// </summary>
    /// <returns>False when the link is not one of ours.</returns>
    public async Task<bool> EndAsync(string endpointId, string signature, CancellationToken cancellationToken)
    {
        if (await FindAsync(endpointId, signature, cancellationToken) is not { } endpoint)
            return false;
        if (endpoint.DisabledReason == Reason)
            return true;
        var owner = await store.EndpointOwnerAsync(endpoint.Id, options.Deliveries.NoticeEndpoints, cancellationToken);
        var (notice, deliveries) = composer.Notice(endpoint, Reason, owner, clock.GetUtcNow());
        await store.DisableEndpointAsync(notice, deliveries, attempted: null, cancellationToken);
        return true;
    }
}
