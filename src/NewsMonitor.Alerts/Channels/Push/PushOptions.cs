namespace NewsMonitor.Alerts.Channels.Push;

/// <summary>Settings of web push, <c>NewsMonitor:Alerts:Push</c>.</summary>
public sealed record PushOptions
{
    /// <summary>
    /// The private key by which push services know this server (RFC 8292): the 32 bytes of a P-256 key, base64url. Browsers subscribe with its public
    /// key and take pushes from no other. Without one there is no web push.
    /// </summary>
    public string? PrivateKey { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Where a push service reaches whoever runs this server: a <c>mailto:</c> or <c>https:</c> URL.</summary>
    public string? Contact { get; set; }

    /// <summary>How long a push service keeps a message for a browser that is away. 0 to 28 days.</summary>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromDays(1);

    /// <summary>A sentence for each wrong setting; empty when all are right. Tells nothing of the key.</summary>
    public IEnumerable<string> Validate()
    {
        const string Name = "NewsMonitor:Alerts:Push:";
        if (TimeToLive < TimeSpan.Zero || TimeToLive > TimeSpan.FromDays(28))
            yield return FormattableString.Invariant($"{Name}{nameof(TimeToLive)} is {TimeToLive}; it must be between 0 and 28 days.");
        if (PrivateKey is null)
            yield break;
        if (!PushServerKey.IsKey(PrivateKey))
            yield return $"{Name}{nameof(PrivateKey)} is not the base64url of the 32 bytes of a P-256 private key.";
        if (!Uri.TryCreate(Contact, UriKind.Absolute, out var contact) || contact.Scheme is not ("mailto" or "https"))
            yield return $"{Name}{nameof(Contact)} is '{Contact}'; with {nameof(PrivateKey)} it must be a mailto: or https: URL.";
    }
}
