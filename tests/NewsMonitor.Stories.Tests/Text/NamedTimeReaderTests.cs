using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Text;

public sealed class NamedTimeReaderTests
{
    private const int Tuesday = 1 << 2;
    private const int Thursday = 1 << 4;
    private const int October = 1 << (7 + 9);

    [Theory]
    [InlineData("en", "Talks on Tuesday, October 8", Tuesday | October)]
    [InlineData("de", "Gespräch am Dienstag im Oktober", Tuesday | October)]
    [InlineData("fr", "Entretien mardi 8 octobre", Tuesday | October)]
    [InlineData("es", "Conversación el martes 8 de octubre", Tuesday | October)]
    [InlineData("pt", "Conversa na terça-feira, 8 de outubro", Tuesday | October)]
    [InlineData("it", "Colloquio martedì 8 ottobre", Tuesday | October)]
    [InlineData("nl", "Gesprek op dinsdag 8 oktober", Tuesday | October)]
    [InlineData("pl", "Rozmowa we wtorek 8 października", Tuesday | October)]
    [InlineData("sl", "Pogovor v torek 8. oktobra", Tuesday | October)]
    [InlineData("tr", "8 Ekim Salı günü görüştü", Tuesday | October)]
    [InlineData("ru", "Разговор во вторник, 8 октября", Tuesday | October)]
    [InlineData("uk", "Розмова у вівторок, 8 жовтня", Tuesday | October)]
    [InlineData("ar", "مكالمة يوم الثلاثاء 8 أكتوبر", Tuesday | October)]
    [InlineData("zh", "两位部长星期二通话", Tuesday)]
    [InlineData("zh", "两位部长周二通话", Tuesday)]
    [InlineData("ja", "両大臣は火曜に電話で話した", Tuesday)]
    [InlineData("en", "First on Tuesday, then on Thursday", Tuesday | Thursday)]
    [InlineData("en", "Prices may rise as Marco sat in the sun", 0)]
    [InlineData("pt", "A segunda rodada e a quinta vitória", 0)]
    public void A_text_names_weekdays_and_months(string language, string title, int bits) =>
        Assert.Equal(bits, Analyse(Wire.Article("a", title, language: language)).Times.Bits);

    [Fact]
    public void What_is_named_far_down_in_a_text_is_something_else() =>
        Assert.Equal(0, Analyse(Wire.Article("a", "Talks", string.Join(' ', Enumerable.Repeat("word", 80)) + " on Tuesday")).Times.Bits);

    [Fact]
    public void A_bit_that_stands_for_nothing_is_refused() => Assert.Throws<InvalidDataException>(() => NamedTimes.FromBits(1UL << NamedTimes.Count));

    private static AnalysedArticle Analyse(Model.Article article) => new ArticleAnalyser(new StoryOptions()).Analyse(article);
}
