using NewsMonitor.Feeds.Parsing;
using static NewsMonitor.Feeds.Tests.Parsing.Documents;

namespace NewsMonitor.Feeds.Tests.Parsing;

/// <summary>Documents that are no XML. What is readable of them is read, and a warning says that something was wrong.</summary>
public sealed class RecoveryTests
{
    private static FeedDocument Broken(string text)
    {
        var document = Read(text);
        Assert.NotEmpty(document.Warnings);
        return document;
    }

    private static FeedEntry BrokenItem(string children) =>
        Assert.Single(Broken($"<rss version='2.0'><channel><title>t</title><item>{children}</item></channel></rss>").Entries);

    [Theory]
    [InlineData("AT&T & Co", "AT&T & Co")]
    [InlineData("caf&eacute;&nbsp;au&nbsp;lait", "café au lait")]
    [InlineData("a &#0; b &#xFFFFFF; &unknown; c", "a b &unknown; c")]
    [InlineData("one \u0001two\u000b", "one two")]
    [InlineData("a < b", "a < b")]
    [InlineData("a <3 b", "a <3 b")]
    public void Stray_characters_are_characters(string written, string seen) =>
        Assert.Equal(seen, BrokenItem($"<title>{written}</title><link>https://a.example/1</link>").Title!.Text);

    [Fact]
    public void A_bare_ampersand_in_a_link_stays() =>
        Assert.Equal("https://a.example/?a=1&b=2&copy=3", BrokenItem("<link>https://a.example/?a=1&b=2&copy=3</link>").Link);

    [Fact]
    public void Undeclared_prefixes_mean_what_they_customarily_mean()
    {
        var entry = BrokenItem("<dc:creator>Ida</dc:creator><content:encoded><![CDATA[<p>x</p>]]></content:encoded><zz:title>no</zz:title><title>yes</title>");

        Assert.Equal(("Ida", "<p>x</p>", "yes"), (entry.Author, entry.Content!.Html, entry.Title!.Text));
    }

    [Theory]
    [InlineData("  \n\n")]
    [InlineData("<br />\n<b>Warning</b>: something() in /index.php on line 3<br />\n")]
    [InlineData("\ufeff\ufeff")]
    [InlineData("junk & more junk ")]
    public void Junk_in_front_is_stepped_over(string junk) =>
        Assert.Equal("t", Read(junk + "<?xml version='1.0'?><rss><channel><title>t</title></channel></rss>").Feed.Title!.Text);

    [Fact]
    public void Junk_behind_is_stepped_over() =>
        Assert.Equal("t", Read("<rss><channel><title>t</title></channel></rss><script>track()</script> & so on").Feed.Title!.Text);

    [Fact]
    public void Items_that_are_never_closed_end_at_the_next()
    {
        var document = Broken("<rss><channel><item><title>1</title><link>https://a.example/1</link><item><title>2</title><link>https://a.example/2</link></channel></rss>");

        Assert.Equal(["1", "2"], document.Entries.Select(e => e.Title!.Text));
    }

    [Fact]
    public void A_link_that_is_never_closed_ends_at_the_next_element()
    {
        var entry = Assert.Single(Broken("<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='https://a.example/1'><id>urn:1</id><title>t</title></entry></feed>").Entries);

        Assert.Equal(("urn:1", "t", "https://a.example/1"), (entry.Id, entry.Title!.Text, entry.Link));
    }

    [Fact]
    public void An_unclosed_image_does_not_swallow_the_items() =>
        Assert.Equal("1", Assert.Single(Broken("<rss><channel><image><url>u</url><item><title>1</title><link>https://a.example/1</link></item></channel></rss>").Entries).Title!.Text);

    [Fact]
    public void Crossed_tags_end_where_the_outer_one_ends()
    {
        var entry = BrokenItem("<description><b><i>x</b></i></description><title>t</title>");

        Assert.Equal(("x", "t"), (entry.Summary!.Text, entry.Title!.Text));
    }

    [Theory]
    [InlineData("<description><![CDATA[x</description>")]
    [InlineData("<description><![CDATA[x</description><content:encoded><![CDATA[y]]></content:encoded>")]
    public void Cdata_that_is_never_closed_ends_with_its_element(string description)
    {
        var entry = BrokenItem($"<link>https://a.example/1</link>{description}<title>a & b</title>");

        Assert.Equal(("x", "a & b"), (entry.Summary!.Text, entry.Title!.Text));
    }

    [Fact]
    public void A_comment_that_is_never_closed_does_not_swallow_the_rest() =>
        Assert.Equal("t", BrokenItem("<!-- note ><title>t</title><link>https://a.example/</link>").Title!.Text);

