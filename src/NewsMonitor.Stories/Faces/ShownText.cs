namespace NewsMonitor.Stories.Faces;

/// <summary>A name, figure or word as it is shown: what has no end is cut.</summary>
internal static class ShownText
{
    /// <summary>Five long words. Whoever writes more without a space, or as much space between, names nothing.</summary>
    public const int Most = 120;

    /// <summary>At most <see cref="Most"/> characters, one space between words.</summary>
    public static string Of(ReadOnlySpan<char> written)
    {
        // Room for the white space that is taken out, and no more than that is looked at.
        var start = written[..Math.Min(written.Length, 4 * Most)].ToString();
        var text = string.Join(' ', start.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length <= Most)
            return text;
        return text[..(char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most)];
    }
}
