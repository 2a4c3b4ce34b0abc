using NewsMonitor.Model;

namespace NewsMonitor.Storage;

/// <summary>Whether the database takes writes, for readiness.</summary>
public interface IDatabaseProbe
{
    /// <summary>What kept the last write from being stored, in words; null when it was stored.</summary>
    string? Failure { get; }

    /// <summary>Writes something of a work step's size, and removes it.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot take it.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);
}
