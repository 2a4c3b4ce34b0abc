using AngleSharp.Html.Parser;

namespace NewsMonitor.Feeds.Tests.Parsing;

/// <summary>Looks at cleaned HTML the way a browser does: as a tree, in a document and inside the elements that change how it is read.</summary>
internal static class InertHtml
{
    private static readonly HtmlParser Browser = new();

    private static readonly HashSet<string> Active = new(
        ["script", "style", "iframe", "object", "embed", "applet", "base", "meta", "link", "form", "frame", "frameset", "template", "noscript", "textarea", "xmp", "animate", "set", "foreignObject"],
        StringComparer.OrdinalIgnoreCase);

    public static void AssertInert(string html)
    {
        foreach (var context in (string[])["<div>{0}</div>", "<svg>{0}</svg>", "<math>{0}</math>", "<table>{0}</table>"])
        {
            var document = Browser.ParseDocument("<!doctype html><title>t</title><body id=outer>" + context.Replace("{0}", html, StringComparison.Ordinal));
            foreach (var element in document.Body!.QuerySelectorAll("*"))
            {
                Assert.False(Active.Contains(element.LocalName), $"<{element.LocalName}> in {html}");
                foreach (var attribute in element.Attributes)
                {
                    Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{attribute.Name} in {html}");
                    Assert.False(attribute.Value.Trim().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase), $"{attribute.Value} in {html}");
                }
            }
        }
    }
}
