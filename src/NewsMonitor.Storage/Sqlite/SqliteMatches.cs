using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Matches: one of each subscription and story, which asks of the story what any of those that it stands for would be content with.</summary>
internal static class SqliteMatches
{
    private const string Columns = "subscription_id, subscriber, story_id, article_id, why, at, residual, reached";

    public static List<SubscriptionMatch> Read(SqliteConnection connection, string where, object parameters) => connection.Rows(
        $"SELECT {Columns} FROM matches WHERE {where}",
        parameters,
        row => new SubscriptionMatch(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.List(4), row.Time(5)!.Value) { Residual = row.GetString(6), Reached = row.Number(7) });

    /// <summary>Those of subscriptions that still ask what was asked: not changed, nor removed and made again, since the version that a match was found at.</summary>
    public static IReadOnlyList<SubscriptionMatch> Standing(SqliteConnection connection, IReadOnlyList<SubscriptionMatch> matches)
    {
        if (matches.Count == 0)
            return [];
        var changed = connection
            .Query<(string Id, long Changed)>("SELECT id, changed FROM subscriptions WHERE changed > @least", new { least = matches.Min(match => match.Version) })
            .ToDictionary(row => row.Id, row => row.Changed, StringComparer.Ordinal);
        return changed.Count == 0 ? matches : [.. matches.Where(match => !(changed.TryGetValue(match.SubscriptionId, out var at) && at > match.Version))];
    }

    /// <summary>By article the subscriptions that have a match of its story to which nothing can be added.</summary>
    public static Dictionary<string, IReadOnlySet<string>> Already(SqliteConnection connection, IEnumerable<string> articles)
    {
        var found = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        var stories = connection.Query<(string Article, string Story)>(
            "SELECT id, story_id FROM articles WHERE id IN (SELECT value FROM json_each(@articles)) AND story_id IS NOT NULL", new { articles = articles.ToJson() });
        foreach (var story in stories.GroupBy(row => row.Story, row => row.Article, StringComparer.Ordinal))
        {
            var subscriptions = connection
                .Query<string>("SELECT subscription_id FROM matches WHERE story_id = @story AND residual = ''", new { story = story.Key }).ToHashSet(StringComparer.Ordinal);
            if (subscriptions.Count == 0)
                continue;
            foreach (var article in story)
                found.Add(article, subscriptions);
        }

        return found;
    }

    /// <summary>Writes matches for the stories that their articles belong to by now; where a subscription has one, they become one with it.</summary>
    /// <returns>The stories that got one, or that are asked for less now.</returns>
    public static HashSet<string> Insert(SqliteConnection connection, IReadOnlyList<SubscriptionMatch> matches)
    {
        var stories = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in matches)
        {
            // The row that is there comes back only if it still asks something of the story: nothing can be added to the others.
            var written = connection.Rows(
                $"""
                INSERT INTO matches (subscription_id, story_id, subscriber, article_id, why, at, residual)
                SELECT @SubscriptionId, story_id, @Subscriber, id, @why, @at, @Residual
                FROM articles WHERE id = @ArticleId AND story_id IS NOT NULL AND EXISTS (SELECT 1 FROM subscriptions WHERE id = @SubscriptionId)
                ON CONFLICT (subscription_id, story_id) DO UPDATE SET at = at WHERE residual <> ''
                RETURNING story_id, residual
                """,
                new { match.SubscriptionId, match.Subscriber, match.ArticleId, match.Residual, why = match.Why.ToColumn(), at = match.At.ToColumn() },
                row => (Story: row.GetString(0), Residual: row.GetString(1)));
            foreach (var (story, residual) in written)
            {
                stories.Add(story);
                if (residual != match.Residual)
                    Join(connection, match with { StoryId = story });
            }
        }

