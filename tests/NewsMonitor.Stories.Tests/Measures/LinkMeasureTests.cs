using System.Globalization;
using NewsMonitor.Model;
using NewsMonitor.Stories.Linking;
using Xunit.Abstractions;

namespace NewsMonitor.Stories.Tests.Measures;

/// <summary>
/// Links over og2021, headlines on one Olympic summer in nine languages whose gold stories span languages: the articles of a gold story in one
/// language are a story here, and two of them are to be linked when they are of one gold story.
/// </summary>
public sealed class LinkMeasureTests(ITestOutputHelper output)
{
    [Fact]
    public void Links_between_the_languages_of_labelled_headlines()
    {
        if (DevData.Folder is null)
        {
            output.WriteLine("Passed over: there is no shared/data/stories/dev beside the repository.");
            return;
        }

        var gold = DevData.Gold("og2021");
        var stories = DevData.Articles("og2021").GroupBy(a => (Event: gold[a.Id], a.Language))
            .Select(g => (g.Key.Event, Profile: Profile(g.Key.Event, g.Key.Language, [.. g]))).ToList();
        var events = stories.ToDictionary(s => s.Profile.StoryId, s => s.Event);
        var wanted = stories.GroupBy(s => s.Event).Sum(g => g.Count() * (g.Count() - 1) / 2);
        var linker = new StoryLinker(new StoryOptions());
        stories.ForEach(story => linker.Set(story.Profile));

        var links = stories.SelectMany(s => linker.LinksOf(s.Profile.StoryId)).DistinctBy(l => (l.First, l.Second)).ToList();

        var right = links.Count(l => events[l.First] == events[l.Second]);
        var (precision, recall) = ((double)right / links.Count, (double)right / wanted);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{links.Count} links, {right} of them right (precision {precision:0.000}), of {wanted} wanted (recall {recall:0.000})"));
        // Of headlines alone, on one subject: few tell enough, and those that do must mostly be right.
        Assert.True(precision >= 0.7, $"precision {precision}");
        Assert.True(recall >= 0.06, $"recall {recall}");
    }

    private static LinkProfile Profile(string name, string language, List<Article> articles)
    {
        var first = articles[0];
        return LinkProfile.Of(
            new Story
            {
                Id = $"{name}-{language}",
                Language = language,
                Headline = first.Title,
                State = StoryState.Open,
                FirstSeen = first.FirstSeen,
                Latest = articles.Max(a => a.FirstSeen),
                FirstPublished = articles.Min(a => a.Published),
                LatestPublished = articles.Max(a => a.Published),
                Articles = articles.Count,
                Sources = 1,
                IndependentSources = 1,
            },
            articles);
    }
}
