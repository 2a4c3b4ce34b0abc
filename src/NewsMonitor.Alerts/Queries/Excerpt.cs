namespace NewsMonitor.Alerts.Queries;

/// <summary>A short piece of a text around a place, cut between words.</summary>
internal static class Excerpt
{
    private const int Before = 40;
    private const int After = 60;
    private const int MaxMatch = 120;

    public static string Around(string text, int start, int length)
    {
        var from = start <= Before ? 0 : Cut(text, start - Before, start);
        var wanted = start + Math.Min(length, MaxMatch) + After;
        var to = wanted >= text.Length ? text.Length : Cut(text, wanted, text.Length, back: true, floor: start + Math.Min(length, MaxMatch));
        var piece = text[from..to].Trim();
        return (from > 0 ? "… " : "") + piece + (to < text.Length ? " …" : "");
    }

    // The next space forwards (or backwards), else the place itself, never between the halves of a surrogate pair.
    private static int Cut(string text, int at, int limit, bool back = false, int floor = 0)
    {
        var space = back ? text.LastIndexOf(' ', at, at - floor + 1) : text.IndexOf(' ', at, limit - at);
        if (space >= 0)
            return space;
        return at < text.Length && char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }
}
