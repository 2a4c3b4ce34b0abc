using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Text;

public sealed class HeadlineTests
{
    [Theory]
    [InlineData("Quake strikes the island of Qeshm | World | The Example Times", "Quake strikes the island of Qeshm")]
    [InlineData("Quake strikes the island of Qeshm - Example News", "Quake strikes the island of Qeshm")]
    [InlineData("Quake strikes Qeshm - five dead", "Quake strikes Qeshm - five dead")]
    [InlineData("Live | Quake strikes the island of Qeshm", "Live | Quake strikes the island of Qeshm")]
    [InlineData("The long and short of it - why the island of Qeshm shakes again and again", "The long and short of it - why the island of Qeshm shakes again and again")]
    public void Outlets_at_the_end_are_no_part_of_a_title(string title, string expected) =>
        Assert.Equal(expected, Headline.WithoutOutlet(title).ToString());

    [Theory]
    [InlineData("https://news.example/world/2024/quake-strikes-island-of-qeshm?from=rss", "quake-strikes-island-of-qeshm")]
    [InlineData("https://news.example/quake_on_qeshm/story-1", "quake_on_qeshm")]
    [InlineData("https://news.example/article/12345", "")]
    [InlineData("https://news.example", "")]
    [InlineData("no address", "")]
    [InlineData(null, "")]
    public void A_path_of_several_words_tells_what_an_article_is_about(string? url, string expected) =>
        Assert.Equal(expected, Headline.OfUrl(url).ToString());

    [Fact]
    public void Words_of_the_path_join_those_of_a_title_that_was_cut()
    {
        var analyser = new ArticleAnalyser(new StoryOptions());

        var terms = analyser.Analyse(Stage.Wire.Article("a", "Quake strikes ...") with { Url = "https://news.example/1/quake-strikes-qeshm" }).Terms;

        Assert.Contains("qeshm", terms);
    }

    [Fact]
    public void Words_of_a_title_that_begin_alike_have_a_term_in_common()
    {
        var analyser = new ArticleAnalyser(new StoryOptions());

        var shared = analyser.Analyse(Stage.Wire.Article("a", "Olympians arrive")).Terms.Intersect(analyser.Analyse(Stage.Wire.Article("b", "An Olympic village")).Terms);

        Assert.Equal(["olymp~"], shared);
    }
}
