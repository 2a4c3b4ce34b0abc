using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Links between stories in SQLite. Triggers of <c>stories</c> write the work.</summary>
public sealed class SqliteStoryLinkStore(SqliteDatabase database) : IStoryLinkStore
{
    // Profiles read at a time when an index is rebuilt.
    private const int RebuildChunk = 1_000;

    public Task<bool> HasWorkAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM story_link_work)"), cancellationToken);

    public Task<IReadOnlyList<LinkWork>> PendingAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<LinkWork>>(
            connection => [.. connection.Query<LinkWork>("SELECT story_id AS StoryId, version AS Version FROM story_link_work ORDER BY seq LIMIT @limit", new { limit })],
            cancellationToken);

    public async IAsyncEnumerable<(string StoryId, byte[] Profile)> ProfilesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? after = "", next; after is not null; after = next)
        {
            var chunk = await database.ReadAsync(
                connection => connection.Query<(string StoryId, byte[] Profile)>(
                    """
                    SELECT p.story_id, p.profile FROM story_link_profiles p JOIN stories s ON s.id = p.story_id
                    WHERE p.story_id > @after AND s.state = 'Open' ORDER BY p.story_id LIMIT @RebuildChunk
                    """,
                    new { after, RebuildChunk }).AsList(),
                cancellationToken);
            foreach (var profile in chunk)
                yield return profile;
            next = chunk.Count < RebuildChunk ? null : chunk[^1].StoryId;
        }
    }

    public Task<LinkSubject?> ReadAsync(string storyId, int articles, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Read(connection, storyId, articles), cancellationToken);

    public Task StoreAsync(IReadOnlyList<LinkOutcome> outcomes, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                // All profiles first: what one takes back depends on which others are open.
                foreach (var outcome in outcomes)
                    StoreProfile(connection, outcome);
                foreach (var outcome in outcomes.Where(o => o.Profile is not null))
                    StoreLinks(connection, outcome, now);
                return true;
            },
            cancellationToken);

    public Task<IReadOnlyList<LinkedStory>> LinksAsync(string storyId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<LinkedStory>>(
            connection => [.. connection
                .Query<(string Id, string Language, string Headline, double Score, string Reasons)>(
                    // Both ends may have gone up into other stories since.
                    """
                    WITH self AS (SELECT coalesce((SELECT merged_into FROM stories WHERE id = @storyId), @storyId) AS id),
                         mine AS (SELECT id FROM self UNION SELECT s.id FROM stories s JOIN self ON s.merged_into = self.id),
                         ends AS (SELECT second_id AS id, score, reasons FROM story_links JOIN mine ON mine.id = first_id
                                  UNION ALL SELECT first_id, score, reasons FROM story_links JOIN mine ON mine.id = second_id)
                    SELECT s.id, s.language, s.headline, ends.score, ends.reasons
                    FROM ends JOIN stories o ON o.id = ends.id JOIN stories s ON s.id = coalesce(o.merged_into, o.id)
                    ORDER BY ends.score DESC, s.id
                    """,
                    new { storyId })
                .DistinctBy(row => row.Id)
                .Select(row => new LinkedStory(row.Id, row.Language, row.Headline, row.Score, SqliteJson.Read<string[]>(row.Reasons)!))],
            cancellationToken);

    private static LinkSubject? Read(SqliteConnection connection, string storyId, int articles)
    {
        var story = connection.Rows($"SELECT {SqliteStoryRow.Columns} FROM stories WHERE id = @storyId AND state = 'Open'", new { storyId }, SqliteStoryRow.Read).SingleOrDefault();
        if (story is null)
            return null;
        var read = connection.Rows(
            $"""
            SELECT {SqliteArticleRow.Columns} FROM articles WHERE seq IN (
              SELECT seq FROM (SELECT seq FROM articles WHERE story_id = @storyId AND copy_of IS NULL ORDER BY assignment LIMIT @first)
              UNION SELECT seq FROM (SELECT seq FROM articles WHERE story_id = @storyId AND copy_of IS NULL ORDER BY assignment DESC LIMIT @latest))
            """,
            new { storyId, first = articles - (articles / 2), latest = articles / 2 },
            SqliteArticleRow.Read);
        return new LinkSubject(story, read);
    }

    private static void StoreProfile(SqliteConnection connection, LinkOutcome outcome)
    {
        connection.Execute("DELETE FROM story_link_work WHERE story_id = @StoryId AND version = @Version", outcome.Work);
        if (outcome.Profile is null)
            connection.Execute("DELETE FROM story_link_profiles WHERE story_id = @StoryId", outcome.Work);
        else
            connection.Execute(
                """
                INSERT INTO story_link_profiles (story_id, profile) VALUES (@StoryId, @Profile)
                ON CONFLICT (story_id) DO UPDATE SET profile = excluded.profile
                """,
                new { outcome.Work.StoryId, outcome.Profile });
    }

    private static void StoreLinks(SqliteConnection connection, LinkOutcome outcome, DateTimeOffset time)
    {
        var now = time.ToColumn();
        var story = outcome.Work.StoryId;
        foreach (var link in outcome.Links)
        {
            var isNew = connection.Execute(
                """
                INSERT INTO story_links (first_id, second_id, score, reasons, at) VALUES (@First, @Second, @Score, @reasons, @now)
                ON CONFLICT (first_id, second_id) DO NOTHING
                """,
                new { link.First, link.Second, link.Score, reasons = link.Reasons.ToColumn(), now }) > 0;
            if (isNew)
            {
                Log(connection, link, now);
                SqliteMatching.DueForLanguages(connection, link.First, time);
                SqliteMatching.DueForLanguages(connection, link.Second, time);
            }
            else
            {
                connection.Execute(
                    "UPDATE story_links SET score = @Score, reasons = @reasons WHERE first_id = @First AND second_id = @Second",
                    new { link.First, link.Second, link.Score, reasons = link.Reasons.ToColumn() });
            }
        }

        // What is closed cannot be looked at: its links stay. EXISTS looks the few ends up; IN would walk every profile.
        var gone = connection.Query<(string First, string Second)>(
            """
            DELETE FROM story_links
            WHERE (first_id = @story AND EXISTS (SELECT 1 FROM story_link_profiles WHERE story_id = second_id) AND second_id NOT IN (SELECT value FROM json_each(@linked)))
               OR (second_id = @story AND EXISTS (SELECT 1 FROM story_link_profiles WHERE story_id = first_id) AND first_id NOT IN (SELECT value FROM json_each(@linked)))
            RETURNING first_id, second_id
            """,
            new { story, linked = outcome.Links.Select(link => link.Other(story)!).ToJson() });
        foreach (var (first, second) in gone.AsList())
            Log(connection, LoggedEventTypes.StoryUnlinked, first, SqliteJson.Write(new { story = first, other = second }), now);
    }

    private static void Log(SqliteConnection connection, StoryLink link, long now)
    {
        var ends = connection.Query<(string Id, string Language, string Headline)>(
            "SELECT id, language, headline FROM stories WHERE id IN (@First, @Second)", new { link.First, link.Second }).ToDictionary(row => row.Id);
        var (first, second) = (ends[link.First], ends[link.Second]);
        Log(
            connection,
            LoggedEventTypes.StoryLinked,
            link.First,
            SqliteJson.Write(new
            {
                story = link.First,
                headline = first.Headline,
                language = first.Language,
                other = link.Second,
                otherHeadline = second.Headline,
                otherLanguage = second.Language,
                score = link.Score,
                reasons = link.Reasons,
            }),
            now);
    }

    private static void Log(SqliteConnection connection, string type, string subject, string data, long now) =>
        connection.Execute("INSERT INTO event_log (at, type, subject, data) VALUES (@now, @type, @subject, @data)", new { now, type, subject, data });
}
