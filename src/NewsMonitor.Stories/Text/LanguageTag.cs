namespace NewsMonitor.Stories.Text;

/// <summary>BCP 47 tags as feeds write them.</summary>
internal static class LanguageTag
{
    // ISO 639-2 codes that feeds use although RFC 5646 section 4.5 wants the shorter ones.
    private static readonly Dictionary<string, string> Shorter = new()
    {
        ["eng"] = "en", ["spa"] = "es", ["por"] = "pt", ["fra"] = "fr", ["fre"] = "fr", ["deu"] = "de", ["ger"] = "de", ["ita"] = "it", ["nld"] = "nl", ["dut"] = "nl",
        ["rus"] = "ru", ["ukr"] = "uk", ["ara"] = "ar", ["zho"] = "zh", ["chi"] = "zh", ["jpn"] = "ja", ["tur"] = "tr", ["pol"] = "pl", ["slv"] = "sl", ["kor"] = "ko",
        ["swe"] = "sv", ["dan"] = "da", ["nor"] = "no", ["nob"] = "nb", ["nno"] = "nn", ["fin"] = "fi", ["est"] = "et", ["lav"] = "lv", ["lit"] = "lt",
        ["isl"] = "is", ["ice"] = "is", ["ces"] = "cs", ["cze"] = "cs", ["slk"] = "sk", ["slo"] = "sk", ["ron"] = "ro", ["rum"] = "ro", ["hun"] = "hu",
        ["bul"] = "bg", ["hrv"] = "hr", ["srp"] = "sr", ["bos"] = "bs", ["mkd"] = "mk", ["mac"] = "mk", ["sqi"] = "sq", ["alb"] = "sq", ["ell"] = "el",
        ["gre"] = "el", ["cat"] = "ca", ["eus"] = "eu", ["baq"] = "eu", ["glg"] = "gl", ["gle"] = "ga", ["cym"] = "cy", ["wel"] = "cy", ["hye"] = "hy",
        ["arm"] = "hy", ["kat"] = "ka", ["geo"] = "ka", ["aze"] = "az", ["kaz"] = "kk", ["uzb"] = "uz", ["heb"] = "he", ["fas"] = "fa", ["per"] = "fa",
        ["urd"] = "ur", ["hin"] = "hi", ["ben"] = "bn", ["tam"] = "ta", ["tel"] = "te", ["mal"] = "ml", ["mar"] = "mr", ["guj"] = "gu", ["pan"] = "pa",
        ["nep"] = "ne", ["sin"] = "si", ["mya"] = "my", ["bur"] = "my", ["khm"] = "km", ["lao"] = "lo", ["tha"] = "th", ["vie"] = "vi", ["ind"] = "id",
        ["msa"] = "ms", ["may"] = "ms", ["mon"] = "mn", ["swa"] = "sw", ["amh"] = "am", ["afr"] = "af",
        ["iw"] = "he", ["in"] = "id", ["cn"] = "zh", ["jp"] = "ja", ["ua"] = "uk",
    };

    // Each language has an index of its own, which is kept in memory: what a feed makes up must not begin one. ISO 639-1, and of the languages that
    // have no code of two letters those in which news is written.
    private static readonly HashSet<string> Languages =
    [
        .. (
            "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga "
            + "gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv "
            + "mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq "
            + "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
            + "ast bar bho ceb ckb csb fil fur gsw haw hmn hsb dsb ilo kab kok lij lus mai mni nap nds nso pap sah sat scn sco shi smn szl tet tok tpi vec war yue zgh zza").Split(' '),
    ];

    /// <summary>The primary language subtag in lower case; null when there is none, or none of a language in which news is written.</summary>
    public static string? Primary(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag))
            return null;
        var span = tag.AsSpan().Trim();
        var end = span.IndexOfAny('-', '_');
        var primary = (end < 0 ? span : span[..end]).ToString().ToLowerInvariant();
        var language = Shorter.GetValueOrDefault(primary, primary);
        return Languages.Contains(language) ? language : null;
    }
}
