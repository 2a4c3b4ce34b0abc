using System.Text;

namespace NewsMonitor.Alerts.Queries;

/// <summary>The article came from a feed with this id, with these labels in its host, or with these words in its title.</summary>
public sealed record FeedNode : QueryNode
{
    private FeedNode(string name, string[] words)
    {
        Name = name;
        Words = words;
        Host = name.Contains(' ', StringComparison.Ordinal) ? null : SourceHost.Normalise(name);
    }

    /// <summary>Lower case: an id, a host, or folded words with a space between them.</summary>
    public string Name { get; }

    /// <summary>The name as words of a title, folded.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The name as labels of a host; null when it cannot be some.</summary>
    public string? Host { get; }

    public bool Equals(FeedNode? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    /// <returns>Null when there is no letter and no digit in it.</returns>
    internal static FeedNode? Read(string text)
    {
        var words = WordSegmenter.Fold(text);
        if (words.Length == 0)
            return null;
        // An id or a host keeps its punctuation, everything else is words.
        var plain = text.All(char.IsAscii) && !text.Any(char.IsWhiteSpace) ? SourceHost.Normalise(text) : null;
        var name = plain is not null && WordSegmenter.Fold(plain).Length > 0 ? plain : string.Join(' ', words);
        return new FeedNode(name, WordSegmenter.Fold(name));
    }

    internal override void Write(StringBuilder text, QueryPrecedence around)
    {
        text.Append("feed:");
        if (Name.Contains(' ', StringComparison.Ordinal))
            text.Append('"').Append(Name).Append('"');
        else
            text.Append(Name);
    }
}
