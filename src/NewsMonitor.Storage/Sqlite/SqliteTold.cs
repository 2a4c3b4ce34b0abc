using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Whom what was told, by the stories as they are now.</summary>
internal static class SqliteTold
{
    /// <summary>Writes that an alert tells of its story, unless it is a first one and its subscriber was told of the story already.</summary>
    /// <returns>False when so.</returns>
    public static bool Store(SqliteConnection connection, Judgement judgement, Alert alert)
    {
        if (!Insert(connection, judgement, alert))
            return false;
        // The alert tells of whatever was wrong, and the mute was over.
        var story = new { alert.Subscriber, alert.StoryId };
        connection.Execute("UPDATE told SET corrected_by = NULL, retracted = 0 WHERE subscriber = @Subscriber AND story_id = @StoryId", story);
        connection.Execute("DELETE FROM mutes WHERE subscriber = @Subscriber AND story_id = @StoryId", story);
        return true;
    }

    private static bool Insert(SqliteConnection connection, Judgement judgement, Alert alert) => connection.Execute(
        """
        INSERT INTO told (subscriber, story_id, alert_id, occasion, articles)
        SELECT @Subscriber, @StoryId, @Id, @occasion, @articles
        WHERE @occasion <> 'New' OR NOT EXISTS (SELECT 1 FROM told WHERE subscriber = @Subscriber AND story_id = @StoryId)
        ON CONFLICT DO NOTHING
        """,
        new
        {
            alert.Subscriber,
            alert.StoryId,
            alert.Id,
            occasion = alert.Occasion.ToString(),
            articles = judgement.Matches.Where(m => alert.Subscriptions.Contains(m.Subscription.Id, StringComparer.Ordinal)).Select(m => m.Match.ArticleId).Distinct().ToJson(),
        }) == 1;

    /// <summary>
    /// What was told because of an article goes where the article goes; because of several that part, it counts for both stories. So does what
    /// is not known to rest on any. The story that they leave counts as told all the same if the alert had shown another article of it for which a
    /// subscription that asked matches.
    /// </summary>
    /// <param name="connection">In the transaction.</param>
    /// <param name="change">The change to follow.</param>
    /// <param name="matches">After a split or move: all matches of articles that the story had.</param>
    public static void Follow(SqliteConnection connection, StoryChange change, IReadOnlyList<SubscriptionMatch> matches)
    {
        var merged = change.Kind == StoryChangeKind.Merged;
        var gone = change.Articles.ToHashSet(StringComparer.Ordinal);
        var shown = new SqliteShown(connection, change);
        var apart = merged ? SqliteToldMarks.Apart(connection, change) : [];
        if (merged)
            SqliteToldMerges.Note(connection, change, apart);
        foreach (var told in connection.Query<Told>(
            """
            SELECT subscriber AS Subscriber, alert_id AS Alert, occasion AS Occasion, articles AS Articles, corrected_by AS CorrectedBy, retracted AS Retracted
            FROM told WHERE story_id = @From
            """,
            new { change.From }).ToList())
        {
            var articles = List(told.Articles);
            string[] going = merged ? articles : [.. articles.Where(gone.Contains)];
            string[] staying = merged ? [] : [.. articles.Except(going)];
            var allGo = articles.Length > 0 && staying.Length == 0;
            if (!merged && allGo && StandIn(connection, told, shown, matches) is { } other)
                staying = [other];
            var leaves = merged || (articles.Length > 0 && staying.Length == 0);
            if (merged || articles.Length == 0 || going.Length > 0)
                Add(connection, told, change.To, going);
            if (leaves)
                connection.Execute("DELETE FROM told WHERE subscriber = @Subscriber AND story_id = @From AND alert_id = @Alert", new { told.Subscriber, change.From, told.Alert });
            else if (going.Length > 0)
                Write(connection, told, change.From, staying);
            var wrong = change.Kind switch
            {
                StoryChangeKind.Merged => apart.Contains(told.Subscriber),
                StoryChangeKind.Split => going.Length > 0 || HadShown(connection, told.Alert, change, shown),
                _ => allGo,
            };
            SqliteToldMarks.Mark(connection, told, leaves ? change.To : change.From, wrong ? change.Sequence : leaves ? told.CorrectedBy : null);
        }
    }

    /// <summary>Alerts of a subscriber that told of what is a story now, oldest first.</summary>
    public static List<Alert> Alerts(SqliteConnection connection, string subscriber, string story) => connection.Rows(
        $"SELECT {SqliteAlertRow.Columns} FROM alerts WHERE id IN (SELECT alert_id FROM told WHERE subscriber = @subscriber AND story_id = @story) ORDER BY seq",
        new { subscriber, story },
        SqliteAlertRow.Read);

    private static bool HadShown(SqliteConnection connection, string alert, StoryChange change, SqliteShown shown) =>
        connection.Rows($"SELECT {SqliteAlertRow.Columns} FROM alerts WHERE id = @alert", new { alert }, SqliteAlertRow.Read).SingleOrDefault() is { } told
        && change.Articles.Any(article => shown.Showed(told, article));

    private static string? StandIn(SqliteConnection connection, Told told, SqliteShown shown, IReadOnlyList<SubscriptionMatch> matches)
    {
        var alert = connection.Rows($"SELECT {SqliteAlertRow.Columns} FROM alerts WHERE id = @Alert", new { told.Alert }, SqliteAlertRow.Read).SingleOrDefault();
        return alert is null
            ? null
            : matches.Where(match => alert.Subscriptions.Contains(match.SubscriptionId, StringComparer.Ordinal))
                .Select(match => match.ArticleId).Distinct(StringComparer.Ordinal)
                .FirstOrDefault(article => shown.Stayed(alert, article));
    }

    private static void Add(SqliteConnection connection, Told told, string story, string[] articles)
    {
        // An alert may tell of both halves of a merge, where they were one before.
        var there = connection.QueryFirstOrDefault<string>(
            "SELECT articles FROM told WHERE subscriber = @Subscriber AND story_id = @story AND alert_id = @Alert", new { told.Subscriber, story, told.Alert });
        // Not known stays not known.
        var union = there is null ? articles : there == "[]" || articles.Length == 0 ? [] : [.. List(there).Union(articles)];
        Write(connection, told, story, union);
    }

    private static void Write(SqliteConnection connection, Told told, string story, string[] articles) => connection.Execute(
        """
        INSERT INTO told (subscriber, story_id, alert_id, occasion, articles) VALUES (@Subscriber, @story, @Alert, @Occasion, @articles)
        ON CONFLICT (subscriber, story_id, alert_id) DO UPDATE SET articles = excluded.articles
        """,
        new { told.Subscriber, story, told.Alert, told.Occasion, articles = articles.ToColumn() });

    private static string[] List(string json) => JsonSerializer.Deserialize<string[]>(json) ?? [];

    internal sealed record Told(string Subscriber, string Alert, string Occasion, string Articles, long? CorrectedBy, long Retracted);
}
