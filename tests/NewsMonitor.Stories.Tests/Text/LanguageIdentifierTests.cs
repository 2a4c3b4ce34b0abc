using System.Text;
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
    [InlineData("swe", "sv")]
    [InlineData("fil-PH", "fil")]
    [InlineData("qaa", "und")]
    [InlineData("mul", "und")]
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
    [InlineData("ja", "東京都知事選挙結果速報", "ja")]
    [InlineData("ja", "两国部长周二通电话讨论新关税和汽车出口限制问题", "zh")]
    [InlineData("fa", "وزیران درباره تعرفه‌های جدید سخن گفتند", "fa")]
    public void A_declared_tag_yields_to_a_text_that_contradicts_it_clearly(string declared, string title, string expected)
    {
        Assert.Equal(expected, _identifier.Identify(declared, title, ""));
    }

    [Fact]
    public void Passages_of_two_hundred_characters_show_their_language()
    {
        Assert.All(Passages.All, passage => Assert.Equal(passage.Language, _identifier.Identify(null, "", passage.Text)));
    }

    [Fact]
    public void Passages_without_their_diacritics_or_all_in_capitals_show_it_too()
    {
        Assert.All(Passages.All, passage =>
        {
            var plain = string.Concat(passage.Text.Normalize(NormalizationForm.FormD).Where(c => c is < '\u0300' or > '\u036F')).Replace('ł', 'l').Replace('ı', 'i');
            // Of Cyrillic letters the marks are no decoration.
            if (passage.Language is not ("ru" or "uk" or "ja"))
                Assert.Equal(passage.Language, _identifier.Identify(null, "", plain));
            Assert.Equal(passage.Language, _identifier.Identify(null, "", passage.Text.ToUpperInvariant()));
        });
    }

    [Fact]
    public void A_wrong_tag_is_overruled_by_a_passage_in_any_of_the_languages()
    {
        var languages = Passages.All.Select(p => p.Language).Distinct().ToList();
        Assert.All(Passages.All, passage =>
            Assert.All(languages, tag => Assert.Equal(passage.Language, _identifier.Identify(tag, "", passage.Text))));
    }

    [Theory]
    [InlineData("sv", "Kommunfullmäktige beslutade på torsdagskvällen att stänga två av de äldsta simhallarna, eftersom en renovering skulle bli dyrare än en ny byggnad. Föräldrar som hade samlats utanför huset säger att de ska gå till domstol före sommaren.")]
    [InlineData("da", "Byrådet besluttede torsdag aften at lukke to af de ældste svømmehaller, fordi en renovering ville blive dyrere end en ny bygning. Forældre, der var samlet foran rådhuset, siger, at de vil gå i retten inden sommeren.")]
    [InlineData("nb", "Kommunestyret vedtok torsdag kveld å stenge to av de eldste svømmehallene, fordi en oppussing ville bli dyrere enn et nytt bygg. Foreldre som hadde samlet seg utenfor rådhuset, sier at de vil gå til retten før sommeren.")]
    [InlineData("fi", "Kaupunginvaltuusto päätti torstai-iltana sulkea kaksi vanhinta uimahallia, koska korjaus maksaisi enemmän kuin uusi rakennus. Talon eteen kokoontuneet vanhemmat sanoivat vievänsä asian oikeuteen ennen kesää.")]
    [InlineData("cs", "Městská rada ve čtvrtek večer rozhodla o uzavření dvou nejstarších bazénů, protože oprava by stála více než nová budova. Rodiče, kteří se sešli před radnicí, oznámili, že se ještě před létem obrátí na soud.")]
    [InlineData("ro", "Consiliul local a hotărât joi seara să închidă două dintre cele mai vechi bazine, pentru că reparațiile ar costa mai mult decât o clădire nouă. Părinții adunați în fața primăriei au anunțat că vor merge în instanță înainte de vară.")]
    [InlineData("hu", "A városi tanács csütörtök este úgy döntött, hogy bezár két régi uszodát, mert a felújítás többe kerülne, mint egy új épület. A városháza előtt összegyűlt szülők azt mondták, hogy még a nyár előtt bírósághoz fordulnak.")]
    [InlineData("hr", "Gradsko vijeće odlučilo je u četvrtak navečer zatvoriti dva najstarija bazena jer bi obnova stajala više od nove zgrade. Roditelji koji su se okupili ispred vijećnice najavili su da će prije ljeta otići na sud.")]
    [InlineData("ca", "El ple municipal va decidir dijous a la nit tancar dues de les piscines més antigues, perquè les obres costarien més que un edifici nou. Els pares reunits davant l'ajuntament diuen que aniran als tribunals abans de l'estiu.")]
    [InlineData("id", "Dewan kota pada Kamis malam memutuskan untuk menutup dua kolam renang tertua karena perbaikannya akan lebih mahal daripada gedung baru. Para orang tua yang berkumpul di depan balai kota akan pergi ke pengadilan sebelum musim panas.")]
    [InlineData("bg", "Градският съвет реши в четвъртък вечерта да затвори два от най-старите басейни, защото ремонтът би струвал повече от нова сграда. Родителите, които се събраха пред входа, заявиха, че ще отидат в съда преди лятото.")]
    public void A_declared_language_that_is_not_detected_is_believed_where_no_other_is_clear(string declared, string passage)
    {
        Assert.Equal(declared, _identifier.Identify(declared, "", passage));
    }

    [Theory]
    [InlineData("fi", "Kaupunginvaltuusto päätti torstai-iltana sulkea kaksi vanhinta uimahallia, koska korjaus maksaisi enemmän kuin uusi rakennus. Talon eteen kokoontuneet vanhemmat sanoivat vievänsä asian oikeuteen ennen kesää.")]
    [InlineData("id", "Dewan kota pada Kamis malam memutuskan untuk menutup dua kolam renang tertua karena perbaikannya akan lebih mahal daripada gedung baru. Para orang tua yang berkumpul di depan balai kota akan pergi ke pengadilan sebelum musim panas.")]
    public void A_passage_of_a_language_that_is_not_detected_is_not_given_to_another(string language, string passage)
    {
        Assert.Equal("und", _identifier.Identify(null, "", passage));
        Assert.Equal(language, _identifier.Identify(language, "", passage));
    }

    [Theory]
    [InlineData("sv", "en", "The city council voted late on Thursday to close two of its oldest swimming pools because of the cost")]
    [InlineData("ca", "es", "El ayuntamiento aprobó el jueves por la noche el cierre de dos de sus piscinas más antiguas porque las obras costarían más que un edificio nuevo")]
    [InlineData("bg", "ru", "Городской совет в четверг вечером решил закрыть два старейших бассейна, потому что ремонт обошёлся бы дороже, и родители уже заявили, что обратятся в суд")]
    public void The_tag_of_a_language_that_is_not_detected_yields_as_well_when_another_is_clear(string declared, string expected, string title)
    {
        Assert.Equal(expected, _identifier.Identify(declared, title, ""));
    }

    [Theory]
    [InlineData("en", "WASHINGTON — The minister said the two words \"спасибо\" and \"до свидания\" to reporters and left")]
    [InlineData("ru", "Компания Apple представила новый iPhone 17 Pro Max и MacBook Air в Купертино")]
    [InlineData("ja", "トヨタがTesla Model Yに対抗する新型EVを発表")]
    [InlineData("zh", "苹果公司发布新款 iPhone 17 Pro Max 和 MacBook Air")]
    [InlineData("ar", "‏أعلنت شركة Apple عن هاتف iPhone 17 Pro الجديد‏ 🎉")]
    [InlineData("he", "ראש הממשלה נפגש עם שר החוץ 🇮🇱 בירושלים")]
    [InlineData("th", "นายกรัฐมนตรีเดินทางเยือนญี่ปุ่นในสัปดาห์หน้า")]
    [InlineData("en", "🔥🔥🔥 Breaking: the river has burst its banks 🌊🌊 and thousands have to leave their homes")]
    public void Names_in_another_script_and_emoji_do_not_change_the_language(string expected, string title)
    {
        Assert.Equal(expected, _identifier.Identify(null, title, ""));
    }

    [Fact]
    public void Whatever_feeds_declare_there_are_no_more_languages_than_news_is_written_in()
    {
        const string letters = "abcdefghijklmnopqrstuvwxyz";
        var declared = letters.SelectMany(a => letters.SelectMany(b => letters.Select(c => $"{a}{b}{c}").Append($"{a}{b}")));

        var languages = declared.Select(tag => _identifier.Identify(tag, "Zzyzx", "")).ToHashSet();

        Assert.InRange(languages.Count, 184, 240);
        Assert.Contains(LanguageIdentifier.Undetermined, languages);
    }
}
