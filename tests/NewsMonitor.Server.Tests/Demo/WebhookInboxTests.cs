using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NewsMonitor.Server.Demo.Press;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests.Demo;

public sealed class WebhookInboxTests
{
    private static readonly byte[] Body = """{"type":"story.new","data":{"alert":"alert_1","story":{"headline":"The river rises"}}}"""u8.ToArray();

    private readonly FakeClock _time = new();
    private readonly WebhookInbox _inbox;

    public WebhookInboxTests() => _inbox = new WebhookInbox(_time);

    private string Now => _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    [Fact]
    public void A_signed_body_is_taken_and_read()
    {
        var received = _inbox.Receive("msg_1", Now, "v1,AAAA " + Sign("msg_1", Now), Body);

        Assert.Equal(new ReceivedWebhook("msg_1", "story.new", "alert_1", "The river rises", null, Repeated: false), received);
        Assert.Equal(1, _inbox.Verified);
    }

    [Fact]
    public void The_same_delivery_twice_counts_once()
    {
        _inbox.Receive("msg_1", Now, Sign("msg_1", Now), Body);

        Assert.True(_inbox.Receive("msg_1", Now, Sign("msg_1", Now), Body).Repeated);
        Assert.Equal(1, _inbox.Verified);
    }

    [Fact]
    public void A_body_that_was_changed_under_way_is_refused()
    {
        var received = _inbox.Receive("msg_1", Now, Sign("msg_1", Now), [.. Body, (byte)' ']);

        Assert.Equal("no signature in webhook-signature holds", received.Problem);
        Assert.Equal(1, _inbox.Refused);
    }

    [Fact]
    public void An_old_delivery_is_refused_even_if_its_signature_holds()
    {
        var (sent, signature) = (Now, Sign("msg_1", Now));
        _time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("webhook-timestamp is more than five minutes away", _inbox.Receive("msg_1", sent, signature, Body).Problem);
    }

    [Theory]
    [InlineData("", "1", "webhook-id is missing")]
    [InlineData("msg_1", "soon", "webhook-timestamp is not a number of seconds")]
    [InlineData("msg_1", "999999999999999", "webhook-timestamp is not a number of seconds")]
    public void Headers_that_say_nothing_are_refused(string id, string timestamp, string problem) =>
        Assert.Equal(problem, _inbox.Receive(id, timestamp, "v1,AAAA", Body).Problem);

    private string Sign(string id, string timestamp)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. Body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(_inbox.Secret["whsec_".Length..]), signed));
    }
}
