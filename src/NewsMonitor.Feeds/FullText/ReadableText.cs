using System.Text;

namespace NewsMonitor.Feeds.FullText;

/// <summary>
/// Finds the article in a web page. Paragraphs are evidence for the part that holds them, and half as much for the one around it: sentences,
/// commas and length speak for, links against. The part with the most evidence is the article; its paragraphs, without those that are mostly
/// links, are the text. Time and memory are linear in the page.
/// </summary>
internal static class ReadableText
{
    // Shorter blocks are labels more often than sentences.
    private const int Sentence = 25;

    // A page that gives less is read again without believing what its names say.
    private const int Enough = 250;

    private const double MostlyLinks = 0.5;

    /// <param name="html">The page.</param>
    /// <param name="maximumElements">Most parts that are told apart.</param>
    /// <param name="maximumText">Longest text, in characters; the rest is cut at a word.</param>
    public static PageText Extract(string html, int maximumElements, int maximumText)
    {
        var outline = PageOutline.Read(html, maximumElements, trusting: true);
        var text = Extract(outline, maximumText);
        if (text.Length < Enough)
        {
            var whole = Extract(PageOutline.Read(html, maximumElements, trusting: false), maximumText);
            if (whole.Length > text.Length)
                text = whole;
        }

        return new PageText(text, outline.Language);
    }

    private static string Extract(PageOutline outline, int maximumText)
    {
        var article = Article(outline);
        var text = new StringBuilder();
        foreach (var block in outline.Blocks)
        {
            if (block.Part < article || block.Part > outline.Parts[article].End || !IsText(outline, block))
                continue;
            if (text.Length > 0)
                text.Append(' ');
            text.Append(block.Text);
            if (text.Length > maximumText)
                return Cut(text.ToString(), maximumText);
        }

        return text.ToString();
    }

    private static int Article(PageOutline outline)
    {
        var evidence = new double[outline.Parts.Count];
        foreach (var block in outline.Blocks)
        {
            if (block.Text.Length < Sentence || block.LinkDensity > MostlyLinks)
                continue;
            var worth = (1 + Math.Min(Commas(block.Text), 10) + Math.Min(block.Text.Length / 100, 5)) * (1 - block.LinkDensity);
            var part = outline.Parts[block.Part].Role == PageRole.Paragraph ? outline.Parts[block.Part].Parent : block.Part;
            for (var share = 1.0; part >= 0 && share > 0.2; share /= 2)
            {
                evidence[part] += worth * share;
                part = outline.Parts[part].Parent;
            }
        }

        var best = 0;
        for (var i = 0; i < evidence.Length; i++)
        {
            evidence[i] *= outline.Parts[i] switch
            {
                { Hint: 2 } => 3,
                { Name: "article" } => 1.5,
                { Hint: 1 } or { Name: "main" } => 1.25,
                _ => 1,
            };
            if (evidence[i] > evidence[best])
                best = i;
        }

        // What is marked as one article is taken whole.
        for (var i = best; i > 0; i = outline.Parts[i].Parent)
        {
            if (outline.Parts[i].Hint == 2 || outline.Parts[i].Name == "article")
                return i;
        }

        return best;
    }

    private static bool IsText(PageOutline outline, PageOutline.Block block) =>
        // The headline is the article's title already.
        outline.Parts[block.Part].Name != "h1"
        && block.LinkDensity <= MostlyLinks
        && (block.Text.Length >= Sentence || outline.Parts[block.Part].Role == PageRole.Paragraph);

    private static int Commas(string text)
    {
        var commas = 0;
        foreach (var c in text)
            commas += c is ',' or '，' or '、' or '،' or '。' ? 1 : 0;
        return commas;
    }

    private static string Cut(string text, int length)
    {
        var space = text.LastIndexOf(' ', length - 1);
        var end = space > length / 2 ? space : char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text[..end];
    }
}
