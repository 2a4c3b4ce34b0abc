namespace NewsMonitor.Alerts.Tests.Channels.Mail;

/// <summary>A test against a real SMTP server; skipped, with a word, where that is not installed.</summary>
internal sealed class MailFactAttribute : FactAttribute
{
    public MailFactAttribute() => Skip = SmtpServer.Missing;
}
