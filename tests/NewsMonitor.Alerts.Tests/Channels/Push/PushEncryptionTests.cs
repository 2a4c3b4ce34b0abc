using System.Buffers.Text;
using System.Security.Cryptography;
using NewsMonitor.Alerts.Channels.Push;

namespace NewsMonitor.Alerts.Tests.Channels.Push;

public sealed class PushEncryptionTests
{
    /// <summary>RFC 8291, section 5 and appendix A.</summary>
    [Fact]
    public void The_published_example_is_reproduced()
    {
        var browser = Base64UrlText.Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", 65)!;
        var auth = Base64UrlText.Bytes("BTBZMqHH6r4Tts7J_aSIgg", 16)!;
        var salt = Base64UrlText.Bytes("DGv6ra1nlYgDCS1FRnbzlw", 16)!;
        var point = Base64UrlText.Bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8", 65)!;
        using var ours = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Base64UrlText.Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw", 32),
            Q = new ECPoint { X = point[1..33], Y = point[33..] },
        });

        var encrypted = PushEncryption.Encrypt("When I grow up, I want to be a watermelon"u8, browser, auth, ours, salt);

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(encrypted));
    }

    [Fact]
    public void The_longest_message_fills_what_every_push_service_takes_and_a_longer_one_is_refused()
    {
        using var browser = new Browser();
        var (key, auth) = (Base64UrlText.Bytes(browser.P256dh, 65)!, Base64UrlText.Bytes(browser.Auth, 16)!);
        var longest = new string('x', PushEncryption.Longest);

        var encrypted = PushEncryption.Encrypt(System.Text.Encoding.ASCII.GetBytes(longest), key, auth);
        Assert.Equal(4096, encrypted.Length);
        Assert.Equal(longest, browser.Read(encrypted));
        Assert.Throws<CryptographicException>(() => PushEncryption.Encrypt(new byte[PushEncryption.Longest + 1], key, auth));
    }

    [Fact]
    public void No_two_pushes_of_a_message_are_alike()
    {
        using var browser = new Browser();
        var (key, auth) = (Base64UrlText.Bytes(browser.P256dh, 65)!, Base64UrlText.Bytes(browser.Auth, 16)!);
        var (one, other) = (PushEncryption.Encrypt("m"u8, key, auth), PushEncryption.Encrypt("m"u8, key, auth));

        Assert.False(one.AsSpan(0, 16).SequenceEqual(other.AsSpan(0, 16)), "the salt is the message's own");
        Assert.False(one.AsSpan(21, 65).SequenceEqual(other.AsSpan(21, 65)), "the key is the message's own");
    }
}
