namespace NewsMonitor.Alerts.Channels.Chat;

/// <summary>Settings of the channels that write for people in chats, <c>NewsMonitor:Alerts:Chat</c>.</summary>
public sealed record ChatOptions
{
    /// <summary>Articles that a message about one story names at most, the latest first. 0 to 20.</summary>
    public int Articles { get; set; } = 5;

    /// <summary>Reasons that a message about one story gives at most. 0 to 20.</summary>
    public int Reasons { get; set; } = 5;

    /// <summary>Stories that a message about several lists at most; the others are counted. 1 to 30.</summary>
    public int Stories { get; set; } = 20;

    /// <summary>Root of Slack's Web API.</summary>
    public string SlackApi { get; set; } = "https://slack.com/api/";

    /// <summary>Root of Telegram's Bot API, or of a Bot API server of one's own.</summary>
    public string TelegramApi { get; set; } = "https://api.telegram.org/";

    /// <summary>The ntfy server of channels that name none.</summary>
    public string NtfyServer { get; set; } = "https://ntfy.sh/";

    /// <summary>A sentence for each wrong setting; empty when all are right.</summary>
    public IEnumerable<string> Validate()
    {
        if (Articles is < 0 or > 20)
            yield return FormattableString.Invariant($"NewsMonitor:Alerts:Chat:Articles is {Articles}; it must be between 0 and 20.");
        if (Reasons is < 0 or > 20)
            yield return FormattableString.Invariant($"NewsMonitor:Alerts:Chat:Reasons is {Reasons}; it must be between 0 and 20.");
        if (Stories is < 1 or > 30)
            yield return FormattableString.Invariant($"NewsMonitor:Alerts:Chat:Stories is {Stories}; it must be between 1 and 30.");
        foreach (var (name, value) in new[] { (nameof(SlackApi), SlackApi), (nameof(TelegramApi), TelegramApi), (nameof(NtfyServer), NtfyServer) })
        {
            if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || !value.EndsWith('/'))
                yield return $"NewsMonitor:Alerts:Chat:{name} is '{value}'; it must be an http or https URL that ends with a slash.";
        }
    }
}
