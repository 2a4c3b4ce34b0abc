namespace NewsMonitor.Alerts.Channels.Chat;

/// <summary>
/// Lines up to a limit: a line is there whole or not at all, and after the first that does not fit there are no more. What is said matters more than where
/// it leads: the links of a line are there as far as they cost no line, from the first on.
/// </summary>
internal static class FittedText
{
    /// <param name="write">A run in the chat's notation.</param>
    /// <param name="limit">The most that all lines with their line ends may measure.</param>
    /// <param name="measure">In the unit of the limit; characters when null.</param>
    public static string Of(IEnumerable<ChatRun[]> lines, Func<ChatRun, string> write, int limit, Func<string, int>? measure = null)
    {
        var fitting = new List<(string Linked, string Plain)>();
        var left = limit;
        foreach (var runs in lines)
        {
            var plain = Line(runs.Select(run => run with { Url = null }));
            var size = Size(plain) + (fitting.Count > 0 ? 1 : 0);
            if (size > left)
                break;
            left -= size;
            fitting.Add((Line(runs), plain));
        }

        return string.Join('\n', fitting.Select(line =>
        {
            var links = Size(line.Linked) - Size(line.Plain);
            if (links > left)
                return line.Plain;
            left -= links;
            return line.Linked;
        }));

        string Line(IEnumerable<ChatRun> runs) => string.Concat(runs.Select(write));

        int Size(string line) => measure?.Invoke(line) ?? line.Length;
    }
}
