using NewsMonitor.Model;
using NewsMonitor.Stories.Linking;
using NewsMonitor.Stories.Tests.Examples;
using NewsMonitor.Stories.Tests.Stage;

namespace NewsMonitor.Stories.Tests.Linking;

/// <summary>The ministers' call and the secretary's visit in other languages, and other news of the same countries; written for these tests.</summary>
internal static class ForeignNews
{
    public static readonly DateTimeOffset Call = new(2024, 10, 8, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Visit = new(2023, 8, 28, 8, 0, 0, TimeSpan.Zero);

    public static readonly (string Language, string Title, string Text)[] TheCall =
    [
        ("es", "Los responsables de Comercio de China y Estados Unidos hablan por teléfono sobre semiconductores",
            "El ministro chino de Comercio, Wang Wentao, y la secretaria de Comercio de Estados Unidos, Gina Raimondo, conversaron por teléfono el martes. Wang expresó su preocupación por la política de Washington sobre semiconductores y por el veto a los coches conectados chinos, y pidió que se levanten las sanciones a las empresas chinas. Raimondo respondió que la seguridad nacional no se negocia. Pekín calificó la conversación de franca, profunda y pragmática."),
        ("de", "Handelsminister aus China und den USA telefonieren: Streit über Halbleiter und vernetzte Autos",
            "Der chinesische Handelsminister Wang Wentao und US-Handelsministerin Gina Raimondo haben am Dienstag telefoniert. Wang äußerte sich besorgt über die Halbleiterpolitik Washingtons und die geplanten Beschränkungen für vernetzte Autos aus China und forderte, die Sanktionen gegen chinesische Unternehmen aufzuheben. Raimondo sagte, über die nationale Sicherheit werde nicht verhandelt. Peking nannte das Telefonat offen und pragmatisch."),
        ("zh", "王文涛与美国商务部长雷蒙多通电话",
            "中国商务部长王文涛8日与美国商务部长雷蒙多通电话。王文涛就美国对华半导体政策和限制中国网联汽车表达严重关切，要求美方尽快取消对中国企业的制裁。雷蒙多表示，国家安全不容谈判。双方同意保持沟通。中方称，通话坦诚、深入、务实。"),
        ("ru", "Министры торговли Китая и США обсудили по телефону полупроводники",
            "Министр коммерции Китая Ван Вэньтао и министр торговли США Джина Раймондо провели во вторник телефонный разговор. Ван выразил обеспокоенность политикой Вашингтона в области полупроводников и планами ограничить китайские автомобили, подключённые к сети, и призвал снять санкции с китайских компаний. Раймондо заявила, что национальная безопасность не может быть предметом торга. В Пекине назвали беседу откровенной."),
        ("ja", "中国の王文濤商務相、レモンド米商務長官と電話会談",
            "中国の王文濤商務相と米国のレイモンド商務長官は8日、電話で会談した。王氏は米国の半導体政策や中国製コネクテッドカーの規制に深刻な懸念を示し、中国企業への制裁の解除を求めた。レイモンド氏は、国家の安全保障は交渉の対象ではないと述べた。"),
        ("ar", "وزيرا التجارة الصيني والأمريكية يبحثان هاتفيا أشباه الموصلات",
            "أجرى وزير التجارة الصيني وانغ ون تاو ووزيرة التجارة الأمريكية جينا رايموندو اتصالا هاتفيا يوم الثلاثاء. وأعرب وانغ عن قلقه من سياسة واشنطن بشأن الرقائق ومن القيود على السيارات الصينية المتصلة، ودعا إلى رفع العقوبات عن الشركات الصينية. وقالت رايموندو إن الأمن القومي ليس موضع تفاوض."),
    ];

    public static readonly (string Language, string Title, string Text)[] TheVisit =
    [
        ("es", "Raimondo se reúne en Pekín con Wang Wentao y acuerdan un grupo de trabajo",
            "La secretaria de Comercio de Estados Unidos, Gina Raimondo, se reunió el lunes en Pekín con el ministro chino de Comercio, Wang Wentao, en el primer viaje de un titular del cargo desde 2016. Los dos anunciaron un grupo de trabajo y un intercambio de información sobre controles de exportación, cuya primera reunión se celebró el martes. Raimondo viajará después a Shanghái, donde visitará Disneyland."),
        ("de", "Raimondo trifft Wang in Peking: Arbeitsgruppe zu Handel vereinbart",
            "US-Handelsministerin Gina Raimondo hat am Montag in Peking den chinesischen Handelsminister Wang Wentao getroffen, als erste Amtsinhaberin seit 2016. Vereinbart wurden eine Arbeitsgruppe und ein Austausch über Exportkontrollen, der am Dienstag beginnt. Von Peking reist Raimondo nach Shanghai, wo sie das Disneyland besucht."),
        ("zh", "雷蒙多访华 与王文涛在北京会谈",
            "美国商务部长雷蒙多8月28日在北京与中国商务部长王文涛会谈。双方同意成立工作组，并就出口管制交换信息。这是2016年以来美国商务部长首次访华。雷蒙多随后将前往上海，参观迪士尼乐园。"),
    ];

    public static readonly (string Language, string Title, string Text)[] Others =
    [
        ("es", "China impone aranceles al brandy europeo", "China anunció el martes aranceles provisionales al brandy de la Unión Europea, una semana después de que Bruselas aprobara gravar los coches eléctricos chinos. Francia llevará el caso ante la Organización Mundial del Comercio."),
        ("de", "Gericht in Washington verhandelt über Halbleiter-Übernahme", "Ein Gericht in Washington verhandelt seit Dienstag über die Klage eines Konkurrenten gegen die Übernahme eines Chipherstellers aus Texas. Das Urteil wird im Dezember erwartet, sagte Richterin Amy Cole."),
        ("ru", "В Шанхае открылась выставка электромобилей", "В Шанхае во вторник открылась международная выставка электромобилей. Более 400 компаний из Китая, Германии и Японии показывают новые модели, организаторы ждут 200 тысяч посетителей."),
        ("zh", "上海车展开幕", "上海国际汽车展览会星期二开幕，来自德国、日本和韩国的四百多家企业参展，预计吸引二十万名观众。"),
    ];

    public static LinkProfile Profile(string id, string language, DateTimeOffset? published, params Article[] articles) =>
        LinkProfile.Of(
            new Story
            {
                Id = id,
                Language = language,
                Headline = articles[0].Title,
                State = StoryState.Open,
                FirstSeen = Wire.Start,
                Latest = Wire.Start,
                FirstPublished = published,
                LatestPublished = published,
                Articles = articles.Length,
                Sources = 1,
                IndependentSources = 1,
            },
            articles);

    /// <summary>Every story there is: the English ones with all their articles, each other language's with one. Ids say what is what: call-es, visit-de.</summary>
    public static IEnumerable<LinkProfile> All(bool dated)
    {
        yield return Profile("call-en", "en", dated ? Call : null, [.. MinisterNews.TheCall]);
        yield return Profile("visit-en", "en", dated ? Visit : null, [.. MinisterNews.TheVisit]);
        foreach (var (name, stories, day) in new[] { ("call", TheCall, Call), ("visit", TheVisit, Visit), ("other", Others, Call) })
        {
            foreach (var (language, title, text) in stories)
                yield return Profile($"{name}-{language}", language, dated ? day.AddHours(3) : null, Wire.Article($"{name}-{language}", title, text, language: language));
        }

        foreach (var (other, i) in MinisterNews.Others.Select((a, i) => (a, i)))
            yield return Profile($"other-en-{i}", "en", dated ? other.Published : null, other);
    }
}
