namespace NewsMonitor.Storage.Sqlite;

/// <summary>What of an article can be a story's headline.</summary>
internal record SqliteHeadline(string Title, string Lead, string? Url)
{
    public const string Columns = "title AS Title, substr(body, 1, 400) AS Lead, url AS Url";

    private const int Length = 120;

    /// <summary>The title; where a feed gives none, how the text begins.</summary>
    public string Text
    {
        get
        {
            if (Title.Length > 0)
                return Title;
            var line = Lead.AsSpan().Trim();
            if (line.IndexOf('\n') is > 0 and var end)
                line = line[..end];
            if (line.IsEmpty)
                return Url ?? "(no title)";
            if (line.Length <= Length)
                return line.ToString();
            var cut = line[..Length].LastIndexOf(' ');
            return $"{line[..(cut > 0 ? cut : Length)]} …";
        }
    }
}
