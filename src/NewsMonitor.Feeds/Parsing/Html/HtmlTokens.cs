using AngleSharp.Html.Parser;

namespace NewsMonitor.Feeds.Parsing.Html;

internal static class HtmlTokens
{
    /// <summary>Reads to the end tag of a script or style whose start tag was just read, or to the end of the text.</summary>
    public static void SkipRawText(HtmlTokenizer tokens, string name)
    {
        tokens.State = name == "script" ? HtmlParseMode.Script : HtmlParseMode.Rawtext;
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            if (token.Type == HtmlTokenType.EndTag && token.Name == name)
                break;
        }

        tokens.State = HtmlParseMode.PCData;
    }
}
