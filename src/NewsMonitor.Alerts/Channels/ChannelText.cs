using System.Text;

namespace NewsMonitor.Alerts.Channels;

/// <summary>Text of outlets and subscribers made fit for messages to people.</summary>
internal static class ChannelText
{
    /// <summary>One line without control characters and with single spaces, at most <paramref name="longest"/> UTF-16 units; what was cut ends with an ellipsis.</summary>
    public static string Line(string? text, int longest = int.MaxValue)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                line.Append(rune);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
            // Nothing that comes can be seen.
            if (line.Length > longest)
                break;
        }

        var whole = line.ToString();
        if (whole.Length <= longest)
            return whole.TrimEnd();
        var end = char.IsHighSurrogate(whole[longest - 2]) ? longest - 2 : longest - 1;
        return $"{whole.AsSpan(0, end)}…";
    }

    /// <summary>An http or https URL in ASCII; null when it is none or longer.</summary>
    public static string? Link(string? url, int longest = 2048) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.AbsoluteUri is { } link && link.Length <= longest ? link : null;
}
