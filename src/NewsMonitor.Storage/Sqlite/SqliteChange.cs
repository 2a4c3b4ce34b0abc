using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// Merges, splits and moves inside the caller's transaction. There is one writer: what holds when a change is checked holds until it is
/// committed.
/// </summary>
internal static class SqliteChange
{
    public static long Newest(SqliteConnection connection, string language) =>
        connection.ExecuteScalar<long>("SELECT coalesce(max(seq), 0) FROM story_changes WHERE language = @language", new { language });

    /// <summary>The newest change of any language; 0 for none.</summary>
    public static long Newest(SqliteConnection connection) => connection.ExecuteScalar<long>("SELECT coalesce(max(seq), 0) FROM story_changes");

    /// <summary>What the proposal asks for, if it can be and is not so already.</summary>
    /// <param name="connection">Within a transaction.</param>
    /// <param name="proposal">What is asked for.</param>
    /// <param name="now">When.</param>
    /// <param name="reviewAt">When the stories are looked at again.</param>
    /// <param name="before">The newest change before those that are made together with this one: whoever proposes them knows of one another.</param>
    public static StoryChangeOutcome Make(SqliteConnection connection, StoryChangeProposal proposal, long now, long? reviewAt, long before)
    {
        if (Find(connection, proposal.From) is not { } from)
            return new(StoryChangeVerdict.UnknownStory, null, proposal.From);
        var to = proposal.To is null ? null : Find(connection, proposal.To);
        if (proposal.To is not null && to is null)
            return new(StoryChangeVerdict.UnknownStory, null, proposal.To);
        if (Already(connection, proposal, from, to) is { } already)
            return already;
        if (Refused(connection, proposal, from, to, before) is { } refused)
            return refused;

        var articles = Articles(connection, proposal);
        var toId = to?.Id ?? SqliteSplitOff.Begin(connection, from, articles[0]);
        var change = Write(connection, proposal, from.Language, toId, articles, now);
        SqliteMoveArticles.Move(connection, change, pin: !proposal.ByEngine);
        if (change.Kind == StoryChangeKind.Merged)
            MergeAway(connection, from, to!);
        else
            SqliteRecount.Story(connection, from.Id);
        SqliteRecount.Story(connection, toId);
        SqliteMemory.Follow(connection, change);
        Touch(connection, change, reviewAt);
        Separate(connection, change, proposal.ByEngine);
        SqliteChangeLog.Write(connection, change);
        return new(StoryChangeVerdict.Done, change);
    }

    private static Story? Find(SqliteConnection connection, string id) =>
        connection.Rows($"SELECT {SqliteStoryRow.Columns} FROM stories WHERE id = @id", new { id }, SqliteStoryRow.Read).SingleOrDefault();

    private static StoryChangeOutcome? Already(SqliteConnection connection, StoryChangeProposal proposal, Story from, Story? to)
    {
        if (proposal.Kind == StoryChangeKind.Merged)
        {
            return from.Id == to!.Id || from.MergedInto == to.Id
                ? new(StoryChangeVerdict.Already, Earlier(connection, "kind = 'Merged' AND from_id = @From", proposal))
                : null;
        }

        // A split or move that was made, and whose articles are together where it put them still.
        var earlier = Earlier(
            connection,
            """
            kind = @kind AND from_id = @From AND (@To IS NULL OR to_id = @To)
            AND NOT EXISTS (SELECT value FROM json_each(@articles) EXCEPT SELECT value FROM json_each(story_changes.articles))
            AND NOT EXISTS (SELECT value FROM json_each(story_changes.articles) EXCEPT SELECT value FROM json_each(@articles))
            AND NOT EXISTS (SELECT 1 FROM json_each(@articles) AS one LEFT JOIN articles AS a ON a.id = one.value WHERE a.story_id IS NOT to_id)
            """,
            proposal);
        return proposal.Articles.Count > 0 && earlier is not null ? new(StoryChangeVerdict.Already, earlier) : null;
    }

    private static StoryChange? Earlier(SqliteConnection connection, string where, StoryChangeProposal proposal) =>
        connection.Rows(
            $"SELECT {SqliteStoryChangeRow.Columns} FROM story_changes WHERE {where} ORDER BY seq DESC LIMIT 1",
            new { proposal.From, proposal.To, kind = proposal.Kind.ToString(), articles = proposal.Articles.ToJson() },
            SqliteStoryChangeRow.Read).SingleOrDefault();

    private static StoryChangeOutcome? Refused(SqliteConnection connection, StoryChangeProposal proposal, Story from, Story? to, long before)
    {
        if (proposal.KnownChange is { } known && IsStale(connection, from.Language, known, before))
            return new(StoryChangeVerdict.Stale, null, from.Id);
        if (new[] { from, to }.FirstOrDefault(story => story?.State == StoryState.Merged) is { } merged)
            return new(StoryChangeVerdict.MergedStory, null, merged.Id);
        if (to is not null && to.Language != from.Language)
            return new(StoryChangeVerdict.OtherLanguage, null, from.Id);
        if (proposal.ByEngine && to is not null && Apart(connection, from.Id, to.Id))
            return new(StoryChangeVerdict.HeldByHand, null, from.Id);
        return proposal.Kind == StoryChangeKind.Merged ? null : RefusedArticles(connection, proposal, from);
    }

