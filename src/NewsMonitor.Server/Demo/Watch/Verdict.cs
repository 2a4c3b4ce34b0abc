using NewsMonitor.Server.Demo.Press;

namespace NewsMonitor.Server.Demo.Watch;

/// <summary>What the server made of one story as it was written.</summary>
/// <param name="Found">The stories that its articles were put into, largest part first.</param>
/// <param name="Exact">All its articles are in one story, and nothing else is.</param>
public sealed record StoryVerdict(DemoStory Written, FoundStory[] Found, bool Exact);

/// <summary>Compares what was found with what was written: an article is known again by its link.</summary>
public static class Verdict
{
    public static IReadOnlyList<StoryVerdict> Of(DemoContent content, IReadOnlyList<FoundStory> found)
    {
        var outlets = Outlets.All.ToDictionary(outlet => outlet.Id, StringComparer.Ordinal);
        return [.. content.Stories.Select(Judge)];

        StoryVerdict Judge(DemoStory written)
        {
            var links = written.Articles.Where(article => article.IsNew).Select(Link).ToHashSet(StringComparer.Ordinal);
            FoundStory[] holders = [.. found.Select(story => (story, shared: story.Articles.Count(article => Has(links, article))))
                .Where(part => part.shared > 0).OrderByDescending(part => part.shared).Select(part => part.story)];
            var exact = holders is [var only] && only.Articles.Count == links.Count && only.Articles.All(article => Has(links, article));
            return new StoryVerdict(written, holders, exact);
        }

        string Link(DemoArticle article)
        {
            var outlet = outlets[article.Outlet];
            return new Uri(new Uri(outlet.Site), outlet.Link(article)).AbsoluteUri;
        }
    }

    private static bool Has(HashSet<string> links, ArticlePlaced article) => article.Url is { } url && links.Contains(url);
}
