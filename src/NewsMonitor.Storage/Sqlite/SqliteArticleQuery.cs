using System.Globalization;
using Dapper;
using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The statement behind a list of articles, newest arrival first; articles that arrived together, the later written first.</summary>
internal static class SqliteArticleQuery
{
    /// <exception cref="InvalidInputException">The cursor or the limit is wrong.</exception>
    public static (string Sql, DynamicParameters Parameters, int Limit) Build(ArticleFilter filter, PageRequest page)
    {
        var limit = SqliteCursor.Limit(page);
        var where = new List<string> { "true" };
        var parameters = new DynamicParameters();
        parameters.Add("take", limit + 1);
        if (page.Cursor is not null)
        {
            var (arrival, sequence) = Parse(page.Cursor);
            where.Add("(first_seen_at, seq) < (@arrival, @sequence)");
            parameters.Add("arrival", arrival);
            parameters.Add("sequence", sequence);
        }

        if (filter.FeedId is not null)
        {
            // A feed that became one with another has its articles there.
            where.Add("feed_id = coalesce((SELECT feed_id FROM former_feed_ids WHERE id = @feed), @feed)");
            parameters.Add("feed", filter.FeedId);
        }

        if (filter.StoryId is not null)
        {
            where.Add("story_id = @story");
            parameters.Add("story", filter.StoryId);
        }

        if (filter.SetAside is { } setAside)
            where.Add(setAside ? "set_aside IS NOT NULL" : "set_aside IS NULL");

        if (filter.Since is { } since)
        {
            where.Add("first_seen_at >= @since");
            parameters.Add("since", since.ToColumn());
        }

        foreach (var (index, word) in (filter.Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"word{index}");
            where.Add($@"(title LIKE @{name} ESCAPE '\' OR body LIKE @{name} ESCAPE '\')");
            parameters.Add(name, $"%{Escape(word)}%");
        }

        var sql =
            $"""
            SELECT {SqliteArticleRow.Columns}, seq FROM articles
            WHERE {string.Join(" AND ", where)}
            ORDER BY first_seen_at DESC, seq DESC LIMIT @take
            """;
        return (sql, parameters, limit);
    }

    public static string Cursor(Article article, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{article.FirstSeen.ToColumn()}.{sequence}");

    private static (long Arrival, long Sequence) Parse(string cursor) =>
        cursor.Split('.') is [var first, var second]
        && long.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var arrival)
        && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? (arrival, sequence)
            : throw SqliteCursor.Wrong(cursor);

    private static string Escape(string word) =>
        word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
