using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>What queries ask of a story beyond its row: read only where one does.</summary>
internal static class SqliteStanding
{
    // Both ends of a link may have gone up into other stories since.
    private const string Languages =
        """
        WITH mine AS (SELECT @Id AS id UNION SELECT id FROM stories WHERE merged_into = @Id),
             ends AS (SELECT second_id AS id FROM story_links JOIN mine ON mine.id = first_id UNION SELECT first_id FROM story_links JOIN mine ON mine.id = second_id)
        SELECT count(DISTINCT language) FROM (SELECT @Language AS language
          UNION SELECT s.language FROM ends JOIN stories o ON o.id = ends.id JOIN stories s ON s.id = coalesce(o.merged_into, o.id))
        """;

    public static Judgement With(SqliteConnection connection, DateTimeOffset now, Judgement judgement)
    {
        if (judgement.Matches.All(m => m.Match.Residual == Residual.None))
            return judgement;
        var story = judgement.Story;
        return judgement with
        {
            Languages = connection.ExecuteScalar<int>(Languages, new { story.Id, story.Language }),
            Velocity = connection.ExecuteScalar<int>(
                "SELECT count(*) FROM articles WHERE story_id = @Id AND copy_of IS NULL AND assigned_at > @since", new { story.Id, since = now.AddHours(-1).ToColumn() }),
        };
    }
}
