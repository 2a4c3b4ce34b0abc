using NewsMonitor.Feeds.Parsing.Html;

namespace NewsMonitor.Feeds.Parsing;

/// <summary>
/// A text of a feed that may be HTML. What the publisher wrote is never handed out: <see cref="Html"/> is sanitised and
/// <see cref="Text"/> is plain. Both are made when first asked for, because most polls bring entries that are known already.
/// </summary>
public sealed class FeedMarkup
{
    private readonly string _source;
    private readonly MarkupKind _kind;
    private readonly Uri? _base;
    private string? _html;
    private string? _text;

    internal FeedMarkup(string source, MarkupKind kind, Uri? baseUri) => (_source, _kind, _base) = (source, kind, baseUri);

    /// <summary>HTML in which nothing can run, with absolute links; may be empty.</summary>
    public string Html => _html ??= _kind == MarkupKind.Html ? HtmlSanitizer.Sanitize(_source, _base) : HtmlSanitizer.Escape(_source);

    /// <summary>What a reader sees, white space folded; may be empty.</summary>
    public string Text => _text ??= _kind == MarkupKind.Html ? HtmlText.Extract(_source) : HtmlText.Fold(_source);

    /// <summary>
    /// Plain text as it was written where nothing in it could run even if it were taken for HTML; else <see cref="Html"/>. For people
    /// and programs that show text and HTML in one place.
    /// </summary>
    public string Readable => _kind == MarkupKind.Plain && HtmlSanitizer.IsInert(_source) ? _source.Trim() : Html;

    /// <summary>A plain value (an author, a category, an id) for such a place: as it is when nothing in it could run, else escaped.</summary>
    public static string? Shown(string? plain) => plain is null || HtmlSanitizer.IsInert(plain) ? plain : HtmlSanitizer.Escape(plain);

    internal bool IsEmpty => string.IsNullOrWhiteSpace(_source);

    public override string ToString() => Text;
}
