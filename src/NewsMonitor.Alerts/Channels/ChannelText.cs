using System.Globalization;
using System.Text;

namespace NewsMonitor.Alerts.Channels;

/// <summary>Text of outlets and subscribers made fit for messages to people.</summary>
internal static class ChannelText
{
    // What is one character to a reader may be many units; no script needs more.
    private const int LongestCharacter = 64;

    /// <summary>
    /// One line without control characters and with single spaces, at most <paramref name="longest"/> UTF-16 units (2 or more); what was cut ends with
    /// an ellipsis, between what a reader sees as characters.
    /// </summary>
    public static string Line(string? text, int longest = int.MaxValue)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            // These two are no characters, and neither XML nor everybody's JSON takes them.
            if (rune.Value is 0xFFFE or 0xFFFF)
                continue;
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                line.Append(rune);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
            // Nothing that comes can be seen.
            if (line.Length - LongestCharacter > longest)
                break;
        }

        var whole = line.ToString().TrimEnd();
        return whole.Length <= longest ? whole : whole[..End(whole, longest)].TrimEnd() + "…";
    }

    /// <summary>An http or https URL in ASCII; null when it is none or longer.</summary>
    public static string? Link(string? url, int longest = 2048) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.AbsoluteUri is { } link && link.Length <= longest ? link : null;

    // Where there is room for the ellipsis.
    private static int End(string whole, int longest)
    {
        var end = 0;
        while (end < whole.Length && end + StringInfo.GetNextTextElementLength(whole.AsSpan(end)) is var next && next < longest)
            end = next;
        // One visible character may be longer than all that is allowed.
        if (end == 0)
            end = char.IsHighSurrogate(whole[longest - 2]) ? longest - 2 : longest - 1;
        return end;
    }
}
