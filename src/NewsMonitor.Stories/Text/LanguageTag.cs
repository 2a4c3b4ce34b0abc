namespace NewsMonitor.Stories.Text;

/// <summary>BCP 47 tags as feeds write them.</summary>
internal static class LanguageTag
{
    // ISO 639-2 codes that feeds use although RFC 5646 section 4.5 wants the shorter ones.
    private static readonly Dictionary<string, string> Shorter = new()
    {
        ["eng"] = "en", ["spa"] = "es", ["por"] = "pt", ["fra"] = "fr", ["fre"] = "fr", ["deu"] = "de", ["ger"] = "de", ["ita"] = "it", ["nld"] = "nl", ["dut"] = "nl",
        ["rus"] = "ru", ["ukr"] = "uk", ["ara"] = "ar", ["zho"] = "zh", ["chi"] = "zh", ["jpn"] = "ja", ["tur"] = "tr", ["pol"] = "pl", ["slv"] = "sl", ["kor"] = "ko",
        ["iw"] = "he", ["in"] = "id", ["cn"] = "zh", ["jp"] = "ja", ["ua"] = "uk",
    };

    /// <summary>The primary language subtag in lower case; null when there is none that could be one.</summary>
    public static string? Primary(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag))
            return null;
        var span = tag.AsSpan().Trim();
        var end = span.IndexOfAny('-', '_');
        var primary = (end < 0 ? span : span[..end]).ToString().ToLowerInvariant();
        if (primary is "und" or "mul" or "zxx" or "mis" || primary.Length is < 2 or > 3 || !primary.All(char.IsAsciiLetterLower))
            return null;
        return Shorter.GetValueOrDefault(primary, primary);
    }
}
