using System.Collections.Concurrent;
using NewsMonitor.Model;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Api.Security;

/// <summary>
/// Tells who a key's bearer is. The configured key is the first administrator; the others are in the database and asked for there each time,
/// so that a key that was removed opens nothing from then on.
/// </summary>
internal sealed partial class Keyring(IApiKeyStore store, ServerOptions server, AccessOptions options, TimeProvider clock, ILogger<Keyring> logger)
{
    private readonly string? _configured = server.ApiKey is null ? null : KeySecret.Hash(server.ApiKey.Trim());
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    /// <summary>Whether a key is configured; without one the server is there for its own machine only.</summary>
    public bool HasConfigured => _configured is not null;

    /// <param name="shown">The key that came with the request; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it opens nothing. A server with no key at all, neither configured nor stored, is open.</returns>
    public async Task<Caller?> FindAsync(string? shown, CancellationToken cancellationToken)
    {
        if (shown is not null && _configured is not null && KeySecret.Matches(shown, _configured))
            return Caller.Operator(shown);
        if (shown is not null && await StoredAsync(shown, cancellationToken) is { } caller)
            return caller;
        return _configured is null && !await store.AnyAsync(cancellationToken) ? Caller.Operator("") : null;
    }

    private async Task<Caller?> StoredAsync(string shown, CancellationToken cancellationToken)
    {
        if (KeySecret.Prefix(shown) is not { } prefix || await store.FindByPrefixAsync(prefix, cancellationToken) is not { } key)
            return null;
        var now = clock.GetUtcNow();
        var proof = key.Proof.Prefix == prefix ? key.Proof : key.OldUntil > now ? key.OldProof : null;
        if (proof is null || !KeySecret.Matches(shown, proof.Hash))
            return null;
        NoteUse(key, now);
        return new Caller(key.Scope, key.Subscriber, key.Id, shown);
    }

    private void NoteUse(ApiKey key, DateTimeOffset now)
    {
        if (now - (key.LastUsed ?? DateTimeOffset.MinValue) < options.LastUsedStep || now - _used.GetValueOrDefault(key.Id) < options.LastUsedStep)
            return;
        _used[key.Id] = now;
        // Nobody waits for it: reading goes on while the database takes no writes.
        _ = StoreUseAsync(key.Id, now);
    }

    private async Task StoreUseAsync(string id, DateTimeOffset at)
    {
        try
        {
            await store.UsedAsync(id, at, CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            LogUseLost(id, e.Message);
        }
    }
}
