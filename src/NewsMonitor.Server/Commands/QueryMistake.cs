using System.Text;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Server.Commands;

/// <summary>Shows a person where a query is wrong.</summary>
public static class QueryMistake
{
    // Characters shown before and after the place, of a query that is longer than a line.
    private const int Before = 60;
    private const int After = 20;

    /// <summary>The query, a caret under the place, and what was expected there: three lines.</summary>
    public static string Show(string query, QueryException mistake)
    {
        var runes = query.EnumerateRunes().Select(rune => Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? new Rune(' ') : rune).ToArray();
        var place = mistake.Column - 1;
        var from = Math.Max(0, place - Before);
        var to = Math.Min(runes.Length, place + After);
        return $"""
            {string.Concat(runes[from..to])}
            {new string(' ', runes[from..place].Sum(Width))}^
            column {mistake.Column.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {mistake.Message}
            """;
    }

    // Terminals give the characters of East Asian scripts two places.
    private static int Width(Rune rune) => rune.Value is >= 0x1100 and <= 0x115F or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFF) ? 2 : 1;
}
