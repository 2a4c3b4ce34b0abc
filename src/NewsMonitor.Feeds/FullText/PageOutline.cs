using System.Text;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using NewsMonitor.Feeds.Parsing.Html;

namespace NewsMonitor.Feeds.FullText;

/// <summary>
/// A page as nested parts with the text blocks inside them, read off AngleSharp's tokens in one pass (its tree would be of quadratic size for
/// hostile pages). Parts are numbered in document order, so all that is inside a part lies between it and its <see cref="Part.End"/>.
/// </summary>
internal sealed class PageOutline
{
    // Deeper elements are taken as if their tags were not there.
    private const int MaximumDepth = 256;

    private readonly List<Part> _parts = [new Part { Parent = -1, Name = "" }];
    private readonly List<Block> _blocks = [];
    private readonly List<(string Name, int Part, bool Hides)> _open = [("", 0, false)];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly StringBuilder _text = new();
    private readonly int _maximumParts;
    private readonly bool _trusting;
    private int _hiding;
    private int _linked;
    private bool _inLink;
    private bool _space;

    private PageOutline(int maximumParts, bool trusting) => (_maximumParts, _trusting) = (maximumParts, trusting);

    public IReadOnlyList<Part> Parts => _parts;

    public IReadOnlyList<Block> Blocks => _blocks;

    public string? Language { get; private set; }

    /// <param name="trusting">True to leave out what elements and names declare to be furniture.</param>
    public static PageOutline Read(string html, int maximumParts, bool trusting)
    {
        var outline = new PageOutline(maximumParts, trusting);
        outline.Read(html);
        return outline;
    }

    private void Read(string html)
    {
        using var tokens = new HtmlTokens(html);
        while (true)
        {
            ref var token = ref tokens.Next();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    EndBlock();
                    while (_open.Count > 0)
                        CloseTop();
                    return;
                case HtmlTokenType.Character when _hiding == 0:
                    Append(token.Data.Memory.Span);
                    break;
                case HtmlTokenType.StartTag when token.Name == "script" || token.Name == "style":
                    tokens.SkipRawText(token.Name.ToString());
                    break;
                case HtmlTokenType.StartTag:
                    Start(ref token);
                    break;
                case HtmlTokenType.EndTag:
                    End(token.Name.Memory.Span);
                    break;
            }
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                _space = true;
                continue;
            }

            if (FoldedText.IsInvisible(c))
                continue;
            if (_space && _text.Length > 0)
                _text.Append(' ');
            _space = false;
            _text.Append(c);
            if (_inLink)
                _linked++;
        }
    }

    private void Start(ref StructHtmlToken tag)
    {
        var (name, role) = PageElements.Of(tag.Name.Memory.Span);
        if (role == PageRole.Inline)
        {
            if (tag.Name == "a")
                _inLink = true;
            else if (tag.Name == "br" || tag.Name == "hr" || tag.Name == "img")
                _space = true;
            return;
        }

        if (name == "html")
            Language ??= Attribute(ref tag, "lang") is { Length: > 0 and <= 35 } language ? language : null;
        if (_parts.Count >= _maximumParts || _open.Count >= MaximumDepth)
        {
            _space = true;
            return;
        }

        EndBlock();
        CloseImplied(name);
        var hint = 0;
        var hides = role == PageRole.Hidden;
        if (_trusting && name is not ("html" or "body" or "article" or "main"))
        {
            hint = PageElements.Hint($"{Attribute(ref tag, "class")} {Attribute(ref tag, "id")}");
            hides |= role == PageRole.Furniture || hint < 0 || Attribute(ref tag, "hidden") is not null
                || Attribute(ref tag, "aria-hidden") == "true" || Attribute(ref tag, "role") is "navigation" or "complementary" or "banner" or "contentinfo" or "dialog" or "menu";
        }

        _parts.Add(new Part
        {
            Parent = _open[^1].Part,
            Name = name,
            Role = role,
            Hint = Attribute(ref tag, "itemprop") == "articleBody" ? 2 : hint,
        });
        _open.Add((name, _parts.Count - 1, hides));
        _counts[name] = _counts.GetValueOrDefault(name) + 1;
        if (hides)
            _hiding++;
    }

    private void End(ReadOnlySpan<char> tag)
    {
        if (tag is "a")
            _inLink = false;
        var (name, role) = PageElements.Of(tag);
        if (role == PageRole.Inline)
            return;
        if (_counts.GetValueOrDefault(name) == 0)
        {
            _space = true;
            return;
        }

        EndBlock();
        while (_open[^1].Name != name)
            CloseTop();
        CloseTop();
    }

    /// <summary>A paragraph ends where the next part begins, and an item at the next one (HTML, optional tags).</summary>
    private void CloseImplied(string name)
    {
        if (_open[^1].Name == "p")
            CloseTop();
        if (_open[^1].Name == name && name is "li" or "dt" or "dd" or "td" or "th" or "tr" or "option")
            CloseTop();
    }

    private void CloseTop()
    {
        var (name, part, hides) = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        _parts[part].End = _parts.Count - 1;
        if (name.Length > 0)
            _counts[name]--;
        if (hides)
            _hiding--;
    }

    private void EndBlock()
    {
        if (_text.Length > 0)
            _blocks.Add(new Block(_open[^1].Part, _text.ToString(), Math.Min(_linked, _text.Length)));
        _text.Clear();
        (_linked, _space) = (0, false);
    }

    private static string? Attribute(ref StructHtmlToken tag, string name)
    {
        // More than these are no page's.
        for (var i = 0; i < Math.Min(tag.Attributes.Count, 40); i++)
        {
            if (tag.Attributes[i].Name == name)
                return tag.Attributes[i].Value.ToString();
        }

        return null;
    }

    internal sealed class Part
    {
        public int Parent { get; init; }

        public required string Name { get; init; }

        public PageRole Role { get; init; }

        /// <summary>2 for what is marked as the article's text, 1 and -1 for names that hint at it or at furniture.</summary>
        public int Hint { get; init; }

        /// <summary>The last part inside it.</summary>
        public int End { get; set; }
    }

    /// <param name="Part">The innermost part around it.</param>
    /// <param name="Linked">Characters inside links.</param>
    internal readonly record struct Block(int Part, string Text, int Linked)
    {
        public double LinkDensity => (double)Linked / Text.Length;
    }
}