    private static StoryChangeOutcome? RefusedArticles(SqliteConnection connection, StoryChangeProposal proposal, Story from)
    {
        if (proposal.Articles.Count == 0)
            return new(StoryChangeVerdict.NoArticles, null, from.Id);
        var articles = proposal.Articles.ToJson();
        var stranger = connection.QueryFirstOrDefault<string>(
            "SELECT one.value FROM json_each(@articles) AS one LEFT JOIN articles AS a ON a.id = one.value WHERE a.story_id IS NOT @Id", new { articles, from.Id });
        if (stranger is not null)
            return new(StoryChangeVerdict.NotInStory, null, stranger);
        if (connection.ExecuteScalar<long>("SELECT count(DISTINCT value) FROM json_each(@articles)", new { articles }) == from.Articles)
            return new(StoryChangeVerdict.NothingLeft, null, from.Id);
        var pinned = proposal.ByEngine
            ? connection.QueryFirstOrDefault<string>("SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(@articles)) AND pinned = 1", new { articles })
            : null;
        return pinned is null ? null : new(StoryChangeVerdict.HeldByHand, null, pinned);
    }

    private static bool IsStale(SqliteConnection connection, string language, long known, long before) => connection.ExecuteScalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM story_changes WHERE language = @language AND seq > @known AND seq <= @before)", new { language, known, before });

    private static bool Apart(SqliteConnection connection, string story, string other) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM story_separations WHERE story_id = @story AND other_id = @other)", new { story, other });

    private static string[] Articles(SqliteConnection connection, StoryChangeProposal proposal) =>
        [.. connection.Query<string>(
            proposal.Kind == StoryChangeKind.Merged
                ? "SELECT id FROM articles WHERE story_id = @From ORDER BY assignment"
                : "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(@articles)) ORDER BY assignment",
            new { proposal.From, articles = proposal.Articles.ToJson() })];

    private static StoryChange Write(SqliteConnection connection, StoryChangeProposal proposal, string language, string to, string[] articles, long now)
    {
        var sequence = connection.ExecuteScalar<long>(
            """
            INSERT INTO story_changes (at, language, kind, from_id, to_id, articles, author, reasons, assignment)
            VALUES (@now, @language, @kind, @From, @to, @articles, @By, @reasons, (SELECT max(assignment) FROM articles WHERE story_id IN (@From, @to)))
            RETURNING seq
            """,
            new
            {
                now,
                language,
                kind = proposal.Kind.ToString(),
                proposal.From,
                to,
                articles = articles.ToColumn(),
                proposal.By,
                reasons = proposal.Reasons.ToColumn(),
            });
        return new StoryChange
        {
            Sequence = sequence,
            At = DateTimeOffset.FromUnixTimeMilliseconds(now),
            Language = language,
            Kind = proposal.Kind,
            From = proposal.From,
            To = to,
            Articles = articles,
            By = proposal.By,
            Reasons = proposal.Reasons,
        };
    }

    /// <summary>The story that went keeps its row as a sign-post; what led to it leads to the one that stays.</summary>
    private static void MergeAway(SqliteConnection connection, Story from, Story to)
    {
        connection.Execute("UPDATE stories SET state = 'Merged', review_at = NULL WHERE id = @Id", new { from.Id });
        connection.Execute("UPDATE stories SET merged_into = @to WHERE id = @from OR merged_into = @from", new { from = from.Id, to = to.Id });
        // The union goes on if one half did.
        if (from.State == StoryState.Open)
            connection.Execute("UPDATE stories SET state = 'Open' WHERE id = @Id", new { to.Id });
    }

    private static void Touch(SqliteConnection connection, StoryChange change, long? reviewAt) => connection.Execute(
        """
        UPDATE stories
        SET version = version + 1, change = @Sequence,
            review_at = CASE WHEN state <> 'Open' THEN NULL
                             WHEN review_at > @now THEN min(review_at, coalesce(@reviewAt, review_at))
                             ELSE @reviewAt END
        WHERE id IN (@From, @To)
        """,
        new { change.Sequence, change.From, change.To, now = change.At.ToColumn(), reviewAt });

    /// <summary>What an operator told apart stays apart: the pairs go with the articles.</summary>
    private static void Separate(SqliteConnection connection, StoryChange change, bool byEngine)
    {
        const string inherit =
            """
            INSERT INTO story_separations (story_id, other_id)
            SELECT @To, other_id FROM story_separations WHERE story_id = @From AND other_id <> @To
            UNION ALL SELECT other_id, @To FROM story_separations WHERE story_id = @From AND other_id <> @To
            ON CONFLICT DO NOTHING
            """;
        var pair = new { change.From, change.To };
        switch (change.Kind)
        {
            case StoryChangeKind.Merged:
                connection.Execute(inherit, pair);
                // Each pair is there both ways round: so the key finds the mirrored one too.
                connection.Execute(
                    "DELETE FROM story_separations WHERE (story_id, other_id) IN (SELECT other_id, story_id FROM story_separations WHERE story_id = @From)", pair);
                connection.Execute("DELETE FROM story_separations WHERE story_id = @From", pair);
                break;
            case StoryChangeKind.Split:
                connection.Execute(inherit, pair);
                if (!byEngine)
                    connection.Execute("INSERT INTO story_separations (story_id, other_id) VALUES (@From, @To), (@To, @From) ON CONFLICT DO NOTHING", pair);
                break;
        }
    }
}
