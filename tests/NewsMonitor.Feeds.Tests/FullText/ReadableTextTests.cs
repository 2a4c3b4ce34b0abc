using NewsMonitor.Feeds.FullText;

namespace NewsMonitor.Feeds.Tests.FullText;

public sealed class ReadableTextTests
{
    private const string First = "The harbour of Skarvik was closed on Monday, after the ferry Ternen ran onto rocks in dense fog.";
    private const string Second = "All 212 passengers were taken off by lifeboats, the coast guard said, and nobody was hurt in the accident.";
    private const string Third = "The ship, which was built in 1987, lies on its side; a tug from Orrund is expected to arrive during the night.";

    private static readonly string Article = $"{First} {Second} {Third}";

    public static TheoryData<string, string> Pages => new()
    {
        { "article element", $"<article><h1>Ferry aground</h1><p>{First}</p><p>{Second}</p><p>{Third}</p></article>" },
        { "nothing but divs", $"<div><div><div>{First}</div><div>{Second}</div><div>{Third}</div></div></div>" },
        { "paragraphs each in a box", $"<div class=story><div><p>{First}</p></div><div><p>{Second}</p></div><div><p>{Third}</p></div></div>" },
        { "sections", $"<main><section><p>{First}</p><p>{Second}</p></section><section><p>{Third}</p></section></main>" },
        { "a table of the nineties", $"<table><tr><td><a href=/1>Home</a><td><font>{First}<p>{Second}<p>{Third}</font></table>" },
        { "tags never closed", $"<article><p>{First}<p>{Second}<p>{Third}" },
        { "capitals", $"<ARTICLE><P>{First}</P><P>{Second}</P><P>{Third}</P></ARTICLE>" },
        { "marked with microdata", $"<div><p>Short text, though with commas, that stands before it all.</p><div itemprop=articleBody><p>{First}</p><p>{Second}</p><p>{Third}</p></div></div>" },
        { "a form round everything", $"<form id=aspnetForm><div><p>{First}</p><p>{Second}</p><p>{Third}</p></div></form>" },
        { "names that call the text furniture", $"<div class='comments sidebar'><p>{First}</p><p>{Second}</p><p>{Third}</p></div>" },
        { "breaks for paragraphs", $"<div>{First}<br><br>{Second}<br><br>{Third}</div>" },
        { "inline markup", $"<article><p>{First.Replace("ferry", "<b>fer</b>ry", StringComparison.Ordinal)}</p><p>{Second}</p><p><span>{Third}</span></p></article>" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_text_of_an_article_is_found_in_a_page_made_of(string kind, string body)
    {
        var html = $$"""
            <!DOCTYPE html><html lang="en-GB"><head><title>Ferry aground - Harbour Post</title><style>p {color: red}</style>
            <script>var text = "<p>Scripted sentences, which nobody reads, of a length that would count.</p>";</script></head><body>
            <nav><ul><li><a href="/">Home</a></li><li><a href="/news">News of the whole wide world and beyond</a></li></ul></nav>
            {{body}}
            <aside><h2>Most read</h2><p><a href="/2">Choir of Welm wins the national contest for the third time in a row</a></p></aside>
            <div class="related-articles"><p>Read also what we wrote of other ferries, other rocks, and other fogs in the past.</p></div>
            <footer><p>Copyright, terms of use, privacy, and all the other things that nobody ever reads, by Harbour Post.</p></footer></body></html>
            """;

        var page = ReadableText.Extract(html, 50_000, 100_000);

        Assert.True(page.Text == Article, $"{kind}: {page.Text}");
        Assert.Equal("en-GB", page.Language);
    }

    [Fact]
    public void Paragraphs_of_links_captions_and_the_headline_are_left_out_and_subheadings_stay()
    {
        var page = ReadableText.Extract(
            $"""
            <article><header><h1>Ferry aground</h1><p class="byline">By A. Reporter</p></header><figure><img src=x><figcaption>The Ternen, as seen on Monday, from the shore.</figcaption></figure>
            <p>{First}</p><h2>Nobody hurt</h2><p>{Second}</p><p><a href="/x">Read more of this in our special on ferries and rocks</a></p><p>{Third}</p></article>
            """,
            50_000, 100_000);

        Assert.Equal($"{First} Nobody hurt {Second} {Third}", page.Text);
    }

    [Fact]
    public void A_page_without_sentences_has_no_text()
    {
        Assert.Equal("", ReadableText.Extract("<html><body><nav><a href=/>Home</a></nav><ul><li><a href=/1>One</a></li><li><a href=/2>Two</a></li></ul></body></html>", 50_000, 1000).Text);
        Assert.Equal("", ReadableText.Extract("", 50_000, 1000).Text);
    }

    [Fact]
    public void A_long_text_is_cut_at_a_word()
    {
        var text = ReadableText.Extract($"<article><p>{First}</p><p>{Second}</p><p>{Third}</p></article>", 50_000, 120).Text;

        Assert.InRange(text.Length, 60, 120);
        Assert.StartsWith(text + " ", Article, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "120,000 nested divs", string.Concat(Enumerable.Repeat("<div>", 120_000)) + "text" },
        { "formatting never closed", string.Concat(Enumerable.Repeat("<p><b><i><font>", 60_000)) + "text" },
        { "a million end tags", string.Concat(Enumerable.Repeat("<div>", 200)) + string.Concat(Enumerable.Repeat("</p></li>", 400_000)) },
        { "a million paragraphs", string.Concat(Enumerable.Repeat("<p>a", 1_000_000)) },
        { "nested links", string.Concat(Enumerable.Repeat("<a href=x>", 400_000)) + "text" },
        { "five megabytes of text", $"<p>{new string('a', 5_000_000)}</p>" },
        { "attributes without end", $"<div {string.Concat(Enumerable.Range(0, 100_000).Select(n => $"a{n}=b "))}>text</div>" },
        { "a class without end", $"<div class='{new string('a', 4_000_000)}'>text</div>" },
        { "a script that never ends", "<script>" + string.Concat(Enumerable.Repeat("<p>text", 500_000)) },
        { "hidden parts nested", string.Concat(Enumerable.Repeat("<nav><svg><noscript>", 50_000)) },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_page_costs_no_more_memory_than_its_length_allows(string kind, string html)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var page = ReadableText.Extract(html, 50_000, 100_000);

        Assert.InRange(page.Text.Length, 0, 100_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 1_000_000 + (100L * html.Length), $"{kind}: {html.Length} characters cost {allocated} bytes of memory.");
    }
}
