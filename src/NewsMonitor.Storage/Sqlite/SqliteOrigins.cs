using Microsoft.Data.Sqlite;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>In which stories the articles of a story were before: the changes by which they came are undone, the newest first.</summary>
internal sealed class SqliteOrigins
{
    private readonly string _story;
    private readonly List<Arrival> _arrivals;

    private SqliteOrigins(string story, List<Arrival> arrivals) => (_story, _arrivals) = (story, arrivals);

    /// <param name="story">The story as it is now.</param>
    /// <param name="after">The change before which nothing is asked.</param>
    public static SqliteOrigins Read(SqliteConnection connection, string story, long after) => new(
        story,
        connection.Rows(
            """
            WITH RECURSIVE line (id) AS (SELECT @story UNION SELECT from_id FROM line JOIN story_changes ON to_id = line.id AND seq > @after)
            SELECT seq, from_id, to_id, articles FROM line JOIN story_changes ON to_id = line.id AND seq > @after ORDER BY seq DESC
            """,
            new { story, after },
            row => new Arrival(row.GetInt64(0), row.GetString(1), row.GetString(2), row.List(3).ToHashSet(StringComparer.Ordinal))));

    /// <summary>The story that an article of the story belonged to right after a change.</summary>
    public string After(string article, long sequence)
    {
        var story = _story;
        foreach (var arrival in _arrivals.TakeWhile(arrival => arrival.Sequence > sequence))
        {
            if (arrival.To == story && arrival.Articles.Contains(article))
                story = arrival.From;
        }

        return story;
    }

    private sealed record Arrival(long Sequence, string From, string To, HashSet<string> Articles);
}
