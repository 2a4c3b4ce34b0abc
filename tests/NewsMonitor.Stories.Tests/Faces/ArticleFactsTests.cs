using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Faces;
using NewsMonitor.Stories.Tests.Examples;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Faces;

public sealed class ArticleFactsTests
{
    [Fact]
    public void The_article_that_begins_a_story_is_all_new()
    {
        var first = Stream(MinisterNews.TheCall[0])[0];

        Assert.Equal(1, first.Adds!.Novelty);
        Assert.Contains("Gina Raimondo", first.Adds.Names);
        Assert.Contains("Wang Wentao", first.Adds.Names);
    }

    [Fact]
    public void A_second_report_adds_less_a_copy_nothing_and_each_only_what_the_story_had_not()
    {
        var call = Stream([.. MinisterNews.TheCall]);

        Assert.InRange(call[1].Adds!.Novelty, 0.2, 0.8);
        Assert.DoesNotContain("Gina Raimondo", call[1].Adds!.Names);
        Assert.Equal(["$18 billion"], call[2].Adds!.Figures);
        Assert.Equal(0, call[4].Adds!.Novelty);
        Assert.Empty(call[4].Adds!.Names);
        Assert.Empty(call[4].Facts);
    }

    [Theory]
    [InlineData("en", "They met US Commerce Secretary Gina Raimondo in the Ministry of Commerce.", "Gina Raimondo; Ministry of Commerce")]
    [InlineData("en", "Then Vice-Premier He Lifeng spoke to Inge Brandt of Corran Bank on Tuesday.", "He Lifeng; Inge Brandt; Corran Bank")]
    [InlineData("en", "The maker of the Corepack 500 is based in PORTO VARENNA, south of Halmen.", "Corepack 500; Porto Varenna; Halmen")]
    [InlineData("en", "Raimondo spoke first. She said that Raimondo would call again, and Gina Raimondo did.", "Gina Raimondo")]
    [InlineData("es", "Habló la presidenta Claudia Sheinbaum en la Universidad Nacional de México el lunes.", "Claudia Sheinbaum; Universidad Nacional de México")]
    [InlineData("de", "Gestern sprach Bundeskanzler Olaf Scholz mit der Ministerin über die Brücke.", "Olaf Scholz")]
    [InlineData("ru", "Вчера президент Эмманюэль Макрон встретился с министром в городе Лион.", "Эмманюэль Макрон; Лион")]
    [InlineData("zh", "商务部长王文涛与雷蒙多通电话。", "")]
    public void Names_are_found_by_their_capitals_inside_sentences(string language, string text, string names)
    {
        var added = Stream(Wire.Article("a", "", text, language: language))[0].Adds!.Names;

        Assert.Equal(names.Split("; ", StringSplitOptions.RemoveEmptyEntries).Order(), added.Order());
    }

    [Theory]
    [InlineData("en", "It killed at least nine people and injured more than 120 people.", "9 dead; 120 injured")]
    [InlineData("en", "Twenty-three people are known to have died.", "23 dead")]
    [InlineData("en", "The death toll rose to 1,031, officials said.", "1031 dead")]
    [InlineData("en", "The storm left 9 trillion trillion people dead.", "")]
    [InlineData("en", "John Doe, 23, was arrested; his uncle died at 95. One of the dead was named.", "")]
    [InlineData("en", "Twelve people were arrested 3 years ago.", "12 arrested")]
    [InlineData("es", "El terremoto deja al menos 31 muertos y 120 heridos.", "31 dead; 120 injured")]
    [InlineData("fr", "Le séisme a fait 31 morts et douze blessés.", "31 dead; 12 injured")]
    [InlineData("de", "Bei dem Beben gab es 31 Tote und 120 Verletzte.", "31 dead; 120 injured")]
    [InlineData("it", "Almeno 31 morti e 120 feriti.", "31 dead; 120 injured")]
    [InlineData("ru", "Не менее 31 человека погибли, 120 ранены.", "31 dead; 120 injured")]
    [InlineData("zh", "地震造成31人死亡，120人受伤。", "31 dead; 120 injured")]
    public void Tolls_are_read_with_what_they_count(string language, string text, string tolls)
    {
        var facts = Stream(Wire.Article("a", "", text, language: language))[0].Facts.Where(fact => fact.Kind == StoryFactKind.Toll);

        Assert.Equal(tolls.Split("; ", StringSplitOptions.RemoveEmptyEntries), facts.Select(fact => FormattableString.Invariant($"{fact.Value} {fact.Counts}")));
    }

    [Theory]
    [InlineData("en", "Rovers paid £31m for him, or 40 million euros, and $1.5 billion in all.", "£31m; 40 million euros; $1.5 billion")]
    [InlineData("en", "It recalled 68,000 batteries, 17% of them, on 8 October 2024 at 5:12 and won 3-1.", "68,000 batteries; 17%")]
    [InlineData("en", "The 23-year-old waited 40 minutes for 9 eggs.", "")]
    [InlineData("es", "Pagó 2 millones de euros el 8 de octubre.", "2 millones de euros")]
    public void Figures_are_money_and_numbers_that_count_something(string language, string text, string figures)
    {
        var added = Stream(Wire.Article("a", "", text, language: language))[0].Adds!.Figures;

        Assert.Equal(figures.Split("; ", StringSplitOptions.RemoveEmptyEntries), added);
    }

    [Fact]
    public void A_hostile_article_costs_what_the_limits_allow()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200_000).Select(i => $"Name{i} Killed {i} $"));

        var adds = Stream(Wire.Article("a", text, text))[0];

        Assert.Equal(8, adds.Adds!.Names.Length);
        Assert.InRange(adds.Facts.Length, 0, 16);
    }

    [Theory]
    [InlineData('x')]
    [InlineData(' ')]
    [InlineData('0')]
    public void What_has_no_end_is_shown_by_its_beginning(char c)
    {
        var endless = new string(c, 100_000);

        var article = Stream(Wire.Article("a", $"Storm hits X{endless}x", $"On Monday the storm hit X{endless}x and Port{endless} Amel. It left 9 {endless} dead, {endless}12 people injured and 250{endless} houses{endless} without water."))[0];

        Assert.All([.. article.Adds!.Names, .. article.Adds.Figures, .. article.Facts.Select(f => f.Text)], shown => Assert.InRange(shown.Length, 1, 140));
    }

    private static List<StoryAssignment> Stream(params Article[] articles)
    {
        var options = new StoryOptions();
        var analyser = new ArticleAnalyser(options);
        var engine = new StoryEngine(options, analyser);
        return [.. articles.Select(article => ArticleFacts.Add(engine.Assign(analyser.Analyse(article), out var news), article, news, options))];
    }
}
