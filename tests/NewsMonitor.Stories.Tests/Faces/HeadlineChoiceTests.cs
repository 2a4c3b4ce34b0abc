using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Stories.Tests.Faces;

public sealed class HeadlineChoiceTests
{
    [Fact]
    public void The_title_most_like_the_others_is_the_headline() =>
        Assert.Equal("c", Choose(null, "'We heard voices' in the ruins", "Talavan shaken before dawn", "Quake kills nine in Talavan", "Nine dead after quake in Talavan"));

    [Fact]
    public void Of_two_titles_the_first_stays() => Assert.Equal("a", Choose("a", "Quake kills nine", "Nine dead in Talavan"));

    [Fact]
    public void The_headline_changes_only_for_a_clearly_better_title()
    {
        string[] titles = ["Quake kills nine in Talavan", "Nine dead as quake hits Talavan", "Talavan quake leaves nine dead", "Nine die in Talavan quake"];

        Assert.Equal("a", Choose("a", titles));
        Assert.Equal("b", Choose("b", titles));
    }

    [Fact]
    public void The_same_title_again_and_again_votes_once()
    {
        string[] titles = ["Quake kills nine in Talavan", "Nine dead as quake hits Talavan", "Talavan quake: nine dead", "Weather", "Weather", "Weather", "weather."];

        Assert.NotEqual("d", Choose(null, titles));
        Assert.Equal("e", Choose("e", "Weather", "Rain", "Sun", "Quake", "Weather"));
    }

    [Fact]
    public void A_headline_whose_article_has_left_is_chosen_anew() => Assert.Equal("a", Choose("gone", "Quake kills nine", "Nine dead in Talavan"));

    [Fact]
    public void Rare_words_weigh_more_where_that_is_known()
    {
        ArticleTitle[] titles = [new("a", "Breaking news update today"), new("b", "Breaking news update Talavan"), new("c", "Talavan quake"), new("d", "Talavan quake toll")];

        Assert.Equal("c", HeadlineChoice.Choose(titles, null, "en", new FaceOptions(), term => term is "talavan" or "quak" ? 5 : 0.1));
    }

    [Fact]
    public void Without_titles_there_is_none() => Assert.Null(Choose("a"));

    private static string? Choose(string? current, params string[] titles) =>
        HeadlineChoice.Choose([.. titles.Select((title, i) => new ArticleTitle($"{(char)('a' + i)}", title))], current, "en", new FaceOptions());
}
