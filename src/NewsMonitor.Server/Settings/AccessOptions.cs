namespace NewsMonitor.Server.Settings;

/// <summary>Settings of who may do what and how much, <c>NewsMonitor:Access:...</c>.</summary>
public sealed record AccessOptions
{
    /// <summary>Requests of one subscriber (of one key, where it has no subscriber) in a minute, in the long run. Administrators have no limit. 1 to 1,000,000.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>Requests that may come at once after a quiet time. 1 to 1,000,000.</summary>
    public int RequestBurst { get; init; } = 100;

    /// <summary>Requests of one subscriber that run at the same time at most, streams among them. 1 or more.</summary>
    public int ConcurrentRequests { get; init; } = 20;

    /// <summary>How often it is looked whether the key of a request that takes long, such as a stream, still opens. 1 second to 1 hour.</summary>
    public TimeSpan KeyRecheck { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Keys of one subscriber at most. 1 or more.</summary>
    public int KeysPerSubscriber { get; init; } = 10;

    /// <summary>How long a rotated key opens beside the new one, when its owner does not say. 0 to 30 days.</summary>
    public TimeSpan KeyOverlap { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How exactly it is kept when a key was last used. 1 second to 1 day.</summary>
    public TimeSpan LastUsedStep { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an Idempotency-Key is remembered from its first use. 1 minute to 7 days.</summary>
    public TimeSpan IdempotencyAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a request under an Idempotency-Key may run before the same may be tried again, should the process have died over it. 1 second to 1 hour.</summary>
    public TimeSpan IdempotencyClaim { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Idempotency-Keys of one caller that are remembered at most. 1 or more.</summary>
    public int IdempotencyKeys { get; init; } = 10_000;

    /// <summary>Longest answer that is remembered under an Idempotency-Key, in bytes. 1 KiB to 64 MiB.</summary>
    public int IdempotencyAnswerBytes { get; init; } = 1024 * 1024;

    /// <summary>Sentences that say which settings are wrong, and why.</summary>
    public IEnumerable<string> Validate()
    {
        if (RequestsPerMinute is < 1 or > 1_000_000)
            yield return $"RequestsPerMinute is {RequestsPerMinute}; it must be between 1 and 1000000.";
        if (RequestBurst is < 1 or > 1_000_000)
            yield return $"RequestBurst is {RequestBurst}; it must be between 1 and 1000000.";
        if (ConcurrentRequests < 1)
            yield return $"ConcurrentRequests is {ConcurrentRequests}; it must be 1 or more.";
        if (KeyRecheck < TimeSpan.FromSeconds(1) || KeyRecheck > TimeSpan.FromHours(1))
            yield return $"KeyRecheck is {KeyRecheck}; it must be between 00:00:01 and 01:00:00.";
        if (KeysPerSubscriber < 1)
            yield return $"KeysPerSubscriber is {KeysPerSubscriber}; it must be 1 or more.";
        if (KeyOverlap < TimeSpan.Zero || KeyOverlap > MaximumOverlap)
            yield return $"KeyOverlap is {KeyOverlap}; it must be between 00:00:00 and 30.00:00:00.";
        if (LastUsedStep < TimeSpan.FromSeconds(1) || LastUsedStep > TimeSpan.FromDays(1))
            yield return $"LastUsedStep is {LastUsedStep}; it must be between 00:00:01 and 1.00:00:00.";
        if (IdempotencyAge < TimeSpan.FromMinutes(1) || IdempotencyAge > TimeSpan.FromDays(7))
            yield return $"IdempotencyAge is {IdempotencyAge}; it must be between 00:01:00 and 7.00:00:00.";
        if (IdempotencyClaim < TimeSpan.FromSeconds(1) || IdempotencyClaim > TimeSpan.FromHours(1))
            yield return $"IdempotencyClaim is {IdempotencyClaim}; it must be between 00:00:01 and 01:00:00.";
        if (IdempotencyKeys < 1)
            yield return $"IdempotencyKeys is {IdempotencyKeys}; it must be 1 or more.";
        if (IdempotencyAnswerBytes is < 1024 or > 64 * 1024 * 1024)
            yield return $"IdempotencyAnswerBytes is {IdempotencyAnswerBytes}; it must be between 1024 and 67108864.";
    }

    /// <summary>Longest overlap of a rotation.</summary>
    internal static readonly TimeSpan MaximumOverlap = TimeSpan.FromDays(30);
}
