using System.Net.Mail;
using System.Text.RegularExpressions;

namespace NewsMonitor.Alerts.Channels.Mail;

/// <summary>What it means that a mail was not taken.</summary>
internal static partial class SmtpAnswer
{
    /// <summary>
    /// A failed attempt with the server's words. An address that the server says does not exist is gone: 5.1.1, 5.1.2, 5.1.3, 5.1.6 or 5.1.10
    /// (RFC 3463, section 3.2; RFC 7505), a 550 without such a code is not, since servers also refuse senders and contents with it.
    /// </summary>
    public static ChannelResult Judge(Exception e)
    {
        var message = e.InnerException is { } inner && inner.Message != e.Message ? $"{e.Message} {inner.Message}" : e.Message;
        return e is SmtpFailedRecipientException && NoSuchAddress().IsMatch(message)
            ? new ChannelResult { Outcome = ChannelOutcome.Gone, Error = message }
            : ChannelResult.Failed(message);
    }

    [GeneratedRegex(@"(?<![\d.])5\.1\.(?:1|2|3|6|10)(?![\d.])", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NoSuchAddress();
}
