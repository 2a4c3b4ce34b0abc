namespace NewsMonitor.Feeds.Parsing;

/// <summary>
/// A text of a feed that may be HTML. What the publisher wrote is never handed out: <see cref="Html"/> is sanitised and
/// <see cref="Text"/> is plain. Both are made when first asked for, because most polls bring entries that are known already.
/// </summary>
public sealed class FeedMarkup
{
    private readonly string _source;
    private string? _html;
    private string? _text;

    internal FeedMarkup(string source) => _source = source;

    /// <summary>HTML in which nothing can run, with absolute links; may be empty.</summary>
    public string Html => _html ??= _source;

    /// <summary>What a reader sees, white space folded; may be empty.</summary>
    public string Text => _text ??= _source;

    public override string ToString() => Text;
}
