namespace NewsMonitor.Server.Settings;

/// <summary>Settings of the event log and its listeners, <c>NewsMonitor:Events:...</c>.</summary>
public sealed record EventOptions
{
    /// <summary>How long events are kept for replay. 1 minute or more.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Events kept at most, 100 or more.</summary>
    public long KeepAtMost { get; init; } = 200_000;

    /// <summary>A connection that was sent nothing for so long is sent a comment, so that both ends see whether the other is there. 100 ms to 5 minutes.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the log is looked at for listeners who wait. 10 ms to 1 minute.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Connections that listen at the same time at most, 1 or more.</summary>
    public int MaximumListeners { get; init; } = 200;

    /// <summary>Alerts that a listener to alerts is sent of what it missed at most, the newest; the others are told by a gap. 1 or more.</summary>
    public int AlertReplay { get; init; } = 1_000;

    /// <summary>Sentences that say which settings are wrong, and why.</summary>
    public IEnumerable<string> Validate()
    {
        if (KeepFor < TimeSpan.FromMinutes(1))
            yield return $"KeepFor is {KeepFor}; it must be 00:01:00 or more.";
        if (KeepAtMost < 100)
            yield return $"KeepAtMost is {KeepAtMost}; it must be 100 or more.";
        if (Heartbeat < TimeSpan.FromMilliseconds(100) || Heartbeat > TimeSpan.FromMinutes(5))
            yield return $"Heartbeat is {Heartbeat}; it must be between 00:00:00.1 and 00:05:00.";
        if (Look < TimeSpan.FromMilliseconds(10) || Look > TimeSpan.FromMinutes(1))
            yield return $"Look is {Look}; it must be between 00:00:00.01 and 00:01:00.";
        if (MaximumListeners < 1)
            yield return $"MaximumListeners is {MaximumListeners}; it must be 1 or more.";
        if (AlertReplay < 1)
            yield return $"AlertReplay is {AlertReplay}; it must be 1 or more.";
    }
}
