using NewsMonitor.Model;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Api.Keys;

/// <summary>A key to make.</summary>
internal sealed record NewKeyBody
{
    // Longest name and subscriber, in characters.
    private const int Length = 200;

    /// <summary>What it is for, one line.</summary>
    public required string Name { get; init; }

    public required ApiScope Scope { get; init; }

    /// <summary>Whose it is: needed for scope subscriber; with scope read it limits what is seen to this subscriber's; admin has none.</summary>
    public string? Subscriber { get; init; }

    /// <exception cref="InvalidInputException">Names the wrong member.</exception>
    public NewKeyBody Check() => (Scope, Subscriber) switch
    {
        (ApiScope.Subscriber, null) => throw new InvalidInputException("subscriber", "A key of scope subscriber needs one: whose it is."),
        (ApiScope.Admin, not null) => throw new InvalidInputException("subscriber", "A key of scope admin opens everything; it has no subscriber."),
        _ => this with { Name = Line("name", Name), Subscriber = Subscriber is null ? null : Line("subscriber", Subscriber) },
    };

    private static string Line(string field, string value)
    {
        var text = value.Trim();
        return text.Length is >= 1 and <= Length && !text.Any(char.IsControl)
            ? text
            : throw new InvalidInputException(field, $"Expected one line of 1 to {Length} characters.");
    }
}

/// <summary>How to rotate a key.</summary>
internal sealed record RotateKeyBody
{
    /// <summary>How long the key as it was opens beside the new one, in seconds, 0 to 2,592,000 (30 days); what is configured when left out.</summary>
    public long? OverlapSeconds { get; init; }

    /// <exception cref="InvalidInputException">It is out of range.</exception>
    public TimeSpan? Overlap() => OverlapSeconds is null ? null
        : OverlapSeconds >= 0 && OverlapSeconds <= AccessOptions.MaximumOverlap.TotalSeconds ? TimeSpan.FromSeconds(OverlapSeconds.Value)
        : throw new InvalidInputException("overlapSeconds", $"It is {OverlapSeconds}; expected 0 to {AccessOptions.MaximumOverlap.TotalSeconds}.");
}

/// <summary>A key to this API.</summary>
/// <param name="Prefix">How the key begins.</param>
/// <param name="LastUsed">When it last opened something, to the minute or so; null for never.</param>
/// <param name="OldPrefix">How the key began before it was rotated, as long as that opens too.</param>
/// <param name="OldUntil">Until when.</param>
/// <param name="Key">The key itself, in the answer to the request that made it, and never again.</param>
internal sealed record KeyBody(
    string Id,
    string Name,
    ApiScope Scope,
    string? Subscriber,
    string Prefix,
    DateTimeOffset Created,
    DateTimeOffset? Rotated,
    DateTimeOffset? LastUsed,
    string? OldPrefix,
    DateTimeOffset? OldUntil,
    string? Key)
{
    public static KeyBody From(ApiKey key, DateTimeOffset now, string? secret = null)
    {
        var old = key.OldUntil > now;
        return new KeyBody(
            key.Id, key.Name, key.Scope, key.Subscriber, key.Proof.Prefix, key.Created, key.Rotated, key.LastUsed,
            old ? key.OldProof?.Prefix : null, old ? key.OldUntil : null, secret);
    }
}

/// <summary>Who asks, as this server sees it.</summary>
/// <param name="Subscriber">Whose things alone are shown; null for everybody's.</param>
/// <param name="Key">The key that was shown; null for the configured one, and where none is asked for.</param>
internal sealed record CallerBody(ApiScope Scope, string? Subscriber, KeyBody? Key);
