using NewsMonitor.Server.Demo.Press;

namespace NewsMonitor.Server.Tests.Demo;

public sealed class StoryFileTests
{
    private const string Good = """
        # The flood, 3 May 2024

        ## Über the dam: Trell's river rises
        outlet: north-wire
        published: 2024-05-03T10:00:00Z
        at: 1.5

        First paragraph.

        Second
        paragraph.

        ## Again
        outlet: eastgate
        republication-of: uber-the-dam-trells-river-rises
        at: 4
        """;

    [Fact]
    public void An_article_has_its_fields_and_paragraphs()
    {
        var story = StoryFile.Parse("flood", Good);

        var article = story.Articles[0];
        Assert.Equal("The flood, 3 May 2024", story.Name);
        Assert.Equal("uber-the-dam-trells-river-rises", article.Id);
        Assert.Equal(new DateTimeOffset(2024, 5, 3, 10, 0, 0, TimeSpan.Zero), article.Published);
        Assert.Equal(1.5, article.At);
        Assert.Equal(["First paragraph.", "Second\nparagraph."], article.Paragraphs);
    }

    [Fact]
    public void A_republication_has_the_text_and_date_of_what_it_repeats()
    {
        var story = StoryFile.Parse("flood", Good);

        Assert.Equal(story.Articles[0].Paragraphs, story.Articles[1].Paragraphs);
        Assert.Equal(story.Articles[0].Published, story.Articles[1].Published);
        Assert.False(story.Articles[1].IsNew);
    }

    [Theory]
    [InlineData("No heading", "does not begin with a heading")]
    [InlineData("# A\n\n## B\noutlet\n\ntext", "'outlet' is not a name and a value")]
    [InlineData("# A\n\n## B\noutlet: x\nat: 1\n\ntext", "'published' is missing")]
    [InlineData("# A\n\n## B\noutlet: x\nat: 1\nrepublication-of: c\n\ntext", "there is no article 'c'")]
    public void A_file_of_another_form_is_refused_with_a_reason(string markdown, string reason)
    {
        var error = Assert.Throws<FormatException>(() => StoryFile.Parse("flood", markdown));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
