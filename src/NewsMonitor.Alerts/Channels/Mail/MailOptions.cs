using System.Net.Mail;

namespace NewsMonitor.Alerts.Channels.Mail;

/// <summary>Settings of e-mail, <c>NewsMonitor:Alerts:Mail</c>.</summary>
public sealed record MailOptions
{
    /// <summary>Name or address of the SMTP server that takes our mail; without one no mail is sent.</summary>
    public string? Host { get; set; }

    /// <summary>Port of the SMTP server: 587 is that for submission (RFC 6409). 1 to 65535.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether the connection must be encrypted (STARTTLS, RFC 3207) before anything is sent; a server that cannot gets nothing.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>User name at the SMTP server; none when not set.</summary>
    public string? UserName { get; set; }

    /// <summary>Password at the SMTP server.</summary>
    public string? Password { get; set; }

    /// <summary>Address that alerts come from; the part behind the @ is also that of their Message-IDs.</summary>
    public string? From { get; set; }

    /// <summary>Name that alerts come from.</summary>
    public string FromName { get; set; } = "NewsMonitor";

    /// <summary>Connections to the SMTP server at the same time. 1 or more.</summary>
    public int Connections { get; set; } = 4;

    /// <summary>A sentence for each wrong setting; empty when all are right.</summary>
    /// <param name="publicUrl">See <see cref="AlertOptions.PublicUrl"/>.</param>
    public IEnumerable<string> Validate(string? publicUrl)
    {
        const string Name = "NewsMonitor:Alerts:Mail:";
        if (Port is < 1 or > 65535)
            yield return FormattableString.Invariant($"{Name}{nameof(Port)} is {Port}; it must be between 1 and 65535.");
        if (Connections < 1)
            yield return FormattableString.Invariant($"{Name}{nameof(Connections)} is {Connections}; it must be 1 or more.");
        if (FromName.Any(char.IsControl))
            yield return $"{Name}{nameof(FromName)} has control characters; it must be one line.";
        if (string.IsNullOrEmpty(Host))
            yield break;
        if (!MailAddress.TryCreate(From, out var from) || from.Address != From)
            yield return $"{Name}{nameof(From)} is '{From}'; with {nameof(Host)} it must be an address such as alerts@example.org.";
        if (publicUrl is null)
            yield return $"{Name}{nameof(Host)} is set and NewsMonitor:Alerts:{nameof(AlertOptions.PublicUrl)} is not; mail needs it, so that whoever gets it can end it.";
        if (UserName is null != Password is null)
            yield return $"Only one of {Name}{nameof(UserName)} and {Name}{nameof(Password)} is set; set both or none.";
        if (Password is not null && !StartTls)
            yield return $"{Name}{nameof(Password)} is set and {nameof(StartTls)} is false; a password is not sent unencrypted.";
    }
}
