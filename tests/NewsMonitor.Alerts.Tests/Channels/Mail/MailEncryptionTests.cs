using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Mail;
using NewsMonitor.Alerts.Tests.Channels.Chat;
using NewsMonitor.TestKit;

namespace NewsMonitor.Alerts.Tests.Channels.Mail;

/// <summary>STARTTLS (RFC 3207) with a real SMTP server on loopback, and what is said before it: nothing that matters.</summary>
public sealed class MailEncryptionTests : IAsyncLifetime
{
    private readonly X509Certificate2 _certificate = LoopbackCertificate.Create();
    private readonly AlertOptions _options = new()
    {
        PublicUrl = "https://news.example",
        Mail = new MailOptions { Host = "127.0.0.1", From = "alerts@news.example", UserName = "monitor", Password = "s3cret" },
    };

    private MailChannel _channel = null!;
    private SmtpServer? _server;

    public Task InitializeAsync()
    {
        _channel = new MailChannel(_options, TimeProvider.System);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _certificate.Dispose();
    }

    [MailFact]
    public async Task A_mail_and_the_password_for_it_go_over_an_encrypted_connection()
    {
        await ServeAsync(_certificate);
        using var trust = new Trusted(_certificate);

        Assert.Equal(new ChannelResult { Outcome = ChannelOutcome.Delivered }, await SendAsync());

        var login = await _server!.NextAsync();
        Assert.Equal(
            ("monitor", "s3cret", true), (login.GetProperty("login").GetString(), login.GetProperty("password").GetString(), login.GetProperty("encrypted").GetBoolean()));
        var mail = await _server.NextAsync();
        Assert.Equal(("desk@reader.example", true), (mail.GetProperty("to")[0].GetString(), mail.GetProperty("encrypted").GetBoolean()));
    }

    [MailFact]
    public async Task A_server_that_offers_no_encryption_is_told_neither_the_password_nor_the_mail()
    {
        await ServeAsync(certificate: null);

        var result = await SendAsync();

        Assert.Equal(ChannelOutcome.Failed, result.Outcome);
        Assert.Contains("Server does not support secure connections", result.Error, StringComparison.Ordinal);
        await NothingCameAsync(encrypted: false);
    }

    [MailFact]
    public async Task A_server_whose_certificate_nobody_trusts_is_told_neither_the_password_nor_the_mail()
    {
        await ServeAsync(_certificate);

        var result = await SendAsync();

        Assert.Equal(ChannelOutcome.Failed, result.Outcome);
        Assert.Contains("certificate", result.Error, StringComparison.OrdinalIgnoreCase);
        await NothingCameAsync(encrypted: true);
    }

    private async Task ServeAsync(X509Certificate2? certificate) => _options.Mail.Port = (_server = await SmtpServer.StartAsync(certificate, login: true)).Port;

    /// <summary>What the server takes first is what is sent next, as this server takes it.</summary>
    private async Task NothingCameAsync(bool encrypted)
    {
        using var trust = new Trusted(_certificate);
        (_options.Mail.StartTls, _options.Mail.UserName) = (encrypted, "later");
        Assert.Equal(ChannelOutcome.Delivered, (await SendAsync()).Outcome);
        Assert.Equal("later", (await _server!.NextAsync()).GetProperty("login").GetString());
    }

    private Task<ChannelResult> SendAsync()
    {
        var endpoint = _channel.Endpoint("desk", new ChannelInput("email") { To = "desk@reader.example" }, "channels[0]");
        return _channel.SendAsync(endpoint, ChatSamples.Delivery(MailText.Render(ChatSamples.Message()).ToJson()), default);
    }

    /// <summary>Has this process trust one certificate as if a known authority had signed it: the mail client asks nobody else.</summary>
    private sealed class Trusted : IDisposable
    {
#pragma warning disable SYSLIB0014, MA0039 // The one place where System.Net.Mail lets a certificate be judged; it takes one certificate and no other.
        public Trusted(X509Certificate2 certificate) => ServicePointManager.ServerCertificateValidationCallback = (_, shown, _, errors) =>
            errors == SslPolicyErrors.RemoteCertificateChainErrors && shown?.GetCertHashString() == certificate.GetCertHashString();

        public void Dispose() => ServicePointManager.ServerCertificateValidationCallback = null;
#pragma warning restore SYSLIB0014, MA0039
    }
}
