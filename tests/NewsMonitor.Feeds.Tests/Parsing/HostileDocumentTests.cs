using System.Text;
using NewsMonitor.Feeds.Parsing;

namespace NewsMonitor.Feeds.Tests.Parsing;

/// <summary>
/// Documents made to cost much. The bound is on what they allocate, which is the same on every machine; what time they take is for the
/// benchmark to show (<c>parse</c>). Quadratic work would take minutes here.
/// </summary>
public sealed class HostileDocumentTests
{
    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    public static TheoryData<string, string> Corpus()
    {
        var item = "<rss version='2.0'><channel><item><link>https://a.example/</link><description>";
        return new TheoryData<string, string>
        {
            { "nested tags", "<rss><channel>" + Repeat("<a>", 120_000) },
            { "nested and closed tags", "<rss><channel>" + Repeat("<a>", 120_000) + Repeat("</a>", 120_000) + "</channel></rss>" },
            { "nested tags in a description", item + Repeat("<div>", 120_000) },
            { "nested escaped tags", item + Repeat("&lt;div>", 120_000) + "</description></item></channel></rss>" },
            { "formatting that is never closed", item + "<![CDATA[" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"<p><b id={i}>")) + "]]></description></item></channel></rss>" },
            { "tables in tables", item + "<![CDATA[" + Repeat("<table><td>", 40_000) + "]]></description></item></channel></rss>" },
            { "an entity bomb", "<!DOCTYPE r [<!ENTITY a '" + Repeat("ha", 100) + "'><!ENTITY b '" + Repeat("&a;", 100) + "'>]><rss><channel><title>" + Repeat("&b;", 100_000) + "</title></channel></rss>" },
            { "a recursive entity", "<!DOCTYPE r [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><rss><channel><title>&a;</title></channel></rss>" },
            { "cdata that is never closed", "<rss><channel><item>" + Repeat("<description><![CDATA[x", 60_000) },
            { "comments that are never closed", "<rss><channel><title>a & b</title>" + Repeat("<!-- ", 200_000) },
            { "instructions that are never closed", "<rss><channel><title>a & b</title>" + Repeat("<? ", 200_000) },
            { "declarations that are never closed", "<rss><channel><title>a & b</title>" + Repeat("<!X [ ", 200_000) },
            { "a hundred thousand attributes", "<rss><channel><item " + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}=x ")) + "><title>t</title></item>" },
            { "a hundred thousand namespaces", "<rss>" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"<x xmlns:p{i}='u{i}'>")) + "&" },
            { "end tags of nothing", "<rss><channel>" + Repeat("<b></i></u>", 100_000) },
            { "quotes that are never closed", "<rss><channel>" + Repeat("<a b='", 100_000) },
            { "ampersands", "<rss><channel><title>" + Repeat("&", 1_000_000) },
            { "angle brackets", Repeat("<", 2_000_000) },
            { "cut-off names", "<rss><channel>" + Repeat("</", 500_000) },
            { "items in items", "<rss><channel>" + Repeat("<item>", 100_000) },
            { "nested json", Repeat("[", 100_000) },
            { "nested json objects", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[" + Repeat("{\"a\":", 100_000) },
            { "broken json items", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[" + Repeat("{\"id\":/*},", 200_000) },
            { "endless beginnings of json items", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[x" + Repeat("},{\"a\":1", 200_000) },
            { "backslashes in json", "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"" + Repeat("\\x", 500_000) },
            { "quotes in json", "{" + Repeat("\"", 200_000) },
            { "zeros", Repeat("\0", 1_000_000) + "<rss>" },
            { "comments in html", item + "<![CDATA[" + Repeat("<!--", 100_000) + "]]></description></item></channel></rss>" },
            { "attributes in html", item + "<![CDATA[<a " + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"b{i}=1 ")) + ">x</a>]]></description></item></channel></rss>" },
            { "scripts in html", item + "<![CDATA[" + Repeat("<script>", 100_000) + "]]></description></item></channel></rss>" },
            { "drawings in html", item + "<![CDATA[" + Repeat("<svg><g/>", 50_000) + "]]></description></item></channel></rss>" },
        };
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public void A_hostile_document_costs_no_more_than_its_length_allows(string name, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            foreach (var entry in FeedParser.Parse(body, null, null, Documents.Options).Entries)
                _ = (entry.Summary?.Html, entry.Summary?.Text, entry.Title?.Html);
        }
        catch (FeedFormatException)
        {
            // Refused is fine; dear is not.
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 1_000_000 + 150L * body.Length, $"{name}: {body.Length} bytes cost {allocated} bytes of memory.");
    }

    [Theory]
    [InlineData("channel", "")]
    [InlineData("items", "")]
    [InlineData("feed", "")]
    [InlineData("seq", "")]
    [InlineData("rss", "")]
    [InlineData("channel", "</rss>")]
    [InlineData("feed", "&")]
    public void Containers_in_containers_cost_no_stack_and_are_read_to_the_depth_allowed(string container, string end)
    {
        static string Item(string id) => $"<item><guid>{id}</guid></item>";
        // Were the depth followed by calls, this would end the process; no test could say so more gently.
        var nested = Repeat($"<{container}>", 90) + Item("near") + Repeat($"<{container}>", 100_000) + Item("far");
        var whole = end.Length == 0 ? "" : Repeat($"</{container}>", 100_090) + end;
        FeedDocument? document = null;
        var thread = new Thread(() => document = Documents.Read("<rss>" + nested + whole), maxStackSize: 256 * 1024);
        thread.Start();

        thread.Join();

        Assert.Equal("near", Assert.Single(document!.Entries).Id);
        Assert.Contains(document.Warnings, warning => warning.StartsWith("The document nests elements 100", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<a xml:base='part/'>", "")]
    [InlineData("<a xml:base='part/'>", "</a>")]
    [InlineData("<a xml:base='../part/part/'>", "")]
    public void Bases_that_build_on_one_another_do_not_grow_with_the_document(string part, string end)
    {
        byte[][] bodies = [.. new[] { 500, 5_500 }.Select(n => Encoding.UTF8.GetBytes("<rss><channel>" + Repeat(part, n) + Repeat(end, n)))];
        var allocated = new long[2];
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < bodies.Length; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                FeedParser.Parse(bodies[i], null, "https://a.example/feed", Documents.Options);
                allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        // Attribute and open element are a few hundred bytes each; a base that grew would be tens of thousands.
        Assert.InRange(allocated[1] - allocated[0], long.MinValue, 5_000 * 1_000);
    }

    [Fact]
    public void A_base_that_would_be_too_long_leaves_the_outer_one()
    {
        var link = Documents.Item($"<x xml:base='https://b.example/'/><link xml:base='{new string('p', 3000)}/'>one</link>", "https://a.example/dir/feed").Link;
        var joined = Documents.Item($"<link xml:base='{new string('p', 2040)}/'>one</link>", "https://a.example/dir/feed").Link;

        Assert.Equal(("https://a.example/dir/one", "https://a.example/dir/one"), (link, joined));
    }

    [Fact]
    public void Entities_expand_to_no_more_than_allowed()
    {
        const string Document = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>]><rss><channel><title>";
        var title = Documents.Read(
            Document + Repeat("&a;", 1000) + "</title></channel></rss>", options: new FeedParserOptions { MaxEntityCharacters = 100 }).Feed.Title!.Text;

        Assert.Equal((10 * 10) + (990 * 3), title.Length);
    }

    [Theory]
    [InlineData("<unknown><deep>text that is nobody's</deep></unknown>")]
    [InlineData("<item><guid>1</guid><title>an item beyond the most</title></item>")]
    public void Memory_follows_what_is_kept_and_not_the_document(string part)
    {
        var options = new FeedParserOptions { MaxEntries = 1 };
        byte[][] bodies = [.. new[] { 1000, 11_000 }.Select(n => Encoding.UTF8.GetBytes("<rss><channel><item><guid>0</guid></item>" + Repeat(part, n) + "</channel></rss>"))];
        var allocated = new long[2];
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < bodies.Length; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                FeedParser.Parse(bodies[i], null, null, options);
                allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        // What the reader takes from pools and gives back is not counted here; that is the body in characters.
        Assert.InRange(allocated[1] - allocated[0], long.MinValue, 100_000);
    }

    [Fact]
    public void Depth_is_cut_and_text_is_not()
    {
        var html = Documents.Item("<description><![CDATA[" + Repeat("<div>", 1000) + "deep" + Repeat("</div>", 1000) + " shallow]]></description>").Summary!.Html;

        Assert.Contains("deep", html, StringComparison.Ordinal);
        Assert.EndsWith("</div> shallow", html, StringComparison.Ordinal);
        Assert.InRange(html.Split("<div>").Length - 1, 10, 100);
    }
}
