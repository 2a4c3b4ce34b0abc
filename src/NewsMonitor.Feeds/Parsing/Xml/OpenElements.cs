namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>The elements that are open in a tag soup, and which of them a new tag ends.</summary>
internal sealed class OpenElements
{
    private readonly List<(string Prefix, string Name)> _stack = [];
    private readonly Dictionary<(string Prefix, string Name), int> _counts = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _byCharacters;

    public OpenElements() => _byCharacters = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _stack.Count;

    public (string Prefix, string Name) Top => _stack[^1];

    public string TopQualifiedName => Top.Prefix.Length == 0 ? Top.Name : $"{Top.Prefix}:{Top.Name}";

    public void Push(string prefix, string name)
    {
        _stack.Add((prefix, name));
        _counts[(prefix, name)] = _counts.GetValueOrDefault((prefix, name)) + 1;
    }

    public void Pop()
    {
        var top = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        if (--_counts[top] == 0)
            _counts.Remove(top);
    }

    /// <summary>How many elements an end tag ends: up to the innermost of that name; none when no such element is open.</summary>
    public int DepthOf(string prefix, string name)
    {
        if (!_counts.ContainsKey((prefix, name)))
            return 0;
        var depth = 1;
        while (_stack[^depth] != (prefix, name))
            depth++;
        return depth;
    }

    /// <summary>
    /// How many open elements a start tag ends because they cannot contain it: an item ends everything but its containers, and a date or a
    /// link that was never closed ends at the next element.
    /// </summary>
    public int ImpliedEnds(string name)
    {
        if (_stack.Count == 0)
            return 0;
        if (Is(name, "item") || Is(name, "entry"))
        {
            // Only what stands inside a container can be ended; without one the tag is content of something else.
            for (var depth = 0; depth < Math.Min(_stack.Count, 64); depth++)
            {
                if (IsContainer(_stack[^(depth + 1)].Name))
                    return depth;
            }

            return 0;
        }

        return IsLeaf(Top.Name, name) ? 1 : 0;
    }

    /// <summary>One string for each name, however often it occurs.</summary>
    public string Intern(ReadOnlySpan<char> name)
    {
        if (_byCharacters.TryGetValue(name, out var known))
            return known;
        var text = name.ToString();
        if (_names.Count < 1000)
            _names.Add(text);
        return text;
    }

    private static bool IsContainer(string name) =>
        Is(name, "channel") || Is(name, "rss") || Is(name, "feed") || Is(name, "rdf") || Is(name, "items") || Is(name, "urlset");

    private static bool IsLeaf(string open, string next) =>
        Is(open, "link") || Is(open, "guid") || Is(open, "pubDate")
        || (Is(open, "title") && (Is(next, "link") || Is(next, "description") || Is(next, "pubDate") || Is(next, "guid")));

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
