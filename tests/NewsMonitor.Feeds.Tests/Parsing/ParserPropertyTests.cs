using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Feeds.Parsing.Dates;
using NewsMonitor.Feeds.Parsing.Html;
using static NewsMonitor.Feeds.Tests.Parsing.Documents;

namespace NewsMonitor.Feeds.Tests.Parsing;

public sealed class ParserPropertyTests
{
    // Pieces of which hostile documents and hostile HTML are made.
    private static readonly string[] Pieces =
    [
        "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "<entry>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<![CDATA[", "]]>", "<!--", "-->",
        "<!DOCTYPE x [", "]>", "&", "&amp;", "&nbsp;", "&#", "&#x0;", "<", ">", "\"", "'", "=", "/", "<?xml", "?>", "xmlns:a='b'", "<a:b c=d>", "\0", "\ud800", "\u0085", "é", "{", "}", "[", "\"items\":",
        "<p>", "</p>", "<b>", "</b>", "<a href=\"", "javascript:alert(1)", "<script>", "</script>", "<style>", "<svg>", "<g/>", "</svg>", "<math>", "<table>", "<td>", "<li>", "<img src=x onerror=alert(1)>",
        "<title>", "<textarea>", "<noscript>", "<template>", "</template>", "<iframe>", "onload=x", " ", "\n", "text", "<br/>", "&lt;script&gt;", "&quot;", "<desc>", "<annotation-xml encoding='text/html'>",
    ];

    // Pieces of HTML that is nearly as it should be.
    private static readonly string[] HtmlPieces =
    [
        "<p>", "</p>", "<br/>", "<b>", "</b>", "<a href=\"", "https://a.example/?a=1&b=2", "\">", "\"", "'", "=", " = ", "<a href='x'", " title=\"a>b\"", " title=a\"b", "<img alt=x src='y'/>", ">", "</a>", "</a >", "<", "< ", "<3",
        "&amp;", "&lt;", "&nbsp;", "&copy;", "&copy", "&notit;", "&#8217;", "&#x1F600;", "&#146;", "&#0;", "&#xD800;", "&", " & ", "&;", "word", " ", "\n", "\u00ad", "é", "<!-- x -->", "<!-->", "<!--->", "<!-- -- -->", "<!-- --!>", "<!x>",
        "<?x?>", "</>", "</ p>", "<P CLASS=X>", "<scrip", "<script>x</script>", "<template>", "</template>", "/", "<div/x=\"y\">", "<p\"x>", "=\"x\"", "=x=\">\">",
    ];

    private static readonly Gen<string> Soup = Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    private static readonly Gen<GeneratedFeed> Feeds = Gen.Choose(0, int.MaxValue - 1).Select(GeneratedFeed.Create);

