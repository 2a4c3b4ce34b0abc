using System.Collections.Frozen;

namespace NewsMonitor.Feeds.Parsing.Dates;

/// <summary>Month names and time zones as they occur in feeds. Names are compared without case; never through a culture.</summary>
internal static class DateWords
{
    private static readonly FrozenDictionary<string, int> MonthNumbers = Months(
        "january jan januar januari janvier janv enero ene janeiro gennaio gen ocak ιανουάριος ιανουαρίου ιαν januára január stycznia sty января янв январь január tammikuu januaris leden ledna "
        + "jänner jän gener ianuarie ian oca січня січень януари яну siječnja يناير ינואר",
        "february feb febr februar februari février févr fév fevrier fevr fev febrero fevereiro febbraio şubat φεβρουάριος φεβρουαρίου φεβ február lutego lut февраля фев февраль helmikuu únor února "
        + "febrer februarie şub лютого лютий февруари veljače فبراير פברואר",
        "march mar maart mrt märz mär maerz mrz mars marzo março marco mart μάρτιος μαρτίου μάρ μαρ március marca марта мар март maaliskuu březen března marec "
        + "març martie marts березня березень ožujka maret مارس מרץ",
        "april apr avril avr abril abr aprile nisan απρίλιος απριλίου απρ április kwietnia kwi апреля апр апрель huhtikuu duben dubna apríl "
        + "aprilie nis квітня квітень април travnja أبريل ابريل אפריל",
        "may mai mei mayo maio maggio mag mayıs μάιος μαΐου μάι μαϊ május maja мая май toukokuu květen května maj "
        + "maig травня травень svibnja мај مايو מאי",
        "june jun juni juin junio junho giugno giu haziran ιούνιος ιουνίου ιούν ιουν június czerwca cze июня июн июнь kesäkuu červen června "
        + "juny iunie iun haz червня червень юни lipnja يونيو יוני",
        "july jul juli juillet juil julio julho luglio lug temmuz ιούλιος ιουλίου ιούλ ιουλ július lipca lip июля июл июль heinäkuu červenec července "
        + "juliol iulie iul tem липня липень юли srpnja يوليو יולי",
        "august aug augustus août aout agosto ago ağustos αύγουστος αυγούστου αύγ αυγ augusztus sierpnia sie августа авг август elokuu srpen srpna augusti "
        + "agost ağu серпня серпень avgust avgusta kolovoza أغسطس اغسطس אוגוסט",
        "september sep sept septembre septiembre setembro set settembre eylül σεπτέμβριος σεπτεμβρίου σεπ szeptember września wrz сентября сен сент сентябрь syyskuu září "
        + "septembrie septembra eyl вересня вересень септември rujna سبتمبر ספטמבר",
        "october oct oktober okt octobre octubre outubro out ottobre ott ekim οκτώβριος οκτωβρίου οκτ október października paź октября окт октябрь lokakuu říjen října "
        + "octombrie oktobra oktobris eki жовтня жовтень октомври أكتوبر اكتوبر אוקטובר",
        "november nov novembre noviembre novembro kasım νοέμβριος νοεμβρίου νοέ νοε листопада listopada lis ноября ноя ноябрь marraskuu listopad listopadu "
        + "noiembrie novembra kas листопад ноември studenoga نوفمبر נובמבר",
        "december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre aralık δεκέμβριος δεκεμβρίου δεκ grudnia gru декабря дек декабрь joulukuu prosinec prosince "
        + "desember desembre decembrie decembra ara грудня грудень декември prosinca ديسمبر דצמבר");

    private static readonly FrozenDictionary<string, double> ZoneHours = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase)
    {
        ["z"] = 0, ["ut"] = 0, ["utc"] = 0, ["gmt"] = 0, ["wet"] = 0,
        ["bst"] = 1, ["west"] = 1, ["cet"] = 1, ["met"] = 1, ["mez"] = 1, ["cest"] = 2, ["mest"] = 2, ["mesz"] = 2, ["eet"] = 2, ["sast"] = 2,
        ["wat"] = 1, ["cat"] = 2, ["eest"] = 3, ["msk"] = 3, ["eat"] = 3, ["irst"] = 3.5, ["trt"] = 3, ["gst"] = 4, ["msd"] = 4, ["pkt"] = 5, ["ist"] = 5.5, ["npt"] = 5.75, ["ict"] = 7, ["wib"] = 7,
        ["hkt"] = 8, ["myt"] = 8, ["pht"] = 8, ["wita"] = 8, ["wit"] = 9, ["sgt"] = 8, ["awst"] = 8, ["jst"] = 9, ["kst"] = 9, ["acst"] = 9.5, ["aest"] = 10, ["acdt"] = 10.5, ["aedt"] = 11,
        ["nzst"] = 12, ["nzt"] = 12, ["nzdt"] = 13,
        ["est"] = -5, ["edt"] = -4, ["et"] = -5, ["cst"] = -6, ["cdt"] = -5, ["ct"] = -6, ["mst"] = -7, ["mdt"] = -6, ["mt"] = -7,
        ["pst"] = -8, ["pdt"] = -7, ["pt"] = -8, ["akst"] = -9, ["akdt"] = -8, ["hst"] = -10, ["hast"] = -10, ["ast"] = -4, ["adt"] = -3,
        ["nst"] = -3.5, ["ndt"] = -2.5, ["art"] = -3, ["brt"] = -3, ["brst"] = -2, ["clt"] = -4, ["clst"] = -3,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>1 to 12, or null for a word that is no month.</summary>
    public static int? Month(ReadOnlySpan<char> word)
    {
        if (MonthNumbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var month))
            return month;
        // "Septemb", "Octobre.", "Januaryy": three English letters decide.
        return word.Length > 3 && char.IsAscii(word[0]) && MonthNumbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word[..3], out month) ? month : null;
    }

    /// <summary>The offset from UTC of a zone name (RFC 822 section 5.1 and common ones); null for a word that is none.</summary>
    public static TimeSpan? Zone(ReadOnlySpan<char> word) =>
        ZoneHours.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var hours) ? TimeSpan.FromHours(hours) : null;

    /// <summary>Half of the day that a word names: false for the first, true for the second, null for neither.</summary>
    public static bool? Afternoon(ReadOnlySpan<char> word)
    {
        if (word.Equals("am", StringComparison.OrdinalIgnoreCase) || word is "오전" or "上午" or "午前")
            return false;
        return word.Equals("pm", StringComparison.OrdinalIgnoreCase) || word is "오후" or "下午" or "午後" ? true : null;
    }

    /// <summary>Whether hours are written with this behind them.</summary>
    public static bool IsHour(char c) => c is 'h' or 'H' or '時' or '时' or '点' or '點' or '시';

    private static FrozenDictionary<string, int> Months(params ReadOnlySpan<string> lists)
    {
        var months = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < lists.Length; i++)
        {
            foreach (var name in lists[i].Split(' '))
                months.TryAdd(name, i + 1);
        }

        return months.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
