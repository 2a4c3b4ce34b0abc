using System.Text;
using static NewsMonitor.Feeds.Tests.Parsing.Documents;

namespace NewsMonitor.Feeds.Tests.Parsing;

/// <summary>Documents whose charset nobody names.</summary>
public sealed class CharsetDetectionTests
{
    private const string Russian = "Премьер-министр обсудил с коллегой строительство нового моста через реку|Переговоры прошли вечером по телефону. Стороны договорились встретиться в октябре, сообщила пресс-служба.";
    private const string Ukrainian = "Міністри обговорили телефоном новий міст|Сторони домовилися зустрітися восени, повідомила пресслужба уряду. Будівництво їхнього моста розпочнеться незабаром.";
    private const string Greek = "Οι υπουργοί μίλησαν τηλεφωνικά για τη νέα γέφυρα|Η συνάντηση θα γίνει τον Οκτώβριο στην Αθήνα, ανακοίνωσε η κυβέρνηση.";
    private const string Hebrew = "השרים שוחחו בטלפון על הגשר החדש|הפגישה תתקיים באוקטובר, כך הודיעה הממשלה.";
    private const string Arabic = "الوزيران يبحثان هاتفيا بناء الجسر الجديد|سيعقد اللقاء في شهر أكتوبر، حسبما أعلنت الحكومة مساء اليوم.";
    private const string Thai = "รัฐมนตรีหารือทางโทรศัพท์เรื่องสะพานใหม่|รัฐบาลแถลงว่าการประชุมจะจัดขึ้นในเดือนตุลาคม";
    private const string Polish = "Ministrowie omówili przez telefon most łączący brzegi|Spotkanie odbędzie się w październiku, ogłosił rząd. Budowa ma się rozpocząć później, żeby zdążyć przed świętami.";
    private const string Czech = "Ministři spolu telefonovali o novém mostě přes řeku|Schůzka se uskuteční v říjnu, oznámila vláda. Stavba začne později, jakmile bude dost peněz.";
    private const string Hungarian = "A miniszterek telefonon egyeztettek az új hídról|A találkozót októberben tartják, közölte a kormány. Az építkezés később kezdődik, jövőre pedig elkészülő művet ígérnek.";
    private const string Turkish = "Bakanlar yeni köprüyü telefonda görüştü|Görüşme ekim ayında yapılacak, hükümet açıkladı. İnşaatın başlaması için izin bekleniyor, dağıtım ise şimdi durdu.";
    private const string Lithuanian = "Ministrai telefonu aptarė naują tiltą per upę|Susitikimas įvyks spalį, pranešė vyriausybė. Statyba prasidės vėliau, kai užteks pinigų šiam žygiui.";
    private const string German = "Minister sprechen über die neue Brücke|Das Gespräch über den Fluß findet im Oktober statt, teilte die Behörde in Köln mit.";
    private const string French = "Les ministres ont évoqué le pont à péage|La réunion aura lieu à l’été, a déclaré le gouvernement : « c’est décidé ». Où ? Chez eux, grâce à l’équipe française.";
    private const string Spanish = "Los ministros hablaron por teléfono del nuevo puente|La reunión será en otoño, según el Gobierno español. ¿Cuándo empezará la construcción?";
    private const string Portuguese = "Ministros falaram sobre a nova ponte|A reunião será em outubro, informou o governo; a construção não começará antes do verão.";
    private const string Icelandic = "Ráðherrarnir ræddu um nýju brúna|Fundurinn verður í október, sagði ríkisstjórnin. Það er óvíst hvenær smíðin hefst, því að fé þrýtur.";
    private const string Simplified = "两国部长通电话讨论新大桥|双方同意十月在首都会面,政府晚间表示。建设将在明年开始。";
    private const string Traditional = "兩國部長通電話討論新大橋|雙方同意十月在首都會面,政府晚間表示。建設將在明年開始。";
    private const string Japanese = "大臣が新しい橋について電話で会談|両者は十月に首都で会うことで合意したと政府が発表した。工事は来年から始まる。";
    private const string Korean = "장관들이 새 다리 건설을 전화로 논의했다|양측은 시월에 수도에서 만나기로 합의했다고 정부가 밝혔다.";