        return stories;
    }

    /// <summary>Makes one match of the one that is there and another one.</summary>
    public static void Join(SqliteConnection connection, SubscriptionMatch match)
    {
        var there = Read(connection, "subscription_id = @SubscriptionId AND story_id = @StoryId", new { match.SubscriptionId, match.StoryId }).Single();
        Replace(connection, there.With(match));
    }

    /// <summary>All matches of a list that are of one subscription and story as one each.</summary>
    public static IReadOnlyList<SubscriptionMatch> Joined(IEnumerable<SubscriptionMatch> matches) =>
        [.. matches.GroupBy(match => (match.SubscriptionId, match.StoryId)).Select(group => group.Aggregate((one, other) => one.With(other)))];

    /// <summary>After a merge, split or move the matches of the articles that went go with them.</summary>
    public static void Move(SqliteConnection connection, StoryChange change)
    {
        const string going = "story_id = @From AND (@all OR article_id IN (SELECT value FROM json_each(@articles)))";
        var parameters = new { change.From, change.To, all = change.Kind == StoryChangeKind.Merged, articles = change.Articles.ToColumn() };
        // Only where one of two asks something of the story do they have to be read: few.
        var there = Read(
            connection,
            $"story_id = @To AND EXISTS (SELECT 1 FROM matches AS gone WHERE gone.subscription_id = matches.subscription_id AND gone.{going} AND (gone.residual <> '' OR matches.residual <> ''))",
            parameters);
        connection.Execute(
            $"""
            INSERT INTO matches (subscription_id, story_id, subscriber, article_id, why, at, residual, reached)
            SELECT subscription_id, @To, subscriber, article_id, why, at, residual, reached FROM matches WHERE {going}
            ON CONFLICT (subscription_id, story_id) DO UPDATE SET
              article_id = excluded.article_id, why = excluded.why, at = excluded.at, residual = excluded.residual, reached = excluded.reached WHERE excluded.at < matches.at OR residual <> ''
            """,
            parameters);
        connection.Execute($"DELETE FROM matches WHERE {going}", parameters);
        foreach (var match in there)
            Join(connection, match);
    }

    /// <summary>
    /// Before matches go with their articles after a split or move: what each asks of the story is found out anew from the articles that are on its side,
    /// for those of the other side may have asked for less.
    /// </summary>
    /// <param name="matches">All matches of articles that the story had.</param>
    public static void AskAnew(SqliteConnection connection, StoryChange change, IReadOnlyList<SubscriptionMatch> matches)
    {
        var went = change.Articles.ToHashSet(StringComparer.Ordinal);
        foreach (var side in matches.GroupBy(match => went.Contains(match.ArticleId), match => match with { StoryId = change.From }))
        {
            foreach (var match in Joined(side))
            {
                var there = Read(connection, "subscription_id = @SubscriptionId AND story_id = @StoryId AND residual <> ''", new { match.SubscriptionId, match.StoryId });
                foreach (var old in there.Where(old => went.Contains(old.ArticleId) == side.Key))
                    Replace(connection, match with { At = old.At, Reached = old.Reached });
            }
        }
    }

    /// <summary>Keeps what matches reached while their story is held, and forgets it when it is not: what is told or not told was judged by it.</summary>
    public static void Reach(SqliteConnection connection, Judgement judgement, IReadOnlyDictionary<string, int> reached)
    {
        foreach (var (subscription, match) in judgement.Matches)
        {
            int? now = reached.TryGetValue(subscription.Id, out var velocity) ? velocity : null;
            if (now != match.Reached)
            {
                connection.Execute(
                    "UPDATE matches SET reached = @now WHERE subscription_id = @Id AND story_id = @story", new { now, subscription.Id, story = judgement.Story.Id });
            }
        }
    }

    private static void Replace(SqliteConnection connection, SubscriptionMatch match) => connection.Execute(
        """
        UPDATE matches SET article_id = @ArticleId, why = @why, at = @at, residual = @Residual, reached = @Reached WHERE subscription_id = @SubscriptionId AND story_id = @StoryId
        """,
        new { match.SubscriptionId, match.StoryId, match.ArticleId, match.Residual, match.Reached, why = match.Why.ToColumn(), at = match.At.ToColumn() });
}
