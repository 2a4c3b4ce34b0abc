using System.Globalization;
using Dapper;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The statement behind a list of stories, latest first.</summary>
internal static class SqliteStoryQuery
{
    /// <exception cref="InvalidInputException">The cursor, the limit or the filter is wrong.</exception>
    public static (string Sql, DynamicParameters Parameters, int Limit) Build(StoryFilter filter, PageRequest page)
    {
        var limit = SqliteCursor.Limit(page);
        if (filter.MinSources < 1)
            throw new InvalidInputException("minSources", $"The number of sources is {filter.MinSources}; it has to be 1 or more.");
        var where = new List<string> { "state <> 'Merged'" };
        var parameters = new DynamicParameters();
        parameters.Add("take", limit + 1);
        if (page.Cursor is not null)
        {
            var (latest, id) = Parse(page.Cursor);
            where.Add("(latest_at, id) < (@latest, @id)");
            parameters.Add("latest", latest);
            parameters.Add("id", id);
        }

        if (filter.Since is { } since)
        {
            where.Add("latest_at >= @since");
            parameters.Add("since", since.ToColumn());
        }

        if (filter.MinSources > 1)
        {
            where.Add("sources >= @sources");
            parameters.Add("sources", filter.MinSources);
        }

        foreach (var (index, word) in (filter.Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"word{index}");
            where.Add($@"(headline LIKE @{name} ESCAPE '\' OR EXISTS (SELECT 1 FROM articles WHERE story_id = stories.id AND title LIKE @{name} ESCAPE '\'))");
            parameters.Add(name, $"%{Escape(word)}%");
        }

        var sql =
            $"""
            SELECT {SqliteStoryRow.Columns} FROM stories
            WHERE {string.Join(" AND ", where)}
            ORDER BY latest_at DESC, id DESC LIMIT @take
            """;
        return (sql, parameters, limit);
    }

    public static string Cursor(Story story) => string.Create(CultureInfo.InvariantCulture, $"{story.Latest.ToColumn()}.{story.Id}");

    private static (long Latest, string Id) Parse(string cursor) =>
        cursor.Split('.') is [var first, { Length: > 0 } id] && long.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var latest)
            ? (latest, id)
            : throw SqliteCursor.Wrong(cursor);

    private static string Escape(string word) =>
        word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
