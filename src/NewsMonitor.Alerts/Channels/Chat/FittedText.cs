using System.Text;

namespace NewsMonitor.Alerts.Channels.Chat;

/// <summary>Lines up to a limit: a line is there whole or not at all, and after the first that does not fit there are no more.</summary>
internal static class FittedText
{
    /// <param name="write">A run in the chat's notation.</param>
    /// <param name="limit">The most that all lines with their line ends may measure.</param>
    /// <param name="measure">In the unit of the limit; characters when null.</param>
    public static string Of(IEnumerable<ChatRun[]> lines, Func<ChatRun, string> write, int limit, Func<string, int>? measure = null)
    {
        var text = new StringBuilder();
        var left = limit;
        foreach (var line in lines.Select(runs => string.Concat(runs.Select(write))))
        {
            var end = text.Length > 0 ? 1 : 0;
            left -= (measure?.Invoke(line) ?? line.Length) + end;
            if (left < 0)
                break;
            text.Append('\n', end).Append(line);
        }

        return text.ToString();
    }
}
