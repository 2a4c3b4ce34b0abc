using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Mail;

/// <summary>
/// Makes a message of a stored body: multipart of text and HTML (RFC 2046, section 5.1.4), the same Message-ID on every attempt, a thread a story
/// (RFC 5322, section 3.6.4), and the way out (RFC 2369 and RFC 8058).
/// </summary>
internal static class MailComposer
{
    // A thread's first and its latest messages name it; a header of a hundred ids would be cut on the way.
    private const int MostReferences = 10;

    public static MailMessage Compose(MailBody body, AlertEndpoint endpoint, Delivery delivery, MailOptions options, string unsubscribe)
    {
        var from = new MailAddress(options.From!, options.FromName, Encoding.UTF8);
        var message = new MailMessage(from, new MailAddress(endpoint.Settings[EndpointSettings.To]))
        {
            Subject = body.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = Text(body, endpoint, unsubscribe),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        var html = AlternateView.CreateAlternateViewFromString(Html(body, endpoint, unsubscribe), Encoding.UTF8, MediaTypeNames.Text.Html);
        html.TransferEncoding = TransferEncoding.QuotedPrintable;
        message.AlternateViews.Add(html);

        message.Headers.Add("Message-ID", MessageId(delivery.Id, from.Host));
        // A message's id is its delivery's, and that follows from alert and endpoint: so the ids of the messages before are known without asking.
        var before = body.Follows.Select(alert => MessageId(Delivery.IdOf(alert, endpoint.Id), from.Host)).ToList();
        if (before.Count > 0)
        {
            message.Headers.Add("In-Reply-To", before[^1]);
            message.Headers.Add("References", string.Join(' ', before.Count <= MostReferences ? before : [before[0], .. before[^(MostReferences - 1)..]]));
        }

        message.Headers.Add("List-Id", $"<{endpoint.Id.Replace('_', '-')}.{from.Host}>");
        message.Headers.Add("List-Unsubscribe", $"<{unsubscribe}>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        // Nobody's holiday notice answers it (RFC 3834, section 5).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static string MessageId(string delivery, string host) => $"<{delivery}@{host}>";

    private static string Text(MailBody body, AlertEndpoint endpoint, string unsubscribe) =>
        $"{body.Text}\n\n-- \n{Because(endpoint)} To end this mail:\n{unsubscribe}\n".ReplaceLineEndings("\r\n");

    private static string Html(MailBody body, AlertEndpoint endpoint, string unsubscribe) =>
        $"""
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><title>{MailPage.Encode(body.Subject)}</title></head>
            <body>
            {body.Html}
            <hr>
            <p><small>{MailPage.Encode(Because(endpoint))} <a href="{MailPage.Encode(unsubscribe)}">End this mail</a></small></p>
            </body></html>

            """.ReplaceLineEndings("\r\n");

    private static string Because(AlertEndpoint endpoint) => $"You get this because {endpoint.Subscriber} subscribed to these alerts for this address.";
}
