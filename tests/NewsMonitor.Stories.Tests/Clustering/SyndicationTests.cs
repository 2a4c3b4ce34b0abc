using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Tests.Stage;

namespace NewsMonitor.Stories.Tests.Clustering;

public sealed class SyndicationTests
{
    private const string First =
        "A ferry with 212 people on board ran aground off the harbour of Lindesk on Sunday evening after its rudder failed in heavy seas, and everyone was brought ashore unhurt, the coast guard said.";

    private const string Rest =
        """
        The Morning Star was on its way from the island of Torvik with holidaymakers and their cars when the bridge reported that it could no longer steer.
        Two lifeboats and a navy helicopter took the passengers off within three hours, said the coast guard's commander, Ingrid Solheim, who praised the calm of the crew.
        Divers will examine the hull on Monday, and tugs are to pull the ship free with the next spring tide if the weather allows it.
        The owner, Torvik Lines, said that the vessel had passed its yearly inspection in April and that engineers had replaced a hydraulic pump of the steering gear in the summer.
        Prosecutors in Lindesk have opened an inquiry, as they do after every accident at sea, and asked to see the records of the repair.
        """;

    private const string Wire = $"{First}\n{Rest}";

    private readonly StoryEngine _engine = new(new StoryOptions());

    public SyndicationTests() => _engine.Assign(Stage.Wire.Article("wire", "Ferry with 212 aboard runs aground off Lindesk", Wire));

