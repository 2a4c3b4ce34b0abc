using NewsMonitor.Model;
using NewsMonitor.Server.Api.Articles;
using NewsMonitor.Server.Api.Json;
using NewsMonitor.Stories;

namespace NewsMonitor.Server.Api.Stories;

/// <summary>One event, as many articles report it.</summary>
/// <param name="Url">Link of the article whose title is the headline.</param>
/// <param name="FirstSeen">When its first article arrived.</param>
/// <param name="Latest">When its latest article arrived.</param>
/// <param name="FirstPublished">Earliest publication that its articles claim.</param>
/// <param name="LatestPublished">Latest publication that its articles claim.</param>
/// <param name="SourceCount">Distinct outlets.</param>
/// <param name="IndependentSourceCount">Distinct outlets with an article that is not a copy.</param>
internal sealed record StoryBody(
    string Id,
    string Language,
    string Headline,
    string? Url,
    StoryState State,
    DateTimeOffset FirstSeen,
    DateTimeOffset Latest,
    DateTimeOffset? FirstPublished,
    DateTimeOffset? LatestPublished,
    int ArticleCount,
    int SourceCount,
    int IndependentSourceCount)
{
    public static StoryBody From(Story story) => new(
        story.Id, story.Language, story.Headline, story.Url, story.State, story.FirstSeen, story.Latest, story.FirstPublished,
        story.LatestPublished, story.Articles, story.Sources, story.IndependentSources);
}

/// <summary>A story with a page of its articles, in the order of arrival.</summary>
internal sealed record StoryDetailBody(StoryBody Story, PageBody<StoryArticleBody> Articles);

/// <summary>An article of a story, and why it is there.</summary>
internal sealed record StoryArticleBody(ArticleBody Article, AssignmentBody Assignment)
{
    public static StoryArticleBody From(AssignedArticle assigned) => new(ArticleBody.From(assigned.Article), AssignmentBody.From(assigned.Assignment));
}
