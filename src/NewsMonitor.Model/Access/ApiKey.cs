namespace NewsMonitor.Model;

/// <summary>A key to the API as it is stored: what it opens, and how it is recognised. The key itself is stored nowhere.</summary>
public sealed record ApiKey
{
    /// <summary>Stays the same when the key is rotated.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for, in its maker's words.</summary>
    public required string Name { get; init; }

    public required ApiScope Scope { get; init; }

    /// <summary>Whose it is; null for administrators, and for readers who see everything.</summary>
    public string? Subscriber { get; init; }

    public required KeyProof Proof { get; init; }

    /// <summary>The proof before the last rotation, which holds until <see cref="OldUntil"/>; null when there is none.</summary>
    public KeyProof? OldProof { get; init; }

    public DateTimeOffset? OldUntil { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? Rotated { get; init; }

    /// <summary>When it last opened something, kept to the minute or so; null for never.</summary>
    public DateTimeOffset? LastUsed { get; init; }
}

/// <summary>How a key is recognised without being known.</summary>
/// <param name="Prefix">Its beginning, unique, which may be shown.</param>
/// <param name="Hash">SHA-256 of the whole key, in lower-case hexadecimal. Keys are random, 256 bits: a slow hash would add nothing.</param>
public sealed record KeyProof(string Prefix, string Hash);
