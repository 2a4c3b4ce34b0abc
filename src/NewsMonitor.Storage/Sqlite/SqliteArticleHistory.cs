using System.Data;
using Dapper;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The stored articles in SQLite, in the order of the table: read as fast as the file can be.</summary>
public sealed class SqliteArticleHistory(SqliteDatabase database) : IArticleHistory
{
    // Arrival and order of writing go together but for little: what was written before the first that counts is not looked at.
    private const string Read =
        $"""
        SELECT {SqliteArticleRow.Columns}, seq, story_id FROM articles
        WHERE seq < @before AND first_seen_at >= @since AND seq >= (SELECT min(seq) FROM articles WHERE first_seen_at >= @since)
        ORDER BY seq DESC LIMIT @limit
        """;

    private const string ReadAll = $"SELECT {SqliteArticleRow.Columns}, seq, story_id FROM articles WHERE seq < @before ORDER BY seq DESC LIMIT @limit";

    public Task<IReadOnlyList<HistoricArticle>> ReadAsync(long? before, DateTimeOffset? since, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<HistoricArticle>>(
            connection =>
            {
                var feeds = connection.All(
                    "SELECT id, coalesce(title, own_title), url, tags FROM feeds",
                    row => new ArticleFeed(row.GetString(0), row.Text(1), row.GetString(2), row.List(3))).ToDictionary(feed => feed.Id, StringComparer.Ordinal);
                var from = before ?? long.MaxValue;
                return since is { } time
                    ? connection.All(Read, row => One(row, feeds), ("@before", from), ("@since", time.ToColumn()), ("@limit", limit))
                    : connection.All(ReadAll, row => One(row, feeds), ("@before", from), ("@limit", limit));
            },
            cancellationToken);

    public Task<IReadOnlyDictionary<string, int>> SourcesAsync(IReadOnlyCollection<string> stories, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, int>>(
            connection => connection.Query<(string Id, int Sources)>(
                    "SELECT id, independent_sources FROM stories WHERE id IN (SELECT value FROM json_each(@ids))", new { ids = stories.ToJson() })
                .ToDictionary(story => story.Id, story => story.Sources, StringComparer.Ordinal),
            cancellationToken);

    private static HistoricArticle One(IDataRecord row, Dictionary<string, ArticleFeed> feeds)
    {
        var article = SqliteArticleRow.Read(row);
        return new HistoricArticle(row.GetInt64(SqliteArticleRow.Count), article, row.Text(SqliteArticleRow.Count + 1), feeds.GetValueOrDefault(article.FeedId));
    }
}
