using System.Text;
using System.Text.Json;
using System.Xml;
using NewsMonitor.Server.Demo.Press;

namespace NewsMonitor.Server.Tests.Demo;

public sealed class FeedDocumentTests
{
    private static readonly DemoContent Content = DemoContent.Load();
    private static readonly Newsroom Newsroom = new(Content);

    public static TheoryData<string> OutletIds => [.. Outlets.All.Select(outlet => outlet.Id)];

    [Theory]
    [MemberData(nameof(OutletIds))]
    public void Every_document_is_well_formed_and_carries_all_titles(string id)
    {
        var outlet = Find(id);
        var items = Newsroom.Items(outlet, double.MaxValue);

        var document = FeedDocument.Write(outlet, items);

        var text = outlet.Format == FeedFormat.JsonFeed ? JsonText(document) : XmlText(document, outlet.Encoding);
        Assert.All(items, article => Assert.Contains(article.Title, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("penny-register", "windows-1252")]
    [InlineData("sports-ledger", "iso-8859-1")]
    public void An_old_outlet_declares_its_encoding_and_uses_it(string id, string encoding)
    {
        var outlet = Find(id);

        var document = FeedDocument.Write(outlet, Newsroom.Items(outlet, double.MaxValue));

        Assert.Contains($"encoding=\"{encoding}\"", Encoding.ASCII.GetString(document, 0, 60), StringComparison.OrdinalIgnoreCase);
        Assert.Contains((byte)'£', document);
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(document));
    }

    [Fact]
    public void An_outlet_with_relative_links_says_what_they_are_relative_to()
    {
        var outlet = Find("meridian");

        var text = Encoding.UTF8.GetString(FeedDocument.Write(outlet, Newsroom.Items(outlet, double.MaxValue)));

        Assert.Contains("xml:base=\"https://meridian.example/\"", text, StringComparison.Ordinal);
        Assert.Contains("href=\"2024/10/08/call-analysis\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_takes_the_place_of_its_article_under_the_same_guid_and_link()
    {
        var outlet = Find("north-wire");
        var article = Content.Find("round-wire");
        var edit = Content.Find("round-wire-edit");

        Assert.Contains(article, Newsroom.Items(outlet, edit.At - 0.1));
        Assert.Contains(edit, Newsroom.Items(outlet, edit.At));
        Assert.DoesNotContain(article, Newsroom.Items(outlet, edit.At));
        Assert.Equal(outlet.Guid(article), outlet.Guid(edit));
        Assert.Equal(outlet.Link(article), outlet.Link(edit));
    }

    [Fact]
    public void A_republication_has_the_link_of_its_article_with_tracking_parameters()
    {
        var outlet = Find("eastgate");

        var links = (outlet.Link(Content.Find("call-copy")), outlet.Link(Content.Find("call-copy-again")));

        Assert.Equal("https://eastgate.example/2024/10/08/call-copy", links.Item1);
        Assert.Equal("https://eastgate.example/2024/10/08/call-copy?utm_source=newsletter&utm_medium=email&utm_campaign=again", links.Item2);
    }

    private static Outlet Find(string id) => Outlets.All.Single(outlet => outlet.Id == id);

    private static string JsonText(byte[] document)
    {
        using var json = JsonDocument.Parse(document);
        return string.Join('\n', json.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()));
    }

    private static string XmlText(byte[] document, Encoding encoding)
    {
        var text = new StringBuilder();
        using var reader = XmlReader.Create(new StreamReader(new MemoryStream(document), encoding));
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Text)
                text.AppendLine(reader.Value);
        }

        return text.ToString();
    }
}
