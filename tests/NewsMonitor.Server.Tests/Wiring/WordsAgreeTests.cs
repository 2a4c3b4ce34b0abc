using NewsMonitor.Alerts.Queries;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Server.Tests.Wiring;

/// <summary>
/// Two rooms read words, each for its own purpose: what the one takes for a word, the other must find. Not so in Thai and in Indic scripts, whose
/// vowel signs the story engine leaves out and a query does not.
/// </summary>
public sealed class WordsAgreeTests
{
    [Theory]
    [InlineData("US Commerce Secretary Gina Raimondo's phone call with the E.U. and J.K. Rowling on Tuesday")]
    [InlineData("Der Straßenbau in Köln und Łódź, Élysée façade, smørrebrød, İstanbul'da açıklandı")]
    [InlineData("Министр торговли Москвы ёлка и Київ")]
    [InlineData("الرئيس المصري يلتقي وزير الخارجية")]
    [InlineData("הממשלה אישרה את התקציב")]
    [InlineData("中国商务部部长王文涛与美国商务部长雷蒙多通电话")]
    [InlineData("ガザ地区で停戦合意、米国務長官が発表")]
    [InlineData("미국은 중국과 통화했다")]
    [InlineData("Πρωθυπουργός Μητσοτάκης ανακοίνωσε")]
    [InlineData("iPhone15 発売 COVID-19 G20 CO2")]
    public void What_the_story_engine_takes_for_a_word_a_query_finds(string text)
    {
        var article = new ArticleText("", text, "", "und");
        var words = Words(text);
        Assert.NotEmpty(words);
        Assert.DoesNotContain(words, word => !Query.Parse($"\"{word}\"").Holds(article));
    }

    private static List<string> Words(string text)
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var tokens = new Tokenizer(text, buffer);
        var words = new List<string>();
        while (tokens.MoveNext())
            words.Add(tokens.Current.ToString());
        return words;
    }
}
