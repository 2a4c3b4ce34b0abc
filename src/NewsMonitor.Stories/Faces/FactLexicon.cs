using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Faces;

/// <summary>The words beside numbers and names that say what they are, folded as <see cref="Text.Tokenizer"/> folds them, by language.</summary>
internal static class FactLexicon
{
    private static readonly Dictionary<string, Words> ByLanguage = new()
    {
        ["en"] = Read(
            """
            dead: killed deaths fatalities · dead after: dead died dies die victims fatality · dead before: killing kills kill toll death
            injured: injured wounded injuries · injured after: hurt · injured before: injuring wounding
            missing: missing unaccounted
            arrested: arrests detentions · arrested after: arrested detained
            displaced: evacuated displaced homeless
            time: year years month months week weeks day days hour hours minute minutes second seconds am pm gmt bst est
            thousand: thousand k · million: million millions m mn · billion: billion billions bn · trillion: trillion tn
            currency: dollar=USD dollars=USD euro=EUR euros=EUR pound=GBP pounds=GBP yen=JPY yuan=CNY rouble=RUB roubles=RUB ruble=RUB rubles=RUB rupees=INR lira=TRY zloty=PLN
            percent: percent
            number: two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90
            honorific: president premier minister secretary chancellor mr mrs ms dr colonel captain sergeant judge senator congressman congresswoman rep sen gov governor mayor pope director chairman chairwoman manager coach professor deputy former
            particle: of de del da di van von der den al el bin la le the du dos
            calendar: monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
            """),
        ["es"] = Read(
            """
            dead: muertos muertas muerto muerta murieron mueren fallecidos fallecidas fallecieron victimas mortales matado mata
            injured: heridos heridas herido lesionados
            missing: desaparecidos desaparecidas
            arrested: detenidos detenidas arrestados
            displaced: evacuados desplazados evacuadas
            time: ano anos mes meses semana semanas dia dias hora horas minuto minutos segundos enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
            thousand: mil · million: millon millones · trillion: billon billones
            currency: dolar=USD dolares=USD euro=EUR euros=EUR libras=GBP pesos=MXN yuanes=CNY
            percent: ciento
            number: dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 veinte=20 treinta=30
            honorific: presidente presidenta ministro ministra secretario secretaria senor senora don dona doctor rey reina papa
            particle: de del la las los el y da
            calendar: lunes martes miercoles jueves viernes sabado domingo
            """),
        ["pt"] = Read(
            """
            dead: mortos mortas morto morreram morrem mortes vitimas obitos
            injured: feridos feridas ferido
            missing: desaparecidos desaparecidas
            arrested: presos detidos presas
            displaced: desalojados desabrigados evacuados
            time: ano anos mes meses semana semanas dia dias hora horas minuto minutos segundos janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
            thousand: mil · million: milhao milhoes mi · billion: bilhao bilhoes bi
            currency: dolar=USD dolares=USD euro=EUR euros=EUR libras=GBP reais=BRL
            number: dois=2 duas=2 tres=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 quinze=15 vinte=20 trinta=30
            honorific: presidente presidenta ministro ministra secretario secretaria senhor dom doutor rei rainha papa
            particle: de do da dos das e
            """),
        ["fr"] = Read(
            """
            dead: morts mortes mort tues tuees tue deces victimes
            injured: blesses blessees blesse
            missing: disparus disparues
            arrested: arretes interpelles arrestations
            displaced: evacues deplaces
            time: an ans annee annees mois semaine semaines jour jours heure heures minute minutes secondes h janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
            thousand: mille · million: million millions · billion: milliard milliards
            currency: dollar=USD dollars=USD euro=EUR euros=EUR livres=GBP
            number: deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 quinze=15 vingt=20 trente=30
            honorific: president presidente ministre premier madame monsieur m mme docteur roi reine pape
            particle: de du des la le d l
            """),
        ["de"] = Read(
            """
            dead: tote toten toter todesopfer getotet gestorben opfer
            injured: verletzte verletzten verletzt verletzter
            missing: vermisste vermissten vermisst
            arrested: festgenommen festnahmen verhaftet
            displaced: evakuiert vertrieben
            time: jahr jahre jahren monat monate monaten woche wochen tag tage tagen stunde stunden minute minuten sekunden uhr januar februar marz april mai juni juli august september oktober november dezember
            thousand: tausend tsd · million: million millionen mio · billion: milliarde milliarden mrd · trillion: billionen
            currency: dollar=USD euro=EUR pfund=GBP franken=CHF
            percent: prozent
            number: zwei=2 drei=3 vier=4 funf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwolf=12 zwanzig=20 dreissig=30
            honorific: prasident prasidentin minister ministerin kanzler kanzlerin bundeskanzler bundeskanzlerin herr frau dr konig papst ministerprasident
            particle: von van der zu de
            calendar: montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz april mai juni juli august september oktober november dezember
            """),
        ["it"] = Read(
            """
            dead: morti morte morto vittime uccisi uccise
            injured: feriti ferite ferito
            missing: dispersi disperse scomparsi
            arrested: arrestati fermati arresti
            displaced: evacuati sfollati
            time: anno anni mese mesi settimana settimane giorno giorni ora ore minuto minuti secondi gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
            thousand: mila mille · million: milione milioni mln · billion: miliardo miliardi mld
            currency: dollaro=USD dollari=USD euro=EUR sterline=GBP
            number: due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12 venti=20 trenta=30
            honorific: presidente ministro ministra signor signora re regina papa premier
            particle: di de da del della dei la
            """),
        ["nl"] = Read(
            """
            dead: doden dode gedood omgekomen overleden slachtoffers
            injured: gewonden gewond gewonde
            missing: vermisten vermist
            arrested: aangehouden gearresteerd
            displaced: geevacueerd
            time: jaar maand maanden week weken dag dagen uur uren minuut minuten seconden januari februari maart april mei juni juli augustus september oktober november december
            thousand: duizend · million: miljoen mln · billion: miljard mld
            currency: dollar=USD euro=EUR pond=GBP
            percent: procent
            number: twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 twaalf=12 twintig=20 dertig=30
            honorific: president minister premier koning koningin paus mevrouw meneer
            particle: van de der den het
            """),
        ["pl"] = Read(
            """
            dead: zabitych zginelo zginely ofiar ofiary zmarlo
            injured: rannych ranni rannymi poszkodowanych
            missing: zaginionych
            arrested: zatrzymanych zatrzymano aresztowano
            time: rok roku lat lata miesiac miesiecy tydzien tygodni dzien dni godzin godziny minut sekund stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia
            thousand: tys tysiac tysiecy · million: mln milion milionow · billion: mld miliard miliardow
            currency: dolarow=USD euro=EUR zlotych=PLN zl=PLN
            percent: procent proc
            honorific: prezydent premier minister pan pani
            """),
        ["ru"] = Read(
            """
            dead: погибших погибли погибло погибшими убиты убитых жертв умерли
            injured: раненых ранены пострадавших пострадали ранено
            missing: пропавших
            arrested: задержаны задержано задержанных арестованы
            displaced: эвакуированы эвакуировано
            time: год года лет месяц месяца месяцев неделя недели недель день дня дней час часа часов минут секунд января февраля марта апреля мая июня июля августа сентября октября ноября декабря
            thousand: тыс тысяч тысячи · million: млн миллион миллиона миллионов · billion: млрд миллиард миллиарда миллиардов
            currency: рублеи=RUB рублей=RUB рубля=RUB долларов=USD доллара=USD евро=EUR
            percent: процентов процента процент
            honorific: президент президента министр премьер глава господин
            """),
        ["uk"] = Read(
            """
            dead: загинули загиблих загинуло вбито
            injured: поранених поранено постраждалих постраждали
            missing: зниклих
            arrested: затримано затримали
            time: рік року років місяць місяців тиждень тижнів день дня днів година годин хвилин січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
            thousand: тис тисяч · million: млн мільион мільйонів · billion: млрд мільярд мільярдів
            currency: гривень=UAH доларів=USD евро=EUR євро=EUR
            honorific: президент президента міністр премєр
            """),
        ["tr"] = Read(
            """
            dead: olen oldu oluler hayatini can
            injured: yarali yaralandi
            missing: kayip
            arrested: gozaltina tutuklandi
            time: yil yilinda ay hafta gun saat dakika saniye ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
            thousand: bin · million: milyon · billion: milyar · trillion: trilyon
            currency: lira=TRY liralik=TRY dolar=USD euro=EUR avro=EUR
            """),
        ["ar"] = Read(
            """
            dead: قتيل قتيلا قتلي مقتل وفاه ضحايا
            injured: جريح جريحا جرحي مصاب مصابا اصابه
            missing: مفقود مفقودا مفقودين
            arrested: اعتقال توقيف
            time: عام عاما سنه سنوات شهر اشهر يوم يوما ايام ساعه ساعات دقيقه يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
            thousand: الف الاف · million: مليون ملايين · billion: مليار مليارات
            currency: دولار=USD يورو=EUR ريال=SAR
            """),
        ["zh"] = Read(
            """
            dead: 死亡 遇难 遇難 身亡 丧生 喪生 罹难 罹難
            injured: 受伤 受傷 伤者 負傷 负伤
            missing: 失踪 失蹤 失联
            arrested: 被捕 逮捕 拘留
            time: 年前 月日 小时 分钟
            currency: 美元=USD 欧元=EUR 人民=CNY 日元=JPY
            """),
        ["ja"] = Read(
            """
            dead: 死亡 死者
            injured: 負傷 重軽
            missing: 不明
            arrested: 逮捕
            time: 年前 時間 分間
            currency: ドル=USD 円の=JPY
            """),
    };

