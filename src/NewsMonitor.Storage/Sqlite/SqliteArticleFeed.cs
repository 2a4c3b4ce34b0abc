using System.Data;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The feed of an article, joined to statements in which the articles' columns stand unqualified.</summary>
internal static class SqliteArticleFeed
{
    public const string Join =
        """
        LEFT JOIN (SELECT id AS feed_key, coalesce(title, own_title) AS feed_title, url AS feed_url, tags AS feed_tags FROM feeds) ON feed_key = feed_id
        """;

    public const string Columns = "feed_key, feed_title, feed_url, feed_tags";

    /// <summary>How many columns <see cref="Columns"/> names.</summary>
    public const int Count = 4;

    /// <param name="from">Number of the first of the columns.</param>
    /// <returns>Null when the feed is watched no more.</returns>
    public static ArticleFeed? Read(IDataRecord row, int from) =>
        row.Text(from) is { } id ? new ArticleFeed(id, row.Text(from + 1), row.GetString(from + 2), row.List(from + 3)) : null;
}
