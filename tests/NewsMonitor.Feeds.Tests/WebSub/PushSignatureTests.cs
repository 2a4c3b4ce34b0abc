using NewsMonitor.Feeds.WebSub;
using NewsMonitor.TestKit;

namespace NewsMonitor.Feeds.Tests.WebSub;

public sealed class PushSignatureTests
{
    private static readonly byte[] Body = "what was pushed"u8.ToArray();

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public void Every_method_of_the_recommendation_is_understood_and_any_other_bit_is_wrong(string method)
    {
        var right = WebSubHub.Sign(method, "secret", Body);

        Assert.True(PushSignature.Holds([right], "secret", Body));
        Assert.True(PushSignature.Holds([right.ToUpperInvariant()], "secret", Body));
        Assert.True(PushSignature.Holds([null, "nonsense", right], "secret", Body));
        Assert.False(PushSignature.Holds([right], "Secret", Body));
        Assert.False(PushSignature.Holds([right], "secret", [.. Body, 0]));
        Assert.False(PushSignature.Holds([right[..^1] + (right[^1] == '0' ? '1' : '0')], "secret", Body));
        Assert.False(PushSignature.Holds([right[..^2]], "secret", Body));
        Assert.False(PushSignature.Holds([right + "00"], "secret", Body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("sha256=")]
    [InlineData("md5=00")]
    [InlineData("sha1=zz")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    public void What_is_no_signature_never_holds(string header) => Assert.False(PushSignature.Holds([header], "secret", Body));

    [Fact]
    public void No_signature_never_holds() => Assert.False(PushSignature.Holds([], "secret", Body));

    // RFC 2202, test case 2.
    [Fact]
    public void A_known_signature_holds() =>
        Assert.True(PushSignature.Holds(["sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"], "Jefe", "what do ya want for nothing?"u8));
}
