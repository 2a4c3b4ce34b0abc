using NewsMonitor.Alerts.Preview;
using NewsMonitor.Server.Api.Articles;

namespace NewsMonitor.Server.Api.Subscriptions;

/// <summary>A query to try.</summary>
internal sealed record PreviewRequestBody
{
    public required string Query { get; init; }

    /// <summary>Articles that arrived since then; any when left out.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>What a query would have found.</summary>
/// <param name="Query">The query as it was understood.</param>
/// <param name="Cost">Of how many articles it has to be asked: <c>unanchored</c> of all of them.</param>
/// <param name="Looked">Articles looked at, the newest.</param>
/// <param name="Earliest">When the earliest of them arrived.</param>
/// <param name="Latest">When the latest of them arrived.</param>
/// <param name="Complete">False when time was up before all of them were looked at.</param>
/// <param name="Matched">How many of them the query holds for.</param>
/// <param name="Stories">How many stories would have been told, by the stories as they are now.</param>
/// <param name="MatchesPerDay">Null when less than an hour was looked at.</param>
/// <param name="StoriesPerDay">Null when less than an hour was looked at.</param>
/// <param name="Days">Days in UTC, the latest first.</param>
/// <param name="Items">The newest of the matching articles.</param>
internal sealed record PreviewBody(
    string Query,
    QueryCost Cost,
    int Looked,
    DateTimeOffset? Earliest,
    DateTimeOffset? Latest,
    bool Complete,
    int Matched,
    int Stories,
    double? MatchesPerDay,
    double? StoriesPerDay,
    PreviewDayBody[] Days,
    PreviewItemBody[] Items)
{
    public static PreviewBody From(QueryPreview preview) => new(
        preview.Query, preview.Cost, preview.Looked, preview.From, preview.To, preview.Complete, preview.Matched, preview.Stories,
        preview.MatchesPerDay, preview.StoriesPerDay,
        [.. preview.Days.Select(day => new PreviewDayBody(day.Date, day.Matches, day.Stories))],
        [.. preview.Samples.Select(sample => new PreviewItemBody(ArticleBody.From(sample.Article), sample.Why))]);
}

/// <param name="Matches">Matching articles that arrived on it.</param>
/// <param name="Stories">Stories whose first matching article arrived on it.</param>
internal sealed record PreviewDayBody(DateOnly Date, int Matches, int Stories);

/// <param name="Why">The terms that matched and where.</param>
internal sealed record PreviewItemBody(ArticleBody Article, string[] Why);
