using AngleSharp.Html.Parser;

namespace NewsMonitor.Feeds.Parsing.Html;

/// <summary>What a reader sees of HTML, as one line of plain text.</summary>
internal static class HtmlText
{
    public static string Extract(string html)
    {
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
            return Fold(html);
        var simple = new FoldedText(html.Length);
        var isSimple = SimpleHtmlText.TryAppend(html, ref simple);
        var text = simple.Take();
        return isSimple ? text : FromTokens(html);
    }

    /// <summary>The same of any HTML, by the rules (WHATWG HTML section 13.2.5).</summary>
    internal static string FromTokens(string html)
    {
        // No character reference is shorter than what it stands for, and each break comes from a tag.
        var text = new FoldedText(html.Length);
        using var tokens = new HtmlTokens(html);
        var discarding = 0;
        while (true)
        {
            ref var token = ref tokens.Next();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    return text.Take();
                case HtmlTokenType.Character when discarding == 0:
                    text.Append(token.Data.Memory.Span);
                    break;
                case HtmlTokenType.StartTag or HtmlTokenType.EndTag:
                    var name = token.Name.Memory.Span;
                    var starts = token.Type == HtmlTokenType.StartTag;
                    if (starts && (name is "script" || name is "style"))
                        tokens.SkipRawText(name.ToString());
                    else if (HtmlPolicy.IsDiscarded(name))
                        discarding = Math.Max(0, discarding + (starts ? 1 : -1));
                    else if (HtmlPolicy.IsBlock(name))
                        text.Break();
                    break;
            }
        }
    }

    /// <summary>One space for each run of white space, none at the ends; invisible formatting characters are dropped.</summary>
    public static string Fold(string text)
    {
        if (IsFolded(text))
            return text;
        var folded = new FoldedText(text.Length);
        folded.Append(text);
        return folded.Take();
    }

    private static bool IsFolded(string text)
    {
        var space = true;
        foreach (var c in text)
        {
            if (c == ' ' ? space : char.IsWhiteSpace(c) || FoldedText.IsInvisible(c))
                return false;
            space = c == ' ';
        }

        return text.Length == 0 || !space;
    }
}
