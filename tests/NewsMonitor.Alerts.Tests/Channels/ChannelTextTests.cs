using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Channels;

namespace NewsMonitor.Alerts.Tests.Channels;

public sealed class ChannelTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData(" a \r\n\t b\u2028c\u0000 ", "a b c")]
    [InlineData("Élysée 中国", "Élysée 中国")]
    public void Text_becomes_one_line(string? text, string line) => Assert.Equal(line, ChannelText.Line(text));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcdef   ", 6, "abcdef")]
    [InlineData("abcdef   g", 6, "abcde…")]
    [InlineData("abcd😀fg", 6, "abcd…")]
    public void What_is_too_long_is_cut_and_says_so(string text, int longest, string line) => Assert.Equal(line, ChannelText.Line(text, longest));

    [Fact]
    public void Whatever_comes_a_line_is_short_has_no_control_characters_and_no_half_characters_and_stays_as_it_is()
    {
        var texts = Gen.Elements("a", " ", "\r\n", "\u0000", "\u001b", "\u2028", "😀", "\ud83d", "\ude00", "ё", "中", "<", "\u202e").ListOf().Select(string.Concat);
        Check.One(Cases.Of(2000), Prop.ForAll(Arb.From(texts), Arb.From(Gen.Choose(2, 20)), (text, longest) =>
        {
            var line = ChannelText.Line(text, longest);
            Assert.True(line.Length <= longest, $"{line.Length} > {longest}");
            Assert.DoesNotContain(line, char.IsControl);
            Assert.Equal(line, string.Concat(line.EnumerateRunes()));
            Assert.Equal(line, ChannelText.Line(line, longest));
        }));
    }

    [Theory]
    [InlineData("https://a.example/ü?q=1", "https://a.example/%C3%BC?q=1")]
    [InlineData("http://a.example", "http://a.example/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://user@a.example/", null)]
    [InlineData("/relative", null)]
    [InlineData("https://a.example/long/long/long/long/long/long/long", null)]
    [InlineData(null, null)]
    public void Only_short_web_addresses_are_links(string? url, string? link) => Assert.Equal(link, ChannelText.Link(url, 50));
}
