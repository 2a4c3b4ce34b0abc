namespace NewsMonitor.Feeds.WebSub;

/// <summary>How news are pushed by hubs (W3C WebSub). Off until <see cref="PublicUrl"/> is set.</summary>
public sealed record WebSubOptions
{
    /// <summary>
    /// The URL at which hubs reach this program, with a path if it is behind one: <c>https://news.example.org</c>. Hubs call
    /// <c>PublicUrl/websub/...</c>. Null (the default) for no WebSub.
    /// </summary>
    public string? PublicUrl { get; init => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim().TrimEnd('/'); }

    /// <summary>Time between two polls of a feed whose hub pushes its news.</summary>
    public TimeSpan SafetyInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The lease that hubs are asked for.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromDays(10);

    /// <summary>A lease shorter than this is not renewed sooner than if it were this long; the feed is polled meanwhile.</summary>
    public TimeSpan MinimumLease { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A longer lease is taken as this.</summary>
    public TimeSpan MaximumLease { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a hub may take to verify a request before it counts as failed.</summary>
    public TimeSpan VerifyWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait after a failed request; doubles up to <see cref="MaximumRetryDelay"/>.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest wait after a failed request, also when the hub asks for more.</summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long to wait after a hub denied a subscription before it is asked again.</summary>
    public TimeSpan DeniedDelay { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often a hub is asked to end a subscription before it is left to the end of its lease.</summary>
    public int UnsubscribeAttempts { get; init; } = 3;

    /// <summary>Hubs asked at a time; one hub is asked one thing at a time.</summary>
    public int MaximumConcurrentHubs { get; init; } = 8;

    /// <summary>Requests to one hub in a sweep; they are <see cref="FeedOptions.HostSpacing"/> apart.</summary>
    public int HubShare { get; init; } = 10;

    /// <summary>After this time of a sweep a hub is asked nothing more in it, so that slow hubs hold up the others for one request at most.</summary>
    public TimeSpan HubTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is looked for subscriptions that need something.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Largest pushed document in bytes.</summary>
    public int MaximumPushBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>How long a hub waits for its push to be stored before it is told to send it again.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Sentences that say which setting is wrong and why; none when all are usable.</summary>
    public IReadOnlyList<string> Validate()
    {
        var wrong = new List<string>();
        Check(PublicUrl is null || (Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length + url.Fragment.Length + url.UserInfo.Length == 0),
            $"{nameof(PublicUrl)} is '{PublicUrl}'; it has to be an absolute http or https URL without query.");
        Check(SafetyInterval > TimeSpan.Zero && SafetyInterval <= TimeSpan.FromDays(7), $"{nameof(SafetyInterval)} is {SafetyInterval}; it has to be more than zero and at most 7 days.");
        Check(MinimumLease > TimeSpan.Zero, $"{nameof(MinimumLease)} is {MinimumLease}; it has to be more than zero.");
        Check(Lease >= MinimumLease && Lease <= MaximumLease, $"{nameof(Lease)} is {Lease}; it has to be between {nameof(MinimumLease)} ({MinimumLease}) and {nameof(MaximumLease)} ({MaximumLease}).");
        Check(MaximumLease <= TimeSpan.FromDays(365), $"{nameof(MaximumLease)} is {MaximumLease}; at most 365 days.");
        Check(VerifyWithin > TimeSpan.Zero && VerifyWithin <= TimeSpan.FromDays(1), $"{nameof(VerifyWithin)} is {VerifyWithin}; it has to be more than zero and at most a day.");
        Check(RetryDelay > TimeSpan.Zero && RetryDelay <= MaximumRetryDelay, $"{nameof(RetryDelay)} is {RetryDelay}; it has to be more than zero and at most {nameof(MaximumRetryDelay)} ({MaximumRetryDelay}).");
        Check(MaximumRetryDelay <= TimeSpan.FromDays(30), $"{nameof(MaximumRetryDelay)} is {MaximumRetryDelay}; at most 30 days.");
        Check(DeniedDelay >= RetryDelay && DeniedDelay <= TimeSpan.FromDays(365), $"{nameof(DeniedDelay)} is {DeniedDelay}; it has to be between {nameof(RetryDelay)} ({RetryDelay}) and 365 days.");
        Check(UnsubscribeAttempts is >= 1 and <= 100, $"{nameof(UnsubscribeAttempts)} is {UnsubscribeAttempts}; it has to be between 1 and 100.");
        Check(MaximumConcurrentHubs >= 1, $"{nameof(MaximumConcurrentHubs)} is {MaximumConcurrentHubs}; at least 1.");
        Check(HubShare is >= 1 and <= 1000, $"{nameof(HubShare)} is {HubShare}; it has to be between 1 and 1000.");
        Check(HubTime > TimeSpan.Zero && HubTime <= TimeSpan.FromMinutes(10), $"{nameof(HubTime)} is {HubTime}; it has to be more than zero and at most 10 minutes.");
        Check(SweepInterval >= TimeSpan.FromMilliseconds(10), $"{nameof(SweepInterval)} is {SweepInterval}; at least 10 milliseconds.");
        Check(MaximumPushBytes is >= 1024 and <= 512 * 1024 * 1024, $"{nameof(MaximumPushBytes)} is {MaximumPushBytes}; it has to be between 1024 and 536870912.");
        Check(AnswerWithin > TimeSpan.Zero && AnswerWithin <= TimeSpan.FromMinutes(1), $"{nameof(AnswerWithin)} is {AnswerWithin}; it has to be more than zero and at most a minute.");
        return wrong;

        void Check(bool holds, string sentence)
        {
            if (!holds)
                wrong.Add(sentence);
        }
    }
}
