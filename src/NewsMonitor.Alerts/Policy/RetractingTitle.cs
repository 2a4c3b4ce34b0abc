using System.Text.RegularExpressions;

namespace NewsMonitor.Alerts.Policy;

/// <summary>
/// Titles by which outlets and agencies take back or correct what they reported: a word for it at the beginning, set off by a colon, dash or bracket
/// (<c>CORRECTION:</c>, <c>[Retracted]</c>, <c>Korrektur –</c>, <c>更正：</c>). A title that only speaks of a correction is none.
/// </summary>
public static partial class RetractingTitle
{
    // In milliseconds. It takes none, whatever the title: the pattern is anchored and repeats nothing inside a repetition. A busy machine may stop anywhere for a while.
    private const int Longest = 30_000;

    public static bool Is(string title) => Latin().IsMatch(title) || Han().IsMatch(title);

    [GeneratedRegex(
        @"^[\s\[(*""'«„]*(?:mandatory\s+kill|kill|retraction|retracted|withdrawn|withdrawal|correction|corrected|corrects|korrektur|berichtigung|richtigstellung|widerruf|rectificatif|rectification|rétractation|erratum|rectificación|corrección|retractación|rettifica|correzione|errata corrige|retificação|correção|retratação|rectificatie|correctie|rättelse|rettelse|sprostowanie|исправление|поправка|опровержение)\s*(?:[:：\])*]|\s[-–—]\s?)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Longest)]
    private static partial Regex Latin();

    [GeneratedRegex(@"^[\s【［\[(（《]*(?:更正|勘误|勘誤|撤稿|撤回|訂正|お詫びと訂正|정정|정정보도)(?:[：:】］\])）》\s]|启事|啟事)", RegexOptions.CultureInvariant, Longest)]
    private static partial Regex Han();
}
