using System.Text;

namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>
/// What a document type declares as abbreviations of plain text (<c>&lt;!ENTITY rss "http://purl.org/rss/1.0/"&gt;</c>). Entities that hold
/// markup or other entities, or that lie outside of the document, are not taken, so nothing expands twice and nothing is fetched.
/// </summary>
/// <param name="most">Characters that all expansions together may make; references beyond stay as they are written.</param>
internal sealed class DeclaredEntities(int most)
{
    private const int MostEntities = 100;

    private const int LongestName = 40;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private int _left = most;

    /// <summary>Takes the declarations of an internal subset.</summary>
    public void Declare(ReadOnlySpan<char> subset)
    {
        while (subset.IndexOf("<!ENTITY", StringComparison.Ordinal) is var at and >= 0 && _values.Count < MostEntities)
        {
            subset = subset[(at + "<!ENTITY".Length)..];
            var declaration = subset.TrimStart();
            var nameEnd = declaration[..Math.Min(declaration.Length, LongestName)].IndexOfAny(" \t\r\n");
            if (nameEnd <= 0)
                continue;
            var rest = declaration[nameEnd..].TrimStart();
            if (rest is not ['"' or '\'', ..])
                continue;
            var close = rest[1..].IndexOf(rest[0]);
            if (close >= 0 && rest.Slice(1, close).IndexOfAny('<', '&', '%') < 0)
                _values.TryAdd(declaration[..nameEnd].ToString(), XmlCharacters.Cleaned(rest.Slice(1, close)));
        }
    }

    /// <summary>Appends what the reference at the start stands for; its length, or 0 when it is none of these.</summary>
    public int Expand(ReadOnlySpan<char> text, StringBuilder result)
    {
        if (_values.Count == 0)
            return 0;
        var semicolon = text[..Math.Min(text.Length, LongestName + 2)].IndexOf(';');
        if (semicolon < 2 || !_values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[1..semicolon], out var value) || value.Length > _left)
            return 0;
        _left -= value.Length;
        result.Append(value);
        return semicolon + 1;
    }
}
