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
/// <param name="Phase">Emerging while it is young and few have it, developing while independent reports come in, then settled.</param>
/// <param name="KeyTerms">Words that tell it from other stories, the strongest first; there after the second look, some minutes later.</param>
/// <param name="Names">People, organisations and places, the strongest first.</param>
/// <param name="Countries">Countries that its articles mention, ISO 3166-1 alpha-2; there after the second look.</param>
/// <param name="SourceCountries">Countries of its outlets, where their domains say so, ISO 3166-1 alpha-2.</param>
/// <param name="Languages">Languages of its articles.</param>
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
    int IndependentSourceCount,
    StoryPhase Phase,
    string[] KeyTerms,
    string[] Names,
    string[] Countries,
    string[] SourceCountries,
    string[] Languages)
{
    public static StoryBody From(Story story, StoryPhase phase) => new(
        story.Id, story.Language, story.Headline, story.Url, story.State, story.FirstSeen, story.Latest, story.FirstPublished,
        story.LatestPublished, story.Articles, story.Sources, story.IndependentSources, phase, story.Face.KeyTerms, story.Face.Names,
        story.Face.Countries, story.Face.SourceCountries, story.Face.Languages);
}

/// <summary>A story with a page of its articles, in the order of arrival.</summary>
/// <param name="Changes">What was merged into it, split off it or moved, newest first, at most 100.</param>
/// <param name="Links">Stories of other languages about the same event, surest first.</param>
internal sealed record StoryDetailBody(StoryBody Story, PageBody<StoryArticleBody> Articles, StoryChangeBody[] Changes, IReadOnlyList<StoryLinkBody> Links);

/// <summary>A story of another language about the same event, and what the two have in common.</summary>
/// <param name="Story">Its id.</param>
/// <param name="Score">Evidence that both report one event.</param>
internal sealed record StoryLinkBody(string Story, string Language, string Headline, double Score, IReadOnlyList<string> Reasons)
{
    public static StoryLinkBody From(LinkedStory link) => new(link.StoryId, link.Language, link.Headline, link.Score, link.Reasons);
}

/// <summary>An article of a story, why it is there, and what it told: the articles of a story are its timeline.</summary>
/// <param name="Adds">What it told that the story did not have; null where that was not found out.</param>
/// <param name="Developed">By what the story materially developed when it joined: new facts, a jump in independent sources. Empty when it did not.</param>
internal sealed record StoryArticleBody(ArticleBody Article, AssignmentBody Assignment, AddsBody? Adds, string[] Developed)
{
    public static StoryArticleBody From(AssignedArticle assigned)
    {
        var (adds, development) = (assigned.Assignment.Adds, assigned.Assignment.Development);
        return new StoryArticleBody(
            ArticleBody.From(assigned.Article),
            AssignmentBody.From(assigned.Assignment),
            adds is null ? null : new AddsBody(adds.Novelty, adds.Names, adds.Figures),
            development.Growth is { } growth ? [.. development.Facts, growth] : development.Facts);
    }
}

/// <summary>What an article told that its story did not have before it.</summary>
/// <param name="Novelty">Share of what it has to tell that was new: 0 nothing, 1 all of it.</param>
/// <param name="Names">New names, the most telling first.</param>
/// <param name="Figures">New numbers and sums with what they count.</param>
internal sealed record AddsBody(double Novelty, string[] Names, string[] Figures);
