using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Faces;
using NewsMonitor.Stories.Tests.Examples;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Faces;

public sealed class FaceReaderTests
{
    [Fact]
    public void A_story_shows_who_and_where_and_what_in_the_words_of_its_articles()
    {
        var face = Read([.. MinisterNews.TheCall]);

        Assert.Equal(["Gina Raimondo", "Wang Wentao"], face.Names.Take(2).Order());
        Assert.Equal(["CN", "US"], face.Countries);
        Assert.Contains("cars", face.KeyTerms);
        Assert.Contains("connected", face.KeyTerms);
        Assert.DoesNotContain("raimondo", face.KeyTerms);
        Assert.Equal(["en"], face.Languages);
        Assert.Equal(8, face.KeyTerms.Length);
    }

    [Fact]
    public void What_one_article_of_several_mentions_is_not_shown()
    {
        var face = Read(
            Wire.Article("a", "Quake hits Talavan", "A quake hit Talavan, said Rana Osmet."), Wire.Article("b", "Quake in Talavan", "The quake in Talavan was felt in Lira."),
            Wire.Article("c", "Talavan counts its dead", "In Talavan the quake killed nine, said Rana Osmet."));

        Assert.Equal(["Rana Osmet", "Talavan"], face.Names.Order());
    }

    [Fact]
    public void Countries_are_no_names_and_of_two_names_in_one_the_stronger_is_shown()
    {
        var face = Read(
            Wire.Article("a", "Plane crash in Costa Rica", "A plane of Nature Air crashed in Costa Rica. The plane of Nature Air Cargo burned, said Nature Air."),
            Wire.Article("b", "Costa Rican plane crash", "The Costa Rican airline Nature Air said so."));

        Assert.Equal(["Nature Air"], face.Names);
        Assert.Equal(["CR"], face.Countries);
    }

    [Fact]
    public void A_word_without_end_is_shown_by_its_beginning()
    {
        var endless = new string('x', 100_000);

        var face = Read(Wire.Article("a", $"Storm hits X{endless} and {endless}", $"On Monday the storm hit X{endless} and {endless}."));

        Assert.All([.. face.Names, .. face.KeyTerms], shown => Assert.InRange(shown.Length, 1, 120));
    }

    [Fact]
    public void Pairs_of_characters_are_put_together_again()
    {
        var face = Read(
            Wire.Article("a", "商务部长王文涛与雷蒙多通电话", "商务部长王文涛说，半导体政策令人关切。", language: "zh"),
            Wire.Article("b", "王文涛与雷蒙多通话谈半导体", "半导体和网联汽车是通话的重点。", language: "zh"));

        Assert.Contains("王文涛", string.Concat(face.KeyTerms), StringComparison.Ordinal);
        Assert.Contains("半导体", face.KeyTerms);
        Assert.Empty(face.Names);
    }

    [Theory]
    [InlineData("en", "South Korean and US officials met in Riyadh. They told us of Turkish delight.", "KR SA TR US")]
    [InlineData("en", "He bought china and a turkey.", "")]
    [InlineData("es", "El presidente mexicano viajó a los Estados Unidos.", "MX US")]
    [InlineData("fr", "Le ministre chinois est à Paris avec la délégation sud-coréenne.", "CN FR")]
    [InlineData("de", "Die chinesische Regierung und das Auswärtige Amt in Berlin", "CN DE")]
    [InlineData("ru", "В Москве и Пекине обсудили российский газ для Китая.", "CN RU")]
    [InlineData("pl", "Rozmowy w Kijowie i Moskwie o ukraińskiej granicy", "RU UA")]
    [InlineData("tr", "Ankara ve Moskova görüştü; ABD izliyor", "RU TR US")]
    [InlineData("ar", "قال وزير الخارجية الصيني في واشنطن", "CN US")]
    [InlineData("zh", "中国商务部长与美国商务部长通电话", "CN US")]
    [InlineData("ja", "日本と米国の首脳が東京で会談した", "JP US")]
    [InlineData("sl", "Slovenski premier je obiskal Zagreb", "HR SI")]
    public void Countries_are_told_by_names_people_and_capitals(string language, string text, string codes) =>
        Assert.Equal(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries), Read(Wire.Article("a", "", text, language: language)).Countries);

    [Fact]
    public void The_countries_of_outlets_are_those_of_their_domains()
    {
        string[] sources = ["a.co.uk", "b.de", "c.de", "d.tv", "e.com", "localhost"];

        var face = Read([.. sources.Select((source, i) => Wire.Article($"{i}", "Quake in Talavan", "A quake.") with { Source = source })]);

        Assert.Equal(["DE", "GB"], face.SourceCountries);
    }

    private static StoryFace Read(params Article[] articles)
    {
        var options = new StoryOptions();
        var analyser = new ArticleAnalyser(options);
        var engine = new StoryEngine(options, analyser);
        var analysed = articles.Select(analyser.Analyse).ToList();
        analysed.ForEach(article => engine.Restore(article, "story"));
        return FaceReader.Read([.. articles.Zip(analysed).Select(a => new ReadArticle(a.First, a.Second, engine.Tell(a.Second)))], options);
    }
}
