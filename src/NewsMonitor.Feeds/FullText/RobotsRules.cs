using System.Buffers;
using System.Globalization;
using System.Text;

namespace NewsMonitor.Feeds.FullText;

/// <summary>What a site's robots.txt asks of us (RFC 9309).</summary>
internal sealed class RobotsRules
{
    /// <summary>What sites call us by: the first word of the User-Agent (RFC 9309 section 2.2.1).</summary>
    public const string Product = "NewsMonitor";

    /// <summary>Bytes that are read: RFC 9309 section 2.5 asks for at least 500 KiB.</summary>
    public const int MaximumBytes = 500 * 1024;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");

    // Of a rule beside its characters.
    private const int RuleSize = 24;

    public static readonly RobotsRules AllowAll = new([]);

    public static readonly RobotsRules DisallowAll = new([new RobotsPattern("/", Allow: false)]);

    private readonly List<RobotsPattern> _rules;

    private RobotsRules(List<RobotsPattern> rules) => (_rules, Size) = (rules, rules.Sum(rule => rule.Pattern.Length + RuleSize));

    /// <summary>What it takes to remember them, in characters.</summary>
    public int Size { get; }

    /// <summary>Never throws: what is no rule is passed over.</summary>
    public static RobotsRules Parse(ReadOnlySpan<byte> body)
    {
        if (body.Length > MaximumBytes)
            body = body[..MaximumBytes];
        if (body.StartsWith("\uFEFF"u8))
            body = body[3..];
        List<RobotsPattern> ours = [], everybodys = [];
        var (named, general, weAreNamed, rulesSeen) = (false, false, false, true);
        foreach (var line in Encoding.UTF8.GetString(body).AsSpan().EnumerateLines())
        {
            var text = line;
            if (text.IndexOf('#') is var comment and >= 0)
                text = text[..comment];
            var colon = text.IndexOf(':');
            if (colon < 0)
                continue;
            var key = text[..colon].Trim();
            var value = text[(colon + 1)..].Trim();
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                // Lines of names that follow one another head one group; a name behind rules begins the next.
                if (rulesSeen)
                    (named, general, rulesSeen) = (false, false, false);
                named |= IsOurs(value);
                general |= value is "*";
                weAreNamed |= named;
            }
            else if (key.Equals("allow", StringComparison.OrdinalIgnoreCase) || key.Equals("disallow", StringComparison.OrdinalIgnoreCase))
            {
                rulesSeen = true;
                // An empty rule forbids nothing.
                if (value.IsEmpty || !(named || general))
                    continue;
                var rule = new RobotsPattern(RobotsPattern.Normalise(value, pattern: true), Allow: key.Length == "allow".Length);
                if (named)
                    ours.Add(rule);
                if (general)
                    everybodys.Add(rule);
            }
        }

        return new RobotsRules(weAreNamed ? ours : everybodys);
    }

    /// <summary>The longest rule that matches decides, and of two as long the one that allows (RFC 9309 section 2.2.2).</summary>
    public bool Allows(Uri page)
    {
        var path = RobotsPattern.Normalise(page.PathAndQuery, pattern: false);
        if (path == "/robots.txt")
            return true;
        var (allowed, forbidden) = (-1, -1);
        foreach (var rule in _rules)
        {
            ref var longest = ref rule.Allow ? ref allowed : ref forbidden;
            if (rule.Pattern.Length > longest && rule.Matches(path))
                longest = rule.Pattern.Length;
        }

        return allowed >= forbidden;
    }

    private static bool IsOurs(ReadOnlySpan<char> value)
    {
        // A version or a comment behind the name is no part of it; a digit is another program's name.
        var end = value.IndexOfAnyExcept(NameCharacters);
        return (end < 0 ? value : value[end] is '/' or '*' or ' ' or '\t' ? value[..end] : []).Equals(Product, StringComparison.OrdinalIgnoreCase);
    }
}

/// <param name="Pattern">Normalised; <c>*</c> stands for anything, <c>$</c> at its end for the end.</param>
internal readonly record struct RobotsPattern(string Pattern, bool Allow)
{
    /// <summary>Takes the time of one pass over path and pattern, whatever stars it has: each part's first place is as good as any later one.</summary>
    public bool Matches(ReadOnlySpan<char> path)
    {
        var pattern = Pattern.AsSpan();
        var anchored = pattern is [.., '$'];
        if (anchored)
            pattern = pattern[..^1];
        var first = true;
        while (true)
        {
            var star = pattern.IndexOf('*');
            var part = star < 0 ? pattern : pattern[..star];
            if (star < 0 && anchored)
                return first ? path.SequenceEqual(part) : path.EndsWith(part, StringComparison.Ordinal);
            var at = path.IndexOf(part, StringComparison.Ordinal);
            if (first ? !path.StartsWith(part, StringComparison.Ordinal) : at < 0)
                return false;
            if (star < 0)
                return true;
            path = path[(first ? part.Length : at + part.Length)..];
            pattern = pattern[(star + 1)..];
            first = false;
        }
    }

    /// <summary>One way to write each character: unreserved ones as they are, all else in percent-encoded UTF-8 (RFC 9309 section 2.2.2).</summary>
    /// <param name="pattern">In a pattern a star and a dollar are special, in a path they are themselves.</param>
    public static string Normalise(ReadOnlySpan<char> path, bool pattern)
    {
        var text = new StringBuilder(path.Length);
        Span<byte> utf8 = stackalloc byte[4];
        while (!path.IsEmpty)
        {
            var c = path[0];
            if (c == '%' && path.Length > 2 && byte.TryParse(path.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                Append(text, octet, char.IsAsciiLetterOrDigit((char)octet) || (char)octet is '-' or '.' or '_' or '~');
                path = path[3..];
                continue;
            }

            if (c is > ' ' and < '\x7f')
            {
                Append(text, (byte)c, pattern || c is not ('*' or '$'));
                path = path[1..];
                continue;
            }

            Rune.DecodeFromUtf16(path, out var rune, out var consumed);
            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                Append(text, b, asItIs: false);
            path = path[consumed..];
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, byte octet, bool asItIs)
    {
        if (asItIs)
            text.Append((char)octet);
        else
            text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
    }
}
