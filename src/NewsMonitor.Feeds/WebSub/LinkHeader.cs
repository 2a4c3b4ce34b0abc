namespace NewsMonitor.Feeds.WebSub;

/// <summary>Link headers (RFC 8288), from servers that write what they like: what cannot be read is passed over.</summary>
internal static class LinkHeader
{
    // A head has its limit; this keeps its reading short.
    private const int MaximumLinks = 100;

    /// <summary>Relation type, in lower case, and target of each link, in order. A link with several relation types comes several times.</summary>
    public static IReadOnlyList<(string Relation, string Target)> Parse(IEnumerable<string> headers)
    {
        var links = new List<(string, string)>();
        foreach (var header in headers)
        {
            var rest = header.AsSpan();
            while (links.Count < MaximumLinks && rest.IndexOf('<') is var open and >= 0)
            {
                rest = rest[(open + 1)..];
                if (rest.IndexOf('>') is not (var close and >= 0))
                    break;
                var target = rest[..close].Trim().ToString();
                rest = rest[(close + 1)..];
                foreach (var relation in Relations(ref rest).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    links.Add((relation.ToLowerInvariant(), target));
            }
        }

        return links;
    }

    /// <summary>Steps over the parameters of a link, up to the comma before the next one.</summary>
    /// <returns>The value of the first <c>rel</c>, the only one that counts (section 3.3); empty when there is none.</returns>
    private static string Relations(ref ReadOnlySpan<char> rest)
    {
        string? relations = null;
        while (!rest.IsEmpty && rest[0] != ',')
        {
            if (rest[0] != ';')
            {
                rest = rest[1..];
                continue;
            }

            rest = rest[1..].TrimStart();
            var end = rest.IndexOfAny("=;,");
            var name = (end < 0 ? rest : rest[..end]).Trim();
            rest = end < 0 ? [] : rest[end..];
            if (rest.IsEmpty || rest[0] != '=')
                continue;
            var value = Value(ref rest);
            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase))
                relations ??= value;
        }

        return relations ?? "";
    }

    private static string Value(ref ReadOnlySpan<char> rest)
    {
        rest = rest[1..].TrimStart();
        int end;
        if (rest is not ['"', ..])
        {
            end = rest.IndexOfAny(";,");
            var token = (end < 0 ? rest : rest[..end]).Trim().ToString();
            rest = end < 0 ? [] : rest[end..];
            return token;
        }

        // Relation types and URLs hold neither quotes nor backslashes: a quoted pair only has to be stepped over.
        for (end = 1; end < rest.Length && rest[end] != '"'; end++)
        {
            if (rest[end] == '\\')
                end++;
        }

        var quoted = rest[1..Math.Min(end, rest.Length)].ToString();
        rest = end + 1 < rest.Length ? rest[(end + 1)..] : [];
        return quoted;
    }
}