    /// <summary>Value of a word that says what the number after it counts ("killing nine"), and never one before it.</summary>
    public const double CountsBefore = -1;

    /// <summary>The other way round: "nine dead", but "dead at 95".</summary>
    public const double CountsAfter = 1;

    public static Words Of(string language) => ByLanguage.GetValueOrDefault(language, ByLanguage["en"]);

    private static Words Read(string lines)
    {
        var words = new Dictionary<string, Entry>();
        foreach (var line in lines.Split(['\n', '·'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (word, value) = line[..colon] switch
            {
                "thousand" => (FactWord.Multiplier, 1e3),
                "million" => (FactWord.Multiplier, 1e6),
                "billion" => (FactWord.Multiplier, 1e9),
                "trillion" => (FactWord.Multiplier, 1e12),
                var name when name.Split(' ') is [var first, var side] => (Enum.Parse<FactWord>(first, ignoreCase: true), side == "before" ? CountsBefore : CountsAfter),
                var name => (Enum.Parse<FactWord>(name, ignoreCase: true), 0.0),
            };
            foreach (var item in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = item.Split('=');
                // The first meaning stays: "mars" is a month, whatever else it is.
                words.TryAdd(parts[0], word switch
                {
                    FactWord.Number => new Entry(word, double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), null),
                    FactWord.Currency => new Entry(word, 0, parts[1]),
                    _ => new Entry(word, value, null),
                });
            }
        }

        return new Words(words);
    }

    /// <param name="Word">What it says.</param>
    /// <param name="Value">Of a number in letters or a multiplier; on which side what a toll counts stands; 0 for others.</param>
    /// <param name="Currency">ISO 4217; null for other words.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Entry(FactWord Word, double Value, string? Currency);

    /// <summary>The words of one language. Most words of a text are none of them, which their ends and length tell.</summary>
    internal sealed class Words
    {
        private readonly FrozenDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _words;
        private readonly bool[] _shapes = new bool[4096];

        public Words(Dictionary<string, Entry> words)
        {
            foreach (var word in words.Keys)
                _shapes[Shape(word)] = true;
            _words = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public Entry Find(ReadOnlySpan<char> word) =>
            _shapes[Shape(word)] && _words.TryGetValue(word, out var entry) ? entry : default;

        private static int Shape(ReadOnlySpan<char> word) => ((word[0] * 131) + (word[^1] * 17) + (word[word.Length / 2] * 37) + word.Length) & 4095;
    }
}