    private static byte[] Feed(string charset, string text, string? declared = null)
    {
        var (title, description) = text.Split('|') is [var first, var second] ? (first, second) : (text, "");
        var document = $"<?xml version=\"1.0\"{declared}?><rss version=\"2.0\"><channel><title>News</title><link>https://a.example/</link><item><title>{title}</title>"
            + $"<link>https://a.example/1</link><description>&lt;p&gt;{description}&lt;/p&gt;</description></item></channel></rss>";
        var encoding = (Encoding)CodePagesEncodingProvider.Instance.GetEncoding(charset)!.Clone();
        encoding.EncoderFallback = EncoderFallback.ExceptionFallback;
        return encoding.GetBytes(document);
    }

    public static TheoryData<string, string> Texts() => new()
    {
        { "windows-1251", Russian }, { "koi8-r", Russian }, { "iso-8859-5", Russian }, { "ibm866", Russian },
        { "windows-1251", Ukrainian }, { "koi8-u", Ukrainian },
        { "windows-1253", Greek }, { "iso-8859-7", Greek }, { "windows-1255", Hebrew }, { "windows-1256", Arabic }, { "windows-874", Thai },
        { "windows-1250", Polish }, { "iso-8859-2", Polish }, { "windows-1250", Czech }, { "iso-8859-2", Czech }, { "windows-1250", Hungarian },
        { "windows-1254", Turkish }, { "windows-1257", Lithuanian },
        { "windows-1252", German }, { "windows-1252", French }, { "windows-1252", Spanish }, { "windows-1252", Portuguese }, { "windows-1252", Icelandic },
        { "gb2312", Simplified }, { "gb18030", Simplified }, { "big5", Traditional },
        { "shift_jis", Japanese }, { "euc-jp", Japanese }, { "iso-2022-jp", Japanese }, { "euc-kr", Korean },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_letters_of_a_text_tell_its_charset(string charset, string text)
    {
        var document = Read(Feed(charset, text));

        var entry = Assert.Single(document.Entries);
        Assert.Equal(text, $"{entry.Title!.Text}|{entry.Summary!.Text}");
        Assert.Single(document.Warnings);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void One_headline_is_enough(string charset, string text) =>
        Assert.Equal(text.Split('|')[0], Assert.Single(Read(Feed(charset, text.Split('|')[0])).Entries).Title!.Text);

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_claim_to_be_utf_8_that_the_bytes_refute_is_no_better_than_none(string charset, string text)
    {
        if (charset == "iso-2022-jp")
            return;
        Assert.Equal(text.Split('|')[0], Assert.Single(Read(Feed(charset, text, " encoding=\"utf-8\""))!.Entries).Title!.Text);
    }

    [Theory]
    [InlineData("café")]
    [InlineData("£3 – “fair”")]
    [InlineData("Zürich")]
    [InlineData("Åsa’s")]
    [InlineData("100 °C")]
    [InlineData("naïve señor")]
    public void A_few_western_letters_are_windows_1252(string text) =>
        Assert.Equal(text, Assert.Single(Read(Feed("windows-1252", text)).Entries).Title!.Text);

    [Fact]
    public void Symbols_are_no_evidence_of_a_language() =>
        Assert.Equal("5 ± ½", Assert.Single(Read(Feed("windows-1252", "5 ± ½")).Entries).Title!.Text);

    [Fact]
    public void A_long_document_costs_no_more_than_a_short_one_to_tell()
    {
        var text = string.Join(' ', Enumerable.Repeat(Russian.Split('|')[1], 2000));

        Assert.Equal(text, Assert.Single(Read(Feed("windows-1251", "|" + text)).Entries).Summary!.Text);
    }
}
