using NewsMonitor.Alerts.Channels.Webhook;

namespace NewsMonitor.Alerts.Tests.Channels;

public sealed class WebhookSignatureTests
{
    [Fact]
    public void The_published_example_is_reproduced() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Sign(
            WebhookSecret.Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"));

    [Fact]
    public void A_made_secret_has_32_bytes_and_is_never_the_same()
    {
        Assert.Equal(32, WebhookSecret.Key(WebhookSecret.Create())!.Length);
        Assert.NotEqual(WebhookSecret.Create(), WebhookSecret.Create());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64 at all, not at all")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void What_is_no_secret_is_refused(string? secret) => Assert.Null(WebhookSecret.Key(secret));
}
