using NewsMonitor.Alerts.Channels.Webhook;

namespace NewsMonitor.Alerts.Tests.Channels;

public sealed class WebhookSignatureTests
{
    private const string PrivateKey = "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";

    [Fact]
    public void The_published_example_is_reproduced() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Sign(
            WebhookSecret.Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"));

    [Fact]
    public void The_published_example_of_the_asymmetric_scheme_is_reproduced()
    {
        var seed = WebhookPrivateKey.Seed(PrivateKey);

        Assert.Equal(
            "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==",
            WebhookSignature.SignAsymmetrically(seed!, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"));
    }

    [Fact]
    public void A_signature_verifies_with_the_public_key_and_only_what_was_signed()
    {
        var key = WebhookPrivateKey.Create();
        var seed = WebhookPrivateKey.Seed(key)!;
        var signature = Convert.FromBase64String(WebhookSignature.SignAsymmetrically(seed, "msg_1", 1, "body")["v1a,".Length..]);
        var publicKey = Convert.FromBase64String(WebhookPrivateKey.PublicKey(seed)["whpk_".Length..]);

        Assert.True(Ed25519.Verify(publicKey, "msg_1.1.body"u8, signature));
        Assert.False(Ed25519.Verify(publicKey, "msg_1.2.body"u8, signature));
        Assert.NotEqual(key, WebhookPrivateKey.Create());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("whsk_")]
    [InlineData("whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==")]
    [InlineData("whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfWKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==")]
    public void What_is_no_private_key_or_has_another_public_key_is_refused(string? key) => Assert.Null(WebhookPrivateKey.Seed(key));

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
