using System.Globalization;
using System.Net;
using System.Net.Mail;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Mail;

/// <summary>Tells by e-mail, through the operator's SMTP server (RFC 5321). The message's id is the delivery's, the same on every attempt.</summary>
public sealed class MailChannel(AlertOptions options, TimeProvider clock) : IChannel, IDisposable
{
    private readonly SemaphoreSlim _connections = new(options.Mail.Connections);

    public string Type => "email";

    public AlertEndpoint Endpoint(string subscriber, ChannelInput input, string field)
    {
        if (string.IsNullOrEmpty(options.Mail.Host))
            throw new InvalidInputException($"{field}.type", "This server sends no e-mail: NewsMonitor:Alerts:Mail:Host is not set.");
        input.TakesOnly(field, "to");
        var to = MailAddresses.Check(input.To, $"{field}.to");
        return new AlertEndpoint
        {
            Id = StableId.Create("end", subscriber, Type, to),
            Subscriber = subscriber,
            Type = Type,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [EndpointSettings.To] = to,
                [EndpointSettings.UnsubscribeKey] = UnsubscribeLink.CreateKey(),
            },
        };
    }

    public string Render(AlertMessage message) => MailText.Render(message).ToJson();

    public async Task<ChannelResult> SendAsync(AlertEndpoint endpoint, Delivery delivery, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.Mail.Host) || options.PublicUrl is null)
            return ChannelResult.Failed("This server sends no e-mail: NewsMonitor:Alerts:Mail:Host or PublicUrl is not set.");
        if (MailBody.FromJson(delivery.Payload) is not { } body || UnsubscribeLink.For(endpoint, options.PublicUrl) is not { } unsubscribe)
            return ChannelResult.Failed("The delivery is no mail that can be sent.");
        // Waiting for one's turn is no time of the attempt.
        await _connections.WaitAsync(cancellationToken);
        using var deadline = new CancellationTokenSource(options.DeliveryDeadline, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var message = MailComposer.Compose(body, endpoint, delivery, options.Mail, unsubscribe);
            using var client = Client();
            await client.SendMailAsync(message, stop.Token);
            return new ChannelResult { Outcome = ChannelOutcome.Delivered };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            // Cancelled in the middle, the client may fail in its own way.
            return ChannelResult.Failed(string.Create(CultureInfo.InvariantCulture, $"The mail was not taken within {options.DeliveryDeadline.TotalSeconds} s."));
        }
        catch (Exception e)
        {
            return SmtpAnswer.Judge(e);
        }
        finally
        {
            _connections.Release();
        }
    }

    public void Dispose() => _connections.Dispose();

    private SmtpClient Client() => new(options.Mail.Host, options.Mail.Port)
    {
        EnableSsl = options.Mail.StartTls,
        UseDefaultCredentials = false,
        Credentials = options.Mail.UserName is { } user ? new NetworkCredential(user, options.Mail.Password) : null,
    };
}
