using System.Text;
using NewsMonitor.Feeds.Parsing;
using static NewsMonitor.Feeds.Tests.Parsing.Documents;

namespace NewsMonitor.Feeds.Tests.Parsing;

public sealed class CharsetTests
{
    private static string Title(byte[] body, string? contentType = null) => Read(body, contentType).Feed.Title!.Text;

    private static byte[] Rss(string title, Encoding encoding, string? declared = null, bool mark = false)
    {
        var text = $"{(declared is null ? "" : $"<?xml version=\"1.0\" encoding=\"{declared}\"?>")}<rss version=\"2.0\"><channel><title>{title}</title></channel></rss>";
        return [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
    }

    private static Encoding Page(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name)!;

    [Theory]
    [InlineData("windows-1251", "Переговоры")]
    [InlineData("koi8-r", "Переговоры")]
    [InlineData("windows-1250", "Łódź")]
    [InlineData("shift_jis", "大臣が電話で会談")]
    [InlineData("euc-jp", "大臣が電話で会談")]
    [InlineData("gb2312", "部长通电话")]
    [InlineData("gb18030", "部长通电话")]
    [InlineData("big5", "部長通電話")]
    [InlineData("euc-kr", "장관 통화")]
    [InlineData("iso-8859-2", "Łódź")]
    [InlineData("iso-8859-7", "Αθήνα")]
    [InlineData("windows-1256", "محادثات")]
    public void A_declared_charset_is_used(string charset, string title) => Assert.Equal(title, Title(Rss(title, Page(charset), charset)));

    [Fact]
    public void The_http_header_wins_over_the_declaration() =>
        Assert.Equal("Łódź", Title(Rss("Łódź", Page("windows-1250"), "iso-8859-1"), "text/xml; charset=\"windows-1250\""));

    [Fact]
    public void A_byte_order_mark_wins_over_everything() =>
        Assert.Equal("Łódź", Title(Rss("Łódź", Encoding.Unicode, "utf-8", mark: true), "text/xml; charset=iso-8859-1"));

    [Fact]
    public void Wide_characters_are_seen_without_a_mark()
    {
        Assert.Equal("Łódź", Title(Rss("Łódź", Encoding.Unicode)));
        Assert.Equal("Łódź", Title(Rss("Łódź", Encoding.BigEndianUnicode)));
        Assert.Equal("Łódź", Title(Rss("Łódź", Encoding.UTF32)));
    }

    [Fact]
    public void A_declaration_of_wide_characters_over_narrow_ones_is_not_believed() =>
        Assert.Equal("plain", Title(Rss("plain", Encoding.UTF8, "utf-16")));

    [Fact]
    public void Latin_1_over_valid_utf_8_is_not_believed() =>
        Assert.Equal("Łódź", Title(Rss("Łódź", Encoding.UTF8, "utf-8"), "text/xml; charset=iso-8859-1"));

    [Fact]
    public void Without_a_word_valid_utf_8_is_that() => Assert.Equal("Łódź", Title(Rss("Łódź", Encoding.UTF8)));

    [Fact]
    public void Without_a_word_other_bytes_are_windows_1252() => Assert.Equal("Åsa’s café", Title(Rss("Åsa’s café", Page("windows-1252"))));

    [Fact]
    public void Latin_letters_in_a_utf_8_document_are_read_as_what_they_are()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='utf-8'?><rss><channel><title>Łódź "), 0xE9, 0x92, .. Encoding.UTF8.GetBytes("</title></channel></rss>")];

        var document = Read(body);

        Assert.Equal("Łódź é’", document.Feed.Title!.Text);
        Assert.Contains(document.Warnings, w => w.Contains("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    [InlineData("")]
    [InlineData("\u0001")]
    public void An_unknown_charset_is_said_and_passed_over(string charset)
    {
        var document = Read(Rss("Łódź", Encoding.UTF8), $"text/xml; charset={charset}");

        Assert.Equal("Łódź", document.Feed.Title!.Text);
    }

    [Fact]
    public void Numeric_references_to_control_characters_are_windows_1252() =>
        Assert.Equal("don’t", Read("<rss><channel><title>don&#146;t</title></channel></rss>").Feed.Title!.Text);
}
