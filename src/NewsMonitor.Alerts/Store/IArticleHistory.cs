using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts;

/// <summary>The articles that are stored, for trying a query on them.</summary>
public interface IArticleHistory
{
    /// <summary>Articles, the last written first.</summary>
    /// <param name="before">Sequence of the last one that was read; null to begin.</param>
    /// <param name="since">Only what arrived then or later; null for all.</param>
    Task<IReadOnlyList<HistoricArticle>> ReadAsync(long? before, DateTimeOffset? since, int limit, CancellationToken cancellationToken);

    /// <summary>Independent sources of stories, by their ids; those that are not there (any more) are left out.</summary>
    Task<IReadOnlyDictionary<string, int>> SourcesAsync(IReadOnlyCollection<string> stories, CancellationToken cancellationToken);
}

/// <param name="Sequence">Order of writing within one database.</param>
/// <param name="StoryId">Null while it has none.</param>
/// <param name="Feed">Null when its feed is watched no more.</param>
public sealed record HistoricArticle(long Sequence, Article Article, string? StoryId, ArticleFeed? Feed);
