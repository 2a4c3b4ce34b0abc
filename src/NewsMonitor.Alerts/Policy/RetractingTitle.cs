using System.Text.RegularExpressions;

namespace NewsMonitor.Alerts.Policy;

/// <summary>
/// Titles by which outlets and agencies take back or correct what they reported: a word for it at the beginning, set off by a colon, dash or bracket
/// (<c>CORRECTION:</c>, <c>[Retracted]</c>, <c>Korrektur –</c>, <c>更正：</c>). A title that only speaks of a correction is none.
/// </summary>
public static partial class RetractingTitle
{
    public static bool Is(string title) => Latin().IsMatch(title) || Han().IsMatch(title);

    [GeneratedRegex(
        @"^[\s\[(*""'«„]*(?:mandatory\s+kill|kill|retraction|retracted|withdrawn|withdrawal|correction|corrected|corrects|korrektur|berichtigung|richtigstellung|widerruf|rectificatif|rectification|rétractation|erratum|rectificación|corrección|retractación|rettifica|correzione|errata corrige|retificação|correção|retratação|rectificatie|correctie|rättelse|rettelse|sprostowanie|исправление|поправка|опровержение)\s*(?:[:：\])*]|\s[-–—]\s?)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Latin();

    [GeneratedRegex(@"^[\s【［\[(（《]*(?:更正|勘误|勘誤|撤稿|撤回|訂正|お詫びと訂正|정정|정정보도)(?:[：:】］\])）》\s]|启事|啟事)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Han();
}
