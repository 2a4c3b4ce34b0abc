using Dapper;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The stored articles in SQLite, in the order of the table: read as fast as the file can be.</summary>
public sealed class SqliteArticleHistory(SqliteDatabase database) : IArticleHistory
{
    // Arrival and order of writing go together but for little: what was written before the first that counts is not looked at.
    private const string Range = "SELECT (SELECT min(seq) FROM articles WHERE first_seen_at >= @since), (SELECT max(seq) FROM articles)";

    private const string RangeOfAll = "SELECT (SELECT min(seq) FROM articles), (SELECT max(seq) FROM articles)";

    private const string Read =
        $"""
        SELECT {SqliteArticleRow.Columns}, seq, story_id FROM articles WHERE seq BETWEEN @first AND @last AND first_seen_at >= @since
        ORDER BY seq DESC
        """;

    public Task<HistoricRange?> RangeAsync(DateTimeOffset? since, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => (since is { } time
                ? connection.All(Range, Ends, ("@since", time.ToColumn()))
                : connection.All(RangeOfAll, Ends))[0],
            cancellationToken);

    public Task ReadAsync(HistoricRange range, DateTimeOffset? since, Func<IHistoricRow, bool> read, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                connection.Each(
                    Read,
                    row => new Row(row),
                    read,
                    ("@first", range.First), ("@last", range.Last), ("@since", since?.ToColumn() ?? long.MinValue));
                return true;
            },
            cancellationToken);

    public Task<IReadOnlyDictionary<string, ArticleFeed>> FeedsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, ArticleFeed>>(
            connection => connection.All(
                    "SELECT id, coalesce(title, own_title), url, tags FROM feeds",
                    row => new ArticleFeed(row.GetString(0), row.Text(1), row.GetString(2), row.List(3)))
                .ToDictionary(feed => feed.Id, StringComparer.Ordinal),
            cancellationToken);

    public Task<IReadOnlyDictionary<string, int>> SourcesAsync(IReadOnlyCollection<string> stories, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, int>>(
            connection => connection.Query<(string Id, int Sources)>(
                    "SELECT id, independent_sources FROM stories WHERE id IN (SELECT value FROM json_each(@ids))", new { ids = stories.ToJson() })
                .ToDictionary(story => story.Id, story => story.Sources, StringComparer.Ordinal),
            cancellationToken);

    private static HistoricRange? Ends(System.Data.IDataRecord row) => row.IsDBNull(0) ? null : new HistoricRange(row.GetInt64(0), row.GetInt64(1));

    /// <summary>The row that the statement stands on, whichever it is.</summary>
    private sealed class Row(SqliteStatement row) : IHistoricRow
    {
        public long Sequence => row.GetInt64(SqliteArticleRow.Count);

        public DateTimeOffset FirstSeen => row.Time(SqliteArticleRow.FirstSeen)!.Value;

        public string? StoryId => row.Text(SqliteArticleRow.Count + 1);

        public ReadOnlySpan<byte> Title => row.Utf8(SqliteArticleRow.Title);

        public ReadOnlySpan<byte> Text => row.Utf8(SqliteArticleRow.Text);

        public Article Read() => SqliteArticleRow.Read(row);
    }
}