    public static TheoryData<string, string, string> Versions() => new()
    {
        { "word for word under another title", "All safe after Torvik ferry hits rocks", Wire },
        { "with the agency's line before it", "Ferry runs aground, passengers safe", $"LINDESK, Oct. 8 (Reuters) - {Wire}\n(Reporting by the Lindesk office; Editing by A. Person)" },
        { "between an outlet's own lines", "Ferry with 212 aboard runs aground off Lindesk", $"We use cookies to make this page better for you.\n{Wire}\nRead more: what else happened at sea. Sign up for our newsletter and never miss a story.\nCopyright 2024 The Lindesk Post. All rights reserved." },
        { "edited here and there", "Ferry aground near Lindesk", Wire.Replace("on Sunday evening", "late on Sunday", StringComparison.Ordinal).Replace("Two lifeboats", "Three lifeboats", StringComparison.Ordinal).Replace("who praised the calm of the crew", "who lauded the crew", StringComparison.Ordinal) },
        { "without its last two paragraphs", "Ferry with 212 aboard runs aground", Wire[..Wire.IndexOf("The owner", StringComparison.Ordinal)] },
        { "its first paragraph alone", "Ferry runs aground: all 212 safe", First },
        { "its first paragraph with a link to the rest", "Lindesk: Fähre auf Grund gelaufen", $"{First} Read more" },
        { "the first paragraph cut in the middle of a sentence", "Ferry with 212 aboard runs aground off Lindesk", First[..130] + "…" },
    };

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_syndicated_report_is_told_as_a_copy(string how, string title, string text)
    {
        var assignment = _engine.Assign(Stage.Wire.Article(how, title, text) with { Url = $"https://other.example/{how.Length}?utm_source=rss" });

        Assert.Equal("wire", assignment.CopyOf);
        Assert.Contains(assignment.Reasons, reason => reason.StartsWith("copy: ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_whole_report_after_its_first_paragraph_is_a_copy_as_well()
    {
        var engine = new StoryEngine(new StoryOptions());
        engine.Assign(Stage.Wire.Article("teaser", "Ferry runs aground: all 212 safe", First));

        Assert.Equal("teaser", engine.Assign(Stage.Wire.Article("wire", "Ferry with 212 aboard runs aground off Lindesk", Wire)).CopyOf);
    }

    [Fact]
    public void A_copy_of_a_copy_counts_to_the_same_original()
    {
        // Each version keeps most of the one before; the last has little of the first.
        var second = Wire.Replace("The Morning Star was on its way", "The ship, the Morning Star, had been on her way", StringComparison.Ordinal)[..(Wire.Length - 150)];
        var third = "Torvik Lines has named the captain, Per Dahl, who has been with the company for eleven years and sails the route twice a day.\n" + second[(First.Length + 1)..];
        _engine.Assign(Stage.Wire.Article("second", "Ferry aground near Lindesk", second));

        var assignment = _engine.Assign(Stage.Wire.Article("third", "Captain of stranded ferry named", third));

        Assert.Equal("wire", assignment.CopyOf);
        Assert.Contains(assignment.Reasons, reason => reason.EndsWith("of second", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rebuilt_index_knows_the_original_of_a_copy()
    {
        var wire = Stage.Wire.Article("wire", "Ferry with 212 aboard runs aground off Lindesk", Wire);
        var copy = Stage.Wire.Article("copy", "Ferry aground near Lindesk", Wire);
        var engine = new StoryEngine(new StoryOptions());
        var first = engine.Assign(wire);
        var second = engine.Assign(copy);
        var rebuilt = new StoryEngine(new StoryOptions());
        rebuilt.Restore(wire, first.StoryId, first.CopyOf);
        rebuilt.Restore(copy, second.StoryId, second.CopyOf);

        Assert.Equal("wire", rebuilt.Assign(copy with { Id = "again" }).CopyOf);
    }

    [Fact]
    public void An_own_report_of_the_same_event_is_no_copy_even_when_it_quotes_a_sentence()
    {
        var assignment = _engine.Assign(Stage.Wire.Article(
            "own", "Passengers tell of three hours on the stranded Lindesk ferry",
            """
            Marit Lund was having coffee when the Morning Star struck the bottom off Lindesk. "It went dark, then everybody was very quiet," she said on the quay on Monday.
            "Two lifeboats and a navy helicopter took the passengers off within three hours," the coast guard's commander, Ingrid Solheim, had told reporters the night before.
            Like 211 others she came ashore unhurt. Her car is still on the lower deck of the ferry, and Torvik Lines has not told her when she can have it back.
            """));

        Assert.False(assignment.Began);
        Assert.Null(assignment.CopyOf);
    }

    [Theory]
    [InlineData("Ferry inquiry is the fourth this year", "Prosecutors in Lindesk have opened an inquiry, as they do after every accident at sea, and asked to see the records of the repair.")]
    [InlineData("Storm closes bridges in the north", "We use cookies to make this page better for you. Read more in our cookie policy and in our terms of service, and sign up for our newsletter.")]
    public void Different_stories_that_share_a_paragraph_are_no_copies(string title, string shared)
    {
        _engine.Assign(Stage.Wire.Article("market", "Fish market of Torvik reopens after the fire", $"The fish market of Torvik opened its doors again on Tuesday, nine months after the fire.\n{shared}\nTraders spoke of a good first morning and of prices as before."));

        var assignment = _engine.Assign(Stage.Wire.Article("other", title, $"Heavy rain is expected in the hills by the evening, and the road over the pass stays closed.\n{shared}"));

        Assert.Null(assignment.CopyOf);
    }

    [Fact]
    public void Articles_whose_text_is_nothing_but_the_outlets_own_lines_are_no_copies_of_one_another()
    {
        const string lines = "Read the full story on our page. Sign up for our newsletter to get the news of the day every morning. We use cookies; see our privacy policy.";
        _engine.Assign(Stage.Wire.Article("one", "Parliament of Norvania elects a speaker", lines));

        var assignment = _engine.Assign(Stage.Wire.Article("two", "Quake of magnitude 6.1 strikes the island of Qeshm", lines));

        Assert.Null(assignment.CopyOf);
    }

    [Fact]
    public void A_copy_is_found_among_many_copies_and_costs_no_more_than_the_sketches_that_are_read()
    {
        for (var i = 0; i < 500; i++)
            _engine.Assign(Stage.Wire.Article($"{i}", $"Ferry aground, report {i}", Wire));
        var article = Stage.Wire.Article("last", "Ferry aground near Lindesk", Wire);
        _engine.Assign(article);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var assignment = _engine.Assign(article with { Id = "again" });

        Assert.Equal("wire", assignment.CopyOf);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000);
    }
}
