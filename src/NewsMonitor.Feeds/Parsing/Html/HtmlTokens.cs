using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace NewsMonitor.Feeds.Parsing.Html;

/// <summary>AngleSharp's tokens of an HTML text. Its tree is not built: hostile HTML makes trees of quadratic size, tokens never.</summary>
internal sealed class HtmlTokens : IDisposable
{
    private readonly TextSource _source;
    private readonly HtmlTokenizer _tokenizer;

    public HtmlTokens(string html)
    {
        _source = new TextSource(new ReadOnlyMemoryTextSource(HtmlQuotes.Closed(html)));
        _tokenizer = new HtmlTokenizer(_source, HtmlEntityProvider.Resolver) { SkipComments = true };
    }

    public ref StructHtmlToken Next() => ref _tokenizer.GetStructToken();

    /// <summary>Reads to the end tag of a script or style whose start tag was just read, or to the end of the text.</summary>
    public void SkipRawText(string name)
    {
        _tokenizer.State = name == "script" ? HtmlParseMode.Script : HtmlParseMode.Rawtext;
        while (true)
        {
            ref var token = ref Next();
            if (token.Type == HtmlTokenType.EndOfFile || (token.Type == HtmlTokenType.EndTag && token.Name == name))
                break;
        }

        _tokenizer.State = HtmlParseMode.PCData;
    }

    public void Dispose()
    {
        _tokenizer.Dispose();
        _source.Dispose();
    }
}
