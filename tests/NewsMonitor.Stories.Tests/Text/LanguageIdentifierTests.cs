using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Text;

public sealed class LanguageIdentifierTests
{
    private readonly LanguageIdentifier _identifier = new();

    [Theory]
    [InlineData("en", "The ministers spoke by phone on Tuesday about the new tariffs")]
    [InlineData("es", "Los ministros hablaron por teléfono el martes sobre los nuevos aranceles")]
    [InlineData("pt", "Os ministros falaram ao telefone na terça-feira sobre as novas tarifas")]
    [InlineData("fr", "Les ministres se sont parlé au téléphone mardi des nouveaux droits de douane")]
    [InlineData("de", "Die Minister sprachen am Dienstag am Telefon über die neuen Zölle")]
    [InlineData("it", "I ministri hanno parlato al telefono martedì dei nuovi dazi")]
    [InlineData("nl", "De ministers spraken dinsdag aan de telefoon over de nieuwe heffingen")]
    [InlineData("pl", "Ministrowie rozmawiali we wtorek przez telefon o nowych cłach")]
    [InlineData("tr", "Bakanlar salı günü yeni gümrük vergileri hakkında telefonda görüştü")]
    [InlineData("sl", "Ministra sta se v torek po telefonu pogovarjala o novih carinah")]
    [InlineData("ru", "Министры обсудили во вторник по телефону новые пошлины")]
    [InlineData("uk", "Міністри обговорили у вівторок телефоном нові мита")]
    [InlineData("ar", "تحدث الوزيران هاتفيا يوم الثلاثاء عن الرسوم الجديدة")]
    [InlineData("fa", "وزیران روز سه‌شنبه تلفنی گفتگو کردند و چند پرسش پاسخ گرفت")]
    [InlineData("zh", "两国部长周二通电话讨论新关税")]
    [InlineData("ja", "両国の閣僚が火曜日に電話で新しい関税について話した")]
    [InlineData("ko", "양국 장관은 화요일 전화로 새 관세를 논의했다")]
    [InlineData("und", "")]
    [InlineData("und", "12345 !!! 👍")]
    public void A_sentence_shows_its_language(string expected, string sentence)
    {
        Assert.Equal(expected, _identifier.Identify(null, sentence, ""));
    }

    [Theory]
    [InlineData("en-US", "en")]
    [InlineData("EN", "en")]
    [InlineData("eng", "en")]
    [InlineData("sv-SE", "sv")]
    [InlineData("", "und")]
    [InlineData("x", "und")]
    [InlineData("not a tag", "und")]
    public void A_declared_tag_is_reduced_to_its_primary_subtag_and_believed_when_nothing_speaks_against_it(string declared, string expected)
    {
        Assert.Equal(expected, _identifier.Identify(declared, "Zzyzx", ""));
    }

    [Theory]
    [InlineData("en-us", "Министры обсудили по телефону новые пошлины", "ru")]
    [InlineData("ru", "Ministers speak by phone", "en")]
    [InlineData("en", "Los ministros hablaron por teléfono el martes sobre los nuevos aranceles que entran en vigor esta semana", "es")]
    [InlineData("fr", "Tokyo 2020: Zach LaVine", "fr")]
    public void A_declared_tag_yields_to_a_text_that_contradicts_it_clearly(string declared, string title, string expected)
    {
        Assert.Equal(expected, _identifier.Identify(declared, title, ""));
    }
}
