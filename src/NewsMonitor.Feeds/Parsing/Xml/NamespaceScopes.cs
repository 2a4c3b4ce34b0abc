namespace NewsMonitor.Feeds.Parsing.Xml;

/// <summary>Namespace declarations in scope. At most <see cref="Most"/> at a time: more are an attack, and are not looked at.</summary>
internal sealed class NamespaceScopes
{
    private const int Most = 64;

    private readonly List<(int Depth, string Prefix, string Uri)> _declarations = [];
    private readonly List<(string Prefix, string Uri)> _waiting = [];

    /// <summary>Notes a declaration of a tag that is being read: it counts once the tag is whole.</summary>
    public void Declare(string prefix, string uri)
    {
        if (_declarations.Count + _waiting.Count < Most)
            _waiting.Add((prefix, uri));
    }

    /// <summary>Puts what the tag declared into force for its element.</summary>
    public void Enter(int depth)
    {
        foreach (var (prefix, uri) in _waiting)
            _declarations.Add((depth, prefix, uri));
        _waiting.Clear();
    }

    /// <summary>Forgets what the element at this depth declared.</summary>
    public void Leave(int depth)
    {
        while (_declarations.Count > 0 && _declarations[^1].Depth >= depth)
            _declarations.RemoveAt(_declarations.Count - 1);
    }

    /// <summary>What a prefix stands for: its declaration, else the module that it customarily names.</summary>
    public (string Uri, FeedModule? Module) Resolve(string prefix)
    {
        for (var i = _declarations.Count - 1; i >= 0; i--)
        {
            if (_declarations[i].Prefix == prefix)
                return (_declarations[i].Uri, null);
        }

        return prefix.Length == 0 ? ("", null) : ("", FeedModules.OfPrefix(prefix));
    }
}
