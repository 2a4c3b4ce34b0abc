using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Articles;

/// <summary>An article of an outlet, as lists show it.</summary>
/// <param name="Feed">Id of the feed that brought it.</param>
/// <param name="Source">The outlet: host of the article's link.</param>
/// <param name="Excerpt">How its text begins.</param>
/// <param name="Language">Primary language subtag; <c>und</c> when it cannot be told.</param>
/// <param name="Published">When the outlet says that it was published.</param>
/// <param name="FirstSeen">When this server first saw it.</param>
/// <param name="Updated">When this server last saw it change.</param>
/// <param name="SetAside">Why the story engine could not take it; null when it could, or has not come to it yet.</param>
internal sealed record ArticleBody(
    string Id,
    string Feed,
    string Source,
    string? Url,
    string Title,
    string Excerpt,
    string? Author,
    string[] Categories,
    string Language,
    DateTimeOffset? Published,
    DateTimeOffset FirstSeen,
    DateTimeOffset Updated,
    string? SetAside)
{
    private const int ExcerptLength = 280;

    public static ArticleBody From(Article article) => new(
        article.Id, article.FeedId, article.Source, article.Url, article.Title, Begin(article.Text), article.Author, article.Categories,
        article.Language, article.Published, article.FirstSeen, article.Updated, article.SetAside);

    private static string Begin(string text)
    {
        if (text.Length <= ExcerptLength)
            return text;
        // Not through a surrogate pair, and rather between words.
        var space = text.LastIndexOf(' ', ExcerptLength);
        var end = space > ExcerptLength / 2 ? space : char.IsHighSurrogate(text[ExcerptLength - 1]) ? ExcerptLength - 1 : ExcerptLength;
        return text[..end] + "…";
    }
}

/// <summary>An article with its whole text and where it belongs.</summary>
/// <param name="PublishedClaim">What the outlet said where that lay in the future: then published is when this server first saw it.</param>
/// <param name="SetAside">Why the story engine could not take it; null when it could, or has not come to it yet.</param>
/// <param name="Page">How its own page was read, where the feed asks for that: read, or in words why the text is the feed's; null when nobody asked.</param>
/// <param name="Assignment">Its story and why; null while it is pending or was set aside.</param>
internal sealed record ArticleDetailBody(
    string Id,
    string Feed,
    string Source,
    string? Url,
    string Title,
    string Text,
    string? Author,
    string[] Categories,
    string Language,
    DateTimeOffset? Published,
    DateTimeOffset? PublishedClaim,
    DateTimeOffset FirstSeen,
    DateTimeOffset Updated,
    string? SetAside,
    string? Page,
    AssignmentBody? Assignment)
{
    public static ArticleDetailBody From(Article article, StoryAssignment? assignment) => new(
        article.Id, article.FeedId, article.Source, article.Url, article.Title, article.Text, article.Author, article.Categories,
        article.Language, article.Published, article.PublishedClaim, article.FirstSeen, article.Updated, article.SetAside,
        article.Page, assignment is null ? null : AssignmentBody.From(assignment));
}

/// <summary>Why an article is in its story.</summary>
/// <param name="Began">True when the article began the story.</param>
/// <param name="Score">Evidence for joining, above zero for an article that joined; null without a candidate.</param>
/// <param name="Margin">How far the best candidate was ahead of the second; null with fewer than two.</param>
/// <param name="CopyOf">The earlier article of the story that this one is a copy of.</param>
/// <param name="Reasons">What spoke for and against, strongest first; before that how it came from another story.</param>
/// <param name="Pinned">True when an operator put it in the story: second thoughts leave it there.</param>
internal sealed record AssignmentBody(string Story, bool Began, double? Score, double? Margin, string? CopyOf, string[] Reasons, bool Pinned)
{
    public static AssignmentBody From(StoryAssignment assignment) =>
        new(assignment.StoryId, assignment.Began, assignment.Score, assignment.Margin, assignment.CopyOf, assignment.Reasons, assignment.Pinned);
}
