using System.Text.Json;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Mail;
using NewsMonitor.Model;
using NewsMonitor.TestKit;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Channels.Mail;

/// <summary>The mail channel against a real SMTP server on loopback.</summary>
public sealed class MailChannelTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(Start);
    private readonly AlertOptions _options = new()
    {
        PublicUrl = "https://news.example/monitor/",
        Mail = new MailOptions { Host = "127.0.0.1", StartTls = false, From = "alerts@news.example", FromName = "News “Monitor”" },
    };

    private MailChannel _channel = null!;
    private SmtpServer? _server;

    public async Task InitializeAsync()
    {
        if (SmtpServer.Missing is null)
            _options.Mail.Port = (_server = await SmtpServer.StartAsync()).Port;
        _channel = new MailChannel(_options, _clock);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [MailFact]
    public async Task An_alert_arrives_as_text_and_html_that_say_the_same()
    {
        var endpoint = To("desk@reader.example");
        Assert.Equal(ChannelOutcome.Delivered, (await SendAsync(endpoint, Message(Samples.Headline))).Outcome);

        var mail = await _server!.NextAsync();
        Assert.Equal(("alerts@news.example", "desk@reader.example", "multipart/alternative"), (Text(mail, "from"), mail.GetProperty("to")[0].GetString(), Text(mail, "type")));
        Assert.Equal(["text/plain", "text/html"], mail.GetProperty("parts").EnumerateObject().Select(part => part.Name));
        Assert.True(mail.GetProperty("longest").GetInt32() <= 998, "RFC 5322, section 2.1.1");
        Assert.True(mail.GetProperty("ascii").GetBoolean());
        Assert.Equal(Samples.Headline, Header(mail, "Subject"));
        Assert.Equal("News “Monitor” <alerts@news.example>", Header(mail, "From").Replace("\"", "", StringComparison.Ordinal));
        Assert.NotEmpty(Header(mail, "Date"));
        var (text, html) = (Text(mail.GetProperty("parts"), "text/plain"), Text(mail.GetProperty("parts"), "text/html"));
        foreach (var said in new[] { Samples.Headline, "2 independent sources", "first seen 2024-10-08 17:00 Asia/Singapore", "a.example", "雷蒙多与王文涛通话", "raimondo in the title", "desk subscribed" })
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
            Assert.Contains(said, System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        }
    }

    [MailFact]
    public async Task What_outlets_write_is_never_markup_and_never_a_header()
    {
        const string Hostile = "<script>x</script>\r\nBcc: victim@reader.example\r\n\r\n\" onclick=\"";
        await SendAsync(To("desk@reader.example"), Message(Hostile));

        var mail = await _server!.NextAsync();
        Assert.Equal("<script>x</script> Bcc: victim@reader.example \" onclick=\"", Header(mail, "Subject"));
        Assert.Single(mail.GetProperty("to").EnumerateArray());
        Assert.False(mail.GetProperty("headers").TryGetProperty("Bcc", out _));
        var html = Text(mail.GetProperty("parts"), "text/html");
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\" onclick", html, StringComparison.Ordinal);
    }

    [MailFact]
    public async Task Every_attempt_has_the_same_message_id_that_of_the_delivery()
    {
        var endpoint = To("desk@reader.example");
        var delivery = Delivered(endpoint, Message("h"));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await _channel.SendAsync(endpoint, delivery, default);
            Assert.Equal($"<{delivery.Id}@news.example>", Header(await _server!.NextAsync(), "Message-ID"));
        }
    }

    [MailFact]
    public async Task A_mail_can_be_ended_with_one_click_at_a_signed_address()
    {
        var endpoint = To("desk@reader.example");
        await SendAsync(endpoint, Message("h"));

        var mail = await _server!.NextAsync();
        var link = UnsubscribeLink.For(endpoint, "https://news.example/monitor")!;
        Assert.StartsWith($"https://news.example/monitor/unsubscribe/{endpoint.Id}/", link, StringComparison.Ordinal);
        Assert.Equal($"<{link}>", Header(mail, "List-Unsubscribe"));
        Assert.Equal("List-Unsubscribe=One-Click", Header(mail, "List-Unsubscribe-Post"));
        Assert.Contains(link, Text(mail.GetProperty("parts"), "text/plain"), StringComparison.Ordinal);
        Assert.Contains(link, Text(mail.GetProperty("parts"), "text/html"), StringComparison.Ordinal);
        Assert.Equal("auto-generated", Header(mail, "Auto-Submitted"));
        Assert.NotEmpty(Header(mail, "List-Id"));
    }

    [MailFact]
    public async Task Follow_ups_of_a_story_are_in_one_thread_of_at_most_ten_named_messages()
    {
        var endpoint = To("desk@reader.example");
        foreach (var count in new[] { 0, 1, 2, 30 })
        {
            var before = Enumerable.Range(0, count).Select(i => $"alert_{i}").ToArray();
            var message = Message("h");
            await SendAsync(endpoint, message with { Alert = message.Alert with { Follows = before, Occasion = count > 0 ? AlertOccasion.Developed : AlertOccasion.New } });
            var headers = (await _server!.NextAsync()).GetProperty("headers");
            Assert.Equal(count > 0 ? "Re: h" : "h", Text(headers, "Subject"));
            string[] named = count > 10 ? [before[0], .. before[^9..]] : before;
            Assert.Equal(count > 0 ? Id(before[^1]) : null, headers.TryGetProperty("In-Reply-To", out var reply) ? reply.GetString() : null);
            Assert.Equal(count > 0 ? string.Join(' ', named.Select(Id)) : null, headers.TryGetProperty("References", out var references) ? references.GetString() : null);
        }

        string Id(string alert) => $"<{Delivery.IdOf(alert, endpoint.Id)}@news.example>";
    }

    [MailFact]
    public async Task An_address_that_does_not_exist_is_gone_and_other_refusals_are_tried_again()
    {
        foreach (var (name, outcome, words) in new[]
        {
            ("nobody", ChannelOutcome.Gone, "5.1.1 There is no such mailbox"), ("refused", ChannelOutcome.Failed, "5.7.1 Not from you"), ("busy", ChannelOutcome.Failed, "4.7.1 Come back later"),
        })
        {
            var result = await SendAsync(To($"{name}@reader.example"), Message("h"));
            Assert.Equal(outcome, result.Outcome);
            Assert.Contains(words, result.Error, StringComparison.Ordinal);
        }
    }

    [MailFact]
    public async Task A_server_that_falls_silent_is_a_failure_at_the_deadline()
    {
        var sending = SendAsync(To("silent@reader.example"), Message("h"));
        await _server!.NextAsync();
        _clock.Advance(TimeSpan.FromSeconds(15));

        var result = await sending.Soon("the attempt to end at its deadline");
        Assert.Equal((ChannelOutcome.Failed, "The mail was not taken within 15 s."), (result.Outcome, result.Error));
    }

    [MailFact]
    public async Task Stopping_the_program_is_not_a_failure_of_the_endpoint()
    {
        using var stop = new CancellationTokenSource();
        var endpoint = To("silent@reader.example");
        var sending = _channel.SendAsync(endpoint, Delivered(endpoint, Message("h")), stop.Token);
        await _server!.NextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.Soon("the attempt to end"));
    }

    [MailFact]
    public async Task Nothing_is_sent_unencrypted_to_a_server_without_STARTTLS_unless_that_is_allowed()
    {
        _options.Mail.StartTls = true;
        var result = await SendAsync(To("desk@reader.example"), Message("h"));
        Assert.Equal(ChannelOutcome.Failed, result.Outcome);
        Assert.Contains("secure", result.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_a_failure_with_its_reason()
    {
        _options.Mail.Port = 1;
        var result = await SendAsync(To("desk@reader.example"), Message("h"));
        Assert.Equal(ChannelOutcome.Failed, result.Outcome);
        Assert.Contains("refused", result.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null, "needs an address")]
    [InlineData("desk", "is not an address")]
    [InlineData("Desk <desk@reader.example>", "is not an address")]
    [InlineData("a@reader.example,b@reader.example", "is not an address")]
    [InlineData("a@reader.example\r\nBcc: b@reader.example", "is not an address")]
    [InlineData("büro@reader.example", "is not an address")]
    [InlineData("desk@[127.0.0.1]", "is not an address")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@reader.example", "at most 254")]
    public void What_is_not_one_address_is_refused(string? to, string words)
    {
        var refused = Assert.Throws<InvalidInputException>(() => To(to));
        Assert.Equal("channels[0].to", refused.Field);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_mail_server_nobody_can_ask_for_mail()
    {
        _options.Mail.Host = null;
        Assert.Equal("channels[0].type", Assert.Throws<InvalidInputException>(() => To("desk@reader.example")).Field);
    }

    [Fact]
    public void The_domain_of_an_address_is_the_same_in_capitals() =>
        Assert.Equal((To("Desk@reader.example").Id, false), (To(" Desk@READER.example ").Id, To("desk@reader.example").Id == To("Desk@reader.example").Id));

    [Fact]
    public void A_link_verifies_for_its_endpoint_only()
    {
        var (one, other) = (To("desk@reader.example"), To("other@reader.example"));
        var signature = UnsubscribeLink.For(one, "https://news.example")!.Split('/')[^1];

        Assert.True(UnsubscribeLink.Verifies(one, signature));
        Assert.False(UnsubscribeLink.Verifies(other, signature));
        Assert.False(UnsubscribeLink.Verifies(other with { Settings = one.Settings }, signature));
        Assert.False(UnsubscribeLink.Verifies(one, signature[1..]));
        Assert.False(UnsubscribeLink.Verifies(one.WithoutSecrets(), signature));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Header(JsonElement mail, string name) => Text(mail.GetProperty("headers"), name);

    private static Delivery Delivered(AlertEndpoint endpoint, AlertMessage message) => new()
    {
        Id = Delivery.IdOf(message.Alert.Id, endpoint.Id),
        AlertId = message.Alert.Id,
        EndpointId = endpoint.Id,
        State = DeliveryState.Pending,
        Payload = MailText.Render(message).ToJson(),
        Created = Start,
    };

    private static AlertMessage Message(string headline)
    {
        var alert = Alert(AlertOccasion.New, 2, Start) with
        {
            Story = Story(2, headline: headline) with { Url = "https://a.example/call?a=1&b=2" },
            Why = ["The call: raimondo in the title: Raimondo and Wang"],
        };
        return new AlertMessage(
            alert,
            [Subscription("The call") with { TimeZone = "Asia/Singapore" }],
            [
                Article("art_1", headline, source: "a.example") with { Url = "javascript:alert(1)" },
                Article("art_2", "雷蒙多与王文涛通话", source: "b.example"),
            ]);
    }

    private AlertEndpoint To(string? to) => _channel.Endpoint("desk", new ChannelInput("email") { To = to }, "channels[0]");

    private Task<ChannelResult> SendAsync(AlertEndpoint endpoint, AlertMessage message) => _channel.SendAsync(endpoint, Delivered(endpoint, message), default);

    private static class Samples
    {
        public const string Headline = "Élysée: Raimondo and Wang hold a “candid” phone call on trade and on everything else that there is to be spoken of";
    }
}
