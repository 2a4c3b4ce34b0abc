namespace NewsMonitor.Model;

/// <summary>Keys to the API. Every method that writes is one transaction.</summary>
public interface IApiKeyStore
{
    /// <param name="key">A new one.</param>
    /// <param name="most">Keys that its subscriber may have at most; heeded where it has one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when the subscriber has as many: nothing was written.</returns>
    Task<bool> AddAsync(ApiKey key, int most, CancellationToken cancellationToken);

    Task<ApiKey?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The key of which this is the prefix, or was before the last rotation.</summary>
    Task<ApiKey?> FindByPrefixAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Keys in the order of their ids.</summary>
    Task<Page<ApiKey>> ListAsync(string? subscriber, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Gives a key another proof; the one that it has becomes the old one until <paramref name="oldUntil"/>, and an older one ends.</summary>
    /// <returns>The key as it is now; null when there is none.</returns>
    Task<ApiKey?> RotateAsync(string id, KeyProof proof, DateTimeOffset now, DateTimeOffset oldUntil, CancellationToken cancellationToken);

    /// <returns>False when there is none.</returns>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>Notes that a key opened something; never takes the time back.</summary>
    Task UsedAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Whether there is any key.</summary>
    Task<bool> AnyAsync(CancellationToken cancellationToken);
}
