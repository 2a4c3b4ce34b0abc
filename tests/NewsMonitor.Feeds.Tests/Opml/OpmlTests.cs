using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Feeds.Opml;
using NewsMonitor.Feeds.Tests.Polling;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Tests.Opml;

public sealed class OpmlTests
{
    private static readonly OpmlOptions Options = new();
    private static readonly DateTimeOffset Now = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1.0")]
    [InlineData("2.0")]
    public void Folders_become_tags_from_the_outside_in(string version)
    {
        var document = Read($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="{version}"><head><title>Mine</title></head><body>
            <outline text="World"><outline text="Asia" title="Asia">
            <outline type="rss" text="Wire" title="The Wire" xmlUrl="https://wire.example/rss" htmlUrl="https://wire.example/"/>
            </outline><outline text="Gazette" xmlUrl="https://gazette.example/feed"/></outline>
            <outline text="Alone" type="atom" url="https://alone.example/atom"/>
            </body></opml>
            """);

        Assert.Equivalent(
            new[]
            {
                new OpmlOutline(4, "https://wire.example/rss", "The Wire", ["World", "Asia"]),
                new OpmlOutline(5, "https://gazette.example/feed", "Gazette", ["World"]),
                new OpmlOutline(6, "https://alone.example/atom", "Alone", []),
            },
            document.Outlines,
            strict: true);
        Assert.Empty(document.Warnings);
    }

    [Fact]
    public void Categories_are_tags_and_names_are_read_in_any_case()
    {
        var document = Read("""<OPML version="1.1"><BODY><Outline TEXT="A" XMLURL="https://a.example/" category="/Boston/Weather,news, "/></BODY></OPML>""");

        Assert.Equal(["Boston/Weather", "news"], Assert.Single(document.Outlines).Tags);
    }

    [Fact]
    public void What_is_not_quite_XML_is_read_all_the_same_with_a_warning()
    {
        var document = Read("""
            <opml version="1.0"><body><outline text="Caf&eacute; & more">
            <outline text=Wire xmlUrl="https://wire.example/rss?a=1&b=2" />
            </outline></body></opml>
            """);

        var outline = Assert.Single(document.Outlines);
        Assert.Equal(("https://wire.example/rss?a=1&b=2", "Wire", "Café & more", 2), (outline.Url, outline.Title, outline.Tags[0], outline.Line));
        Assert.StartsWith("The document is not well-formed XML (line 1", Assert.Single(document.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_in_another_charset_is_read_in_it()
    {
        var body = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("""<?xml version="1.0" encoding="windows-1251"?><opml><body><outline text="Новости" xmlUrl="https://a.example/"/></body></opml>""");

        Assert.Equal("Новости", Assert.Single(OpmlReader.Read(body, null, Options).Outlines).Title);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { """<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><opml><body><outline text="&b;" xmlUrl="https://a.example/"/></body></opml>""", "declares entities" },
        { """<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&x;"/></body></opml>""", "declares entities" },
        { "<opml><body>" + string.Concat(Enumerable.Repeat("<outline text='a'>", 100_000)), "nested deeper than 30 elements" },
        { "<opml><body>" + string.Concat(Enumerable.Repeat("<outline text='a' xmlUrl='b'/>", 20_001)) + "</body></opml>", "more than 20000 outlines" },
        { "<rss version='2.0'><channel/></rss>", "no OPML: it begins with the element 'rss'" },
        { "<!DOCTYPE html><html><body>Sign in</body></html>", "no OPML: it begins with the element 'html'" },
        { "", "no element" },
        { "{\"feeds\": []}", "no element" },
        { new string(' ', 10 * 1024 * 1024 + 1), "at most 10485760 are taken" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Bombs_and_what_is_no_OPML_are_refused_with_the_reason_and_at_little_cost(string text, string reason)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Assert.Throws<InvalidInputException>(() => Read(text));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        // The test's own copy as bytes is part of it.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000 + (40L * text.Length));
    }

    [Fact]
    public void No_bytes_make_the_reader_throw_anything_but_a_refusal()
    {
        var body = Encoding.UTF8.GetBytes("""<opml><body><outline text="A"><outline text="B" xmlUrl="https://a.example/?x&amp;y"/></outline></body></opml>""");

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20241008, 5), Prop.ForAll<byte[], NonNegativeInt>((bytes, at) =>
        {
            var cut = at.Get % body.Length;
            try
            {
                OpmlReader.Read((byte[])[.. body[..cut], .. bytes, .. body[cut..]], null, Options);
            }
            catch (InvalidInputException)
            {
                // That is how it says no.
            }
        }));
    }

    [Fact]
    public async Task An_import_says_of_every_outline_what_became_of_it_and_why()
    {
        await using var watch = await Watch.StartAsync("https://there.example/feed");
        var document = Read("""
            <opml version="2.0"><body>
            <outline text="News">
            <outline text="New" xmlUrl="https://NEW.example/feed#top"/>
            <outline text="There" xmlUrl="https://there.example/feed"/>
            <outline text="Nothing"/>
            <outline text="Bad" xmlUrl="ftp://bad.example/"/>
            <outline text="Secret" xmlUrl="https://desk:hunter2@secret.example/feed"/>
            </outline>
            <outline text="Other"><outline text="New again" xmlUrl="https://new.example/feed"/></outline>
            <outline text="Scheme" xmlUrl="feed://scheme.example/rss"/>
            </body></opml>
            """);

        var import = await new OpmlImporter(watch.Store, watch.Clock).ImportAsync(document, default);

        Assert.Equal([(3, "https://new.example/feed"), (10, "http://scheme.example/rss")], import.Added.Select(line => (line.Line, line.Url)));
        Assert.Equal([(4, null), (9, "The same feed as in line 3.")], import.Present.Select(line => (line.Line, line.Note)));
        Assert.Equal(
            [
                (5, null, "It names no feed: it has no xmlUrl."),
                (6, "ftp://bad.example/", "'ftp://bad.example/' is not an absolute http or https URL."),
                (7, "https://...@secret.example/feed", "Its URL cannot be watched; one with a user name or password is not taken."),
            ],
            import.Refused.Select(line => (line.Line, line.Url, line.Note)));
        var added = await watch.Store.FindAsync(import.Added[0].FeedId!, default);
        Assert.Equal("New", added!.Title);
        Assert.Equal(["News", "Other"], added.Tags.Order(StringComparer.Ordinal));
        var there = await watch.FeedAsync();
        Assert.Empty(there.Tags);
    }

    [Fact]
    public async Task Long_titles_and_tags_are_cut_and_the_import_says_so()
    {
        await using var watch = await Watch.StartAsync("https://there.example/feed");
        var folders = string.Concat(Enumerable.Range(0, 25).Select(n => $"<outline text='f{n}{new string('x', 70)}'>"));
        var document = Read($"<opml><body>{folders}<outline title='{new string('t', 400)}' xmlUrl='https://new.example/'/>{string.Concat(Enumerable.Repeat("</outline>", 25))}</body></opml>");

        var line = Assert.Single((await new OpmlImporter(watch.Store, watch.Clock).ImportAsync(document, default)).Added);

        var feed = await watch.Store.FindAsync(line.FeedId!, default);
        Assert.Equal((300, 20), (feed!.Title!.Length, feed.Tags.Length));
        Assert.All(feed.Tags, tag => Assert.Equal(60, tag.Length));
        Assert.Equal("The title was cut to 300 characters. Tags were cut to 60 characters. Of 25 tags the first 20 were taken.", line.Note);
    }

    [Fact]
    public async Task Thousands_of_feeds_are_imported_and_imported_again_without_a_double()
    {
        await using var watch = await Watch.StartAsync("https://there.example/feed");
        var document = Read("<opml><body>" + string.Concat(Enumerable.Range(0, 3000).Select(n => $"<outline text='{n}' xmlUrl='https://host{n}.example/feed'/>")) + "</body></opml>");
        var importer = new OpmlImporter(watch.Store, watch.Clock);

        var first = await importer.ImportAsync(document, default);
        var second = await importer.ImportAsync(document, default);

        Assert.Equal((3000, 0, 0), (first.Added.Count, first.Present.Count, first.Refused.Count));
        Assert.Equal((0, 3000, 0), (second.Added.Count, second.Present.Count, second.Refused.Count));
    }

    [Fact]
    public void What_is_exported_is_imported_as_it_was_and_shows_no_secret()
    {
        Feed[] feeds =
        [
            Feed("https://a.example/?x=1&y=<2>", "A & \"B\" <C>\u0001\ud83d\ude00", ["asia", "trade"]) with { SiteUrl = "https://a.example/" },
            Feed("https://b.example/feed", null, []),
            Feed("https://c.example/feed", "C", ["asia"]) with { Access = new FeedAccess { Origin = "https://c.example:443", User = "desk", Password = "hunter2", Headers = [new("X-Key", "hunter2")] } },
        ];

        var opml = OpmlWriter.Write(feeds, Now);

        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(opml), StringComparison.Ordinal);
        Assert.Contains("<dateCreated>Tue, 08 Oct 2024 09:00:00 GMT</dateCreated>", Encoding.UTF8.GetString(opml), StringComparison.Ordinal);
        var document = OpmlReader.Read(opml, null, Options);
        Assert.Empty(document.Warnings);
        Assert.Equal(
            ["https://a.example/?x=1&y=<2>: asia trade", "https://b.example/feed: ", "https://c.example/feed: asia"],
            document.Outlines.GroupBy(o => o.Url!).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}: {string.Join(' ', g.SelectMany(o => o.Tags))}"));
        Assert.Equal("A & \"B\" <C>\ud83d\ude00", document.Outlines.First(o => o.Url!.Contains("a.example", StringComparison.Ordinal)).Title);
    }

    private static Feed Feed(string url, string? title, string[] tags) => new()
    {
        Id = url, Url = url, Title = title, Tags = tags, Added = Now, Poll = new FeedPollState { NextPoll = Now, NextPollReason = "" },
    };

    private static OpmlDocument Read(string text) => OpmlReader.Read(Encoding.UTF8.GetBytes(text), null, Options);
}
