using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace NewsMonitor.Feeds.Parsing.Html;

/// <summary>What a reader sees of HTML, as one line of plain text.</summary>
internal static class HtmlText
{
    public static string Extract(string html)
    {
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
            return Fold(html);
        var text = new StringBuilder(html.Length);
        using var source = new TextSource(html);
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        var discarding = 0;
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            switch (token.Type)
            {
                case HtmlTokenType.Character when discarding == 0:
                    text.Append(token.Data);
                    break;
                case HtmlTokenType.StartTag:
                    if (HtmlPolicy.IsDiscarded(token.Name))
                        discarding += RawText(tokens, token.Name) ? 0 : 1;
                    else if (HtmlPolicy.IsBlock(token.Name))
                        text.Append(' ');
                    break;
                case HtmlTokenType.EndTag:
                    if (HtmlPolicy.IsDiscarded(token.Name))
                        discarding = Math.Max(0, discarding - 1);
                    else if (HtmlPolicy.IsBlock(token.Name))
                        text.Append(' ');
                    break;
            }
        }

        return Fold(text.ToString());
    }

    /// <summary>One space for each run of white space, none at the ends; invisible formatting characters are dropped.</summary>
    public static string Fold(string text)
    {
        if (IsFolded(text))
            return text;
        var folded = new StringBuilder(text.Length);
        var space = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                space = true;
            }
            else if (!IsInvisible(c))
            {
                if (space && folded.Length > 0)
                    folded.Append(' ');
                space = false;
                folded.Append(c);
            }
        }

        return folded.ToString();
    }

    /// <summary>Steps over the characters of a script or style, of which the tokenizer makes no tags.</summary>
    private static bool RawText(HtmlTokenizer tokens, string name)
    {
        if (name is not ("script" or "style"))
            return false;
        HtmlTokens.SkipRawText(tokens, name);
        return true;
    }

    private static bool IsFolded(string text)
    {
        var space = true;
        foreach (var c in text)
        {
            if (c == ' ' ? space : char.IsWhiteSpace(c) || IsInvisible(c))
                return false;
            space = c == ' ';
        }

        return text.Length == 0 || !space;
    }

    // Soft hyphen, zero width space and byte order mark; joiners stay, since scripts need them.
    private static bool IsInvisible(char c) => c is '\u00ad' or '\u200b' or '\ufeff' or '\0';
}
