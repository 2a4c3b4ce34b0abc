using NewsMonitor.Model;
using NewsMonitor.Server.Demo.Press;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Faces;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Server.Tests.Demo;

/// <summary>Which of the demo's stories materially develop, read as if the articles had arrived when they were published.</summary>
public sealed class DemoDevelopmentTests
{
    [Fact]
    public void Only_the_earthquake_brings_new_facts_of_weight_and_every_other_story_is_told_once() =>
        Assert.Equal(
            [
                "talavan-earthquake (harbour-post): new: 23 dead (before: 9)",
                "talavan-earthquake (courant): new: 31 quake victims (before: 23)",
            ],
            Facts());

    private static IEnumerable<string> Facts()
    {
        var options = new StoryOptions();
        var analyser = new ArticleAnalyser(options);
        foreach (var story in DemoContent.Load().Stories)
        {
            var engine = new StoryEngine(options, analyser);
            var (memory, first, outlets) = (StoryMemory.Empty, DateTimeOffset.MinValue, new HashSet<string>());
            foreach (var written in story.Articles.Where(a => a.IsNew && a.CopyOf is null).OrderBy(a => a.Published))
            {
                var article = Article(written);
                var assignment = ArticleFacts.Add(engine.Assign(analyser.Analyse(article), out var news), article, news, options);
                if (outlets.Count == 0)
                {
                    (memory, first) = (DevelopmentRule.Begin(assignment.Facts), article.FirstSeen);
                    outlets.Add(article.Source);
                    continue;
                }

                var before = new StorySoFar(outlets.Count, first, memory);
                outlets.Add(article.Source);
                (var development, memory) = DevelopmentRule.Decide(
                    before, new JoiningArticle(article.Source, article.FirstSeen, false, outlets.Count, assignment.Facts), options.Faces);
                foreach (var fact in development.Facts)
                    yield return $"{story.Id} ({article.Source}): {fact}";
            }
        }
    }

    private static Article Article(DemoArticle article) => new()
    {
        Id = article.Id,
        FeedId = "feed",
        Identity = article.Id,
        Source = article.Outlet,
        Title = article.Title,
        Text = string.Join('\n', article.Paragraphs),
        Language = "en",
        Published = article.Published,
        FirstSeen = article.Published,
        Updated = article.Published,
        ContentHash = article.Id,
    };
}
