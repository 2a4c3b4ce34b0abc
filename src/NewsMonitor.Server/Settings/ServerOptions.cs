namespace NewsMonitor.Server.Settings;

/// <summary>Settings of the program as a whole, <c>NewsMonitor:...</c>.</summary>
public sealed record ServerOptions
{
    /// <summary>Where the embedded database lives; made when it is missing. One process at a time uses it.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>The first administrator's key, 16 or more characters. When set, the API and the events ask for a key; without it the server listens on loopback only.</summary>
    public string? ApiKey { get; init => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>How often everything that may have work is woken, in case a wake-up was lost. 100 ms to 5 minutes.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an orderly stop may take before the process goes anyway; what is stored stays stored. 1 s to 2 minutes.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest request body taken, in bytes. 1 KiB to 64 MiB.</summary>
    public long MaximumBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Sentences that say which settings are wrong, and why.</summary>
    public IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(DataDirectory))
            yield return "DataDirectory is empty; it names the folder of the database.";
        if (ApiKey is not null && ApiKey.Trim().Length < 16)
            yield return "ApiKey is shorter than 16 characters; a key that can be guessed is none.";
        if (Sweep < TimeSpan.FromMilliseconds(100) || Sweep > TimeSpan.FromMinutes(5))
            yield return $"Sweep is {Sweep}; it must be between 00:00:00.1 and 00:05:00.";
        if (StopTimeout < TimeSpan.FromSeconds(1) || StopTimeout > TimeSpan.FromMinutes(2))
            yield return $"StopTimeout is {StopTimeout}; it must be between 00:00:01 and 00:02:00.";
        if (MaximumBodyBytes is < 1024 or > 64 * 1024 * 1024)
            yield return $"MaximumBodyBytes is {MaximumBodyBytes}; it must be between 1024 and 67108864.";
    }
}