    /// <summary>The same cases in every run; NEWSMONITOR_FUZZ=N tries N times as many, and other ones each time.</summary>
    private static void Check<T>(Gen<T> gen, Action<T> holds, int tests = 300)
    {
        var config = int.TryParse(Environment.GetEnvironmentVariable("NEWSMONITOR_FUZZ"), CultureInfo.InvariantCulture, out var times)
            ? Config.QuickThrowOnFailure.WithMaxTest(tests * times)
            : Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20241008, 20230829), FSharpOption<int>.None)));
        Prop.ForAll(gen.ToArbitrary(), value =>
        {
            holds(value);
            return true;
        }).Check(config);
    }

    private static void Survives(byte[] body)
    {
        try
        {
            foreach (var entry in Read(body).Entries)
                _ = (entry.Title?.Html, entry.Title?.Text, entry.Content?.Html, entry.Content?.Text, entry.Summary?.Readable);
        }
        catch (FeedFormatException)
        {
            // The only thing a document may throw.
        }
    }

    [Fact]
    public void No_bytes_throw_anything_but_that_they_are_no_feed() => Check(ArbMap.Default.GeneratorFor<byte[]>(), Survives, 1000);

    [Fact]
    public void No_soup_of_markup_throws_anything_but_that_it_is_no_feed() => Check(Soup, text => Survives(Encoding.UTF8.GetBytes(text)), 2000);

    [Fact]
    public void No_soup_inside_a_feed_costs_the_feed() =>
        Check(Soup, text => Assert.Equal("t", Read($"<rss><channel><title>t</title><item><guid>1</guid><description>{text}").Feed.Title!.Text), 1000);

    [Fact]
    public void The_short_way_to_the_text_of_html_says_what_the_rules_say() => Check(
        Gen.OneOf(Soup, Gen.Elements(HtmlPieces).ArrayOf().Select(string.Concat)),
        html => Assert.Equal(HtmlText.FromTokens(html), HtmlText.Extract(html)),
        4000);

    [Fact]
    public void No_damaged_byte_throws_anything_but_that_it_is_no_feed() => Check(
        from feed in Feeds
        from at in Gen.Choose(0, 100_000)
        from value in Gen.Choose(0, 255)
        from format in Gen.Choose(0, 3)
        select (feed, at, value, format),
        damaged =>
        {
            var body = Encoding.UTF8.GetBytes(Write(damaged.feed, damaged.format));
            body[damaged.at % body.Length] = (byte)damaged.value;
            Survives(body);
        });

    [Fact]
    public void What_is_written_is_read() => Check(
        from feed in Feeds
        from format in Gen.Choose(0, 3)
        select (feed, format),
        written =>
        {
            var document = Read(Write(written.feed, written.format));
            Assert.Empty(document.Warnings);
            Assert.Equal(written.feed.Title, document.Feed.Title?.Text);
            Assert.Equal(written.feed.Entries.Select(Shown), document.Entries.Select(Shown));
            Assert.Equal(written.feed.Entries.SelectMany(e => e.Categories), document.Entries.SelectMany(e => e.Categories));
        });

    [Fact]
    public void A_beginning_of_a_document_has_the_first_entries_and_nothing_of_them_is_changed() => Check(
        from feed in Feeds
        from format in Gen.Choose(0, 3)
        from part in Gen.Choose(0, 1000)
        select (feed, format, part),
        cut =>
        {
            var text = Write(cut.feed, cut.format);
            FeedDocument document;
            try
            {
                document = Read(text[..(text.Length * cut.part / 1000)]);
            }
            catch (FeedFormatException)
            {
                return;
            }

            Assert.True(document.Entries.Count <= cut.feed.Entries.Length);
            foreach (var (read, written) in document.Entries.Zip(cut.feed.Entries))
            {
                // The last one may lack parts; a part that is there is whole.
                Assert.True(read.Id == written.Id || (read.Id is null && read.Link == written.Link));
                Assert.True(read.Title is null || read.Title.Text == written.Title);
                Assert.True(read.Link is null || read.Link == written.Link);
                Assert.True(read.Content is null || read.Content.Text == written.Text);
            }

            Assert.Equal(cut.feed.Entries.Take(Math.Max(0, document.Entries.Count - 1)).Select(Shown), document.Entries.SkipLast(1).Select(Shown));
        },
        1000);

    [Fact]
    public void Cleaned_html_is_inert_and_cleaning_it_again_changes_nothing() => Check(
        Soup,
        html =>
        {
            var clean = HtmlSanitizer.Sanitize(html, null);
            Assert.Equal(clean, HtmlSanitizer.Sanitize(clean, null));
            InertHtml.AssertInert(clean);
        },
        3000);

    [Fact]
    public void No_text_throws_as_a_date() => Check(ArbMap.Default.GeneratorFor<string>(), text => FeedDate.Parse(text), 2000);

    [Fact]
    public void No_soup_of_digits_and_words_throws_as_a_date() => Check(
        Gen.Elements("2024", "08", "8", "Oct", "Tue", ":", "-", "/", " ", "T", "Z", "+", "GMT", "EST", "99", "000", ".", ",", "pm", "W", "월", "999999999").ArrayOf().Select(string.Concat),
        text => FeedDate.Parse(text),
        3000);

    [Theory]
    [InlineData("R")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss'Z'")]
    [InlineData("yyyyMMdd'T'HHmmss'Z'")]
    [InlineData("d MMMM yyyy HH:mm:ss 'UTC'")]
    [InlineData("ddd MMM d HH:mm:ss 'GMT' yyyy")]
    [InlineData("MMMM d, yyyy h:mm:ss tt")]
    [InlineData("yyyy/MM/dd HH:mm:ss")]
    public void A_date_that_is_written_is_read(string format) => Check(
        Gen.Choose(0, int.MaxValue - 1).Select(seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds)),
        date => Assert.Equal(date, FeedDate.Parse(date.ToString(format, CultureInfo.InvariantCulture))));

    private static string Write(GeneratedFeed feed, int format) => format switch
    {
        0 => feed.ToRss(),
        1 => feed.ToAtom(),
        2 => feed.ToRdf(),
        _ => feed.ToJson(),
    };

    private static (string?, string?, string?, DateTimeOffset?, string?, string?) Shown(GeneratedEntry entry) =>
        (entry.Id, entry.Title, entry.Link, entry.Published, entry.Author, entry.Text);

    private static (string?, string?, string?, DateTimeOffset?, string?, string?) Shown(FeedEntry entry) =>
        (entry.Id, entry.Title?.Text, entry.Link, entry.Published ?? entry.Updated, entry.Author, entry.Content?.Text);
}
