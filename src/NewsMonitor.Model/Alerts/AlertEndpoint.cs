using System.Collections.Frozen;

namespace NewsMonitor.Model;

/// <summary>A place where one subscriber's alerts are delivered; shared by the subscriber's subscriptions.</summary>
public sealed record AlertEndpoint
{
    /// <summary><see cref="StableId"/> of subscriber, type and what the channel tells its places apart by, for example the URL.</summary>
    public required string Id { get; init; }

    public required string Subscriber { get; init; }

    /// <summary>The channel: <c>webhook</c>, <c>log</c> and so on.</summary>
    public required string Type { get; init; }

    /// <summary>Where to; null for channels that need none.</summary>
    public string? Url { get; init; }

    /// <summary>The signing secret or private key; never shown again after it was made, never logged.</summary>
    public string? Secret { get; init; }

    /// <summary>The secret before a change of it, which signs beside the new one until <see cref="PreviousSecretUntil"/>; null when there was none.</summary>
    public string? PreviousSecret { get; init; }

    public DateTimeOffset? PreviousSecretUntil { get; init; }

    /// <summary>What else the channel needs to know, by the names in <see cref="EndpointSettings"/>, some of them secret.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Why nothing is delivered here any more; null while it is in use.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>Whether deliveries are attempted strictly in the order of their alerts, so that one that fails holds up those after it.</summary>
    public bool Ordered { get; init; }

    /// <summary>How attempts have failed since the last one that succeeded.</summary>
    public EndpointHealth Health { get; init; } = EndpointHealth.Good;

    /// <summary>Whether an attempt at the one is an attempt at the other: its owner wrote neither another secret nor other settings.</summary>
    public bool IsWrittenAs(AlertEndpoint other) =>
        Secret == other.Secret && Settings.Count == other.Settings.Count && Settings.All(setting => other.Settings.GetValueOrDefault(setting.Key) == setting.Value);

    /// <summary>As it may be shown.</summary>
    public AlertEndpoint WithoutSecrets() => this with
    {
        Secret = null,
        PreviousSecret = null,
        Settings = Settings.Where(setting => !EndpointSettings.IsSecret(setting.Key)).ToFrozenDictionary(StringComparer.Ordinal),
    };

    // A record would print its members, secrets among them, into whatever line it ends up in.
    public override string ToString() => $"{Type} endpoint {Id}";
}
