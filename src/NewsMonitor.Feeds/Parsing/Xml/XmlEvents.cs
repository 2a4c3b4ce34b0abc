namespace NewsMonitor.Feeds.Parsing.Xml;

internal enum XmlEvent
{
    Start,
    End,
    Text,
}

/// <summary>An attribute of the element that was just started.</summary>
internal readonly record struct XmlAttributeText(string Prefix, string Name, string Value);

/// <summary>
/// A document as a pull stream of starts, ends and texts: what the feed parser sees, whether the strict or the tolerant reader is behind
/// it. Every start has its end, also for an empty element.
/// </summary>
/// <param name="documentBase">The document's address, or null.</param>
/// <param name="maxDepth">Below it an <c>xml:base</c> or <c>xml:lang</c> is not looked at, so that what is remembered is bounded.</param>
internal abstract class XmlEvents(Uri? documentBase, int maxDepth)
{
    private readonly Dictionary<string, string> _lowerCase = new(StringComparer.Ordinal);
    private readonly Stack<(int Depth, Uri? Base, string? Language)> _scopes = new();
    private string? _rootNamespace;
    private string? _prefix;

    public XmlEvent Event { get; protected set; }

    /// <summary>Open elements, the current one included; the same at an element's start and end.</summary>
    public int Depth { get; protected set; }

    /// <summary>The local name as written.</summary>
    public string LocalName { get; protected set; } = "";

    /// <summary>The local name in lower case.</summary>
    public string Name { get; private set; } = "";

    public FeedModule Module { get; private set; }

    /// <summary>The namespace as declared; empty for none.</summary>
    public string Namespace { get; private set; } = "";

    /// <summary>The base of relative links here: the innermost <c>xml:base</c>, else the document's address.</summary>
    public Uri? Base { get; private set; } = documentBase;

    /// <summary>The innermost <c>xml:lang</c>.</summary>
    public string? Language { get; private set; }

    /// <summary>True at an end that stands in no document but was added because the document ended first.</summary>
    public bool CutOff { get; protected set; }

    /// <summary>The deepest nesting so far.</summary>
    public int Deepest { get; private set; }

    /// <summary>The line of the document that was read last, from 1.</summary>
    public abstract int Line { get; }

    /// <summary>The characters of a text event.</summary>
    public abstract string Text { get; }

    /// <summary>Attributes of the started element without namespace declarations; only to be asked at a start.</summary>
    public abstract IReadOnlyList<XmlAttributeText> Attributes { get; }

    /// <summary>Moves to the next event; false at the end of the document.</summary>
    public abstract bool Read();

    /// <summary>The value of an attribute without prefix, its name in any case; null when it is not there.</summary>
    public string? Attribute(string name) => Attribute("", name);

    /// <summary>The value of an attribute under a customary prefix (<c>rdf</c>, <c>xml</c>).</summary>
    public string? Attribute(string prefix, string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && attribute.Prefix.Equals(prefix, StringComparison.OrdinalIgnoreCase))
                return attribute.Value;
        }

        return null;
    }

    /// <summary>Reads to the end of the element that was just started.</summary>
    public void Skip()
    {
        var depth = Depth;
        while (Read())
        {
            if (Event == XmlEvent.End && Depth == depth)
                return;
        }
    }

    /// <param name="module">The module when only the prefix tells it; null to look it up by namespace.</param>
    protected void Started(string prefix, string localName, string uri, FeedModule? module, bool hasAttributes)
    {
        Event = XmlEvent.Start;
        Deepest = Math.Max(Deepest, Depth);
        Named(prefix, localName, uri, module);
        if (!hasAttributes || Depth > maxDepth)
            return;
        // CDF's channel has a BASE of its own.
        var xmlBase = Attribute("xml", "base") ?? (Depth == 1 && Name == "channel" ? Attribute("base") : null);
        var language = Attribute("xml", "lang");
        if (xmlBase is null && language is null)
            return;
        _scopes.Push((Depth, Base, Language));
        Base = FeedLink.Base(Base, xmlBase);
        Language = language is { Length: > 0 } ? language.Trim() : Language;
    }

    protected void Ended(string prefix, string localName, string uri, FeedModule? module)
    {
        Event = XmlEvent.End;
        Named(prefix, localName, uri, module);
        if (_scopes.TryPeek(out var scope) && scope.Depth == Depth)
        {
            (_, Base, Language) = _scopes.Pop();
        }
    }

    private void Named(string prefix, string localName, string uri, FeedModule? module)
    {
        LocalName = localName;
        if (!_lowerCase.TryGetValue(localName, out var lower))
        {
            lower = localName.ToLowerInvariant();
            // A document with endless names is not remembered endlessly.
            if (_lowerCase.Count < 1000)
                _lowerCase.Add(localName, lower);
        }

        Name = lower;
        if (module is null && ReferenceEquals(uri, Namespace) && ReferenceEquals(prefix, _prefix) && Module != FeedModule.Foreign)
            return;
        (Namespace, _prefix) = (uri, prefix);
        Module = module ?? FeedModules.Of(uri, prefix);
        // The root's own namespace is the core vocabulary, even one nobody has seen before.
        if (Module == FeedModule.Foreign && Depth <= 2 && Event == XmlEvent.Start && lower is "rss" or "feed" or "channel" or "item" or "entry")
            _rootNamespace ??= uri;
        if (Module == FeedModule.Foreign && uri == _rootNamespace)
            Module = FeedModule.Core;
    }
}