    [Theory]
    [InlineData("<link href=https://a.example/1 />")]
    [InlineData("<link href='https://a.example/1 />")]
    [InlineData("<link href = \"https://a.example/1\"rel='alternate'/>")]
    [InlineData("<LINK HREF=\"https://a.example/1\" HREF=\"https://b.example/\"/>")]
    public void Attributes_without_proper_quotes_are_read(string link) =>
        Assert.StartsWith("https://a.example/1", Assert.Single(Broken($"<feed><entry><id>urn:1</id>{link}<title>t & t</title></entry></feed>").Entries).Link, StringComparison.Ordinal);

    [Fact]
    public void An_entry_that_is_cut_off_keeps_its_whole_parts()
    {
        var document = Broken("<rss><channel><item><title>One</title><link>https://a.example/1</link><description>It was a dark and sto");

        var entry = Assert.Single(document.Entries);
        Assert.Equal(("One", "https://a.example/1"), (entry.Title!.Text, entry.Link));
        Assert.Null(entry.Summary);
        Assert.Contains("The document ends in the middle; what was not whole was left out.", document.Warnings);
    }

    [Fact]
    public void An_entry_that_is_cut_off_before_it_is_known_which_one_it_is_is_left_out() =>
        Assert.Empty(Broken("<rss><channel><item><title>One</title><description>It was a dark and sto").Entries);

    [Fact]
    public void A_document_type_declares_abbreviations_of_plain_text_and_nothing_else()
    {
        var document = Broken("""
            <!DOCTYPE rss [
              <!ENTITY file SYSTEM 'file:///etc/passwd'> <!ENTITY web PUBLIC "-//x" "http://a.example/"> <!ENTITY % parameter "p">
              <!ENTITY plain "written out"> <!ENTITY nested "&plain;&plain;"> <!ENTITY markup "<b>x</b>"> <!ENTITY dc 'http://purl.org/dc/elements/1.1/'>
            ]>
            <rss xmlns:d="&dc;"><channel><title>&file; &web; &parameter; &nested; &markup; &plain;</title><item><guid>1</guid><d:creator>&plain;</d:creator></item></channel></rss>
            """);

        Assert.Equal("&file; &web; &parameter; &nested; &markup; written out", document.Feed.Title!.Text);
        Assert.Equal("written out", Assert.Single(document.Entries).Author);
    }

    [Fact]
    public void The_angle_brackets_of_html_4_are_those_of_feeds() =>
        Assert.Equal("\u2329a\u232a", Broken("<rss><channel><title>&lang;a&rang;</title></channel></rss>").Feed.Title!.Text);

    [Fact]
    public void A_well_formed_document_with_a_document_type_is_read_strictly()
    {
        var document = Read("<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'http://my.netscape.com/publish/formats/rss-0.91.dtd'><rss version='0.91'><channel><title>t</title></channel></rss>");

        Assert.Empty(document.Warnings);
        Assert.Equal("t", document.Feed.Title!.Text);
    }

    [Fact]
    public void A_document_that_is_too_long_is_read_as_far_as_allowed()
    {
        var items = string.Concat(Enumerable.Range(0, 500).Select(i => $"<item><link>https://a.example/{i}</link><title>number {i}</title></item>"));

        var document = Read($"<rss><channel>{items}</channel></rss>", options: new FeedParserOptions { MaxBytes = 10_000 });

        Assert.InRange(document.Entries.Count, 100, 200);
        Assert.Contains(document.Warnings, w => w.Contains("only the first 10000 were read", StringComparison.Ordinal));
    }

    [Fact]
    public void More_entries_than_allowed_are_not_read()
    {
        var document = Read("<rss><channel><item><title>1</title></item><item><title>2</title></item><item><title>3</title></item></channel></rss>", options: new FeedParserOptions { MaxEntries = 2 });

        Assert.Equal(["1", "2"], document.Entries.Select(e => e.Title!.Text));
        Assert.Contains("The document has more than 2 entries; the rest was not read.", document.Warnings);
    }

    [Theory]
    [InlineData("<item><title>bad</title><link>::::</link><guid></guid><pubDate>31 Foo 20xx 99:99</pubDate><enclosure url='::' length='-1'/></item>")]
    [InlineData("<item><title>bad<link>::::<guid><pubDate>never<enclosure url=' length=></item>")]
    [InlineData("<item><title>&#xD800; &bogus; \u0001</title><description><![CDATA[</item>")]
    [InlineData("<item><x:y z='1' z='2'/></itm></item>")]
    [InlineData("<item/>")]
    public void One_bad_item_costs_no_other(string bad)
    {
        var entries = Read($"<rss><channel><title>t</title><item><guid>1</guid><title>one</title></item>{bad}<item><guid>2</guid><title>two</title></item></channel></rss>").Entries;

        Assert.Equal(["one", "two"], entries.Where(e => e.Id is not null).Select(e => e.Title!.Text));
    }
}
