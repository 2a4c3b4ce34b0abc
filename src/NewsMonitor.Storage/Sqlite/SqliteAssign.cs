using System.Data;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;
using NewsMonitor.Stories;
using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Writes a batch of assignments inside the caller's transaction: articles, stories, story events and what <c>/events</c> shows.</summary>
internal static class SqliteAssign
{
    /// <returns>False, with nothing written, when the index that decided is not what the database says.</returns>
    public static bool Store(SqliteConnection connection, AssignedBatch batch, FaceOptions options)
    {
        if (batch.KnownChange is { } known && SqliteChange.Newest(connection, batch.Language) > known)
            return false;
        if (!Holds(connection, batch.Language, [.. batch.Assignments.Select(a => a.Assignment)]))
            return false;
        foreach (var (assignment, analysis) in batch.Assignments)
        {
            Store(connection, batch.Language, assignment, options, batch.At.ToColumn());
            if (analysis is not null)
                Keep(connection, assignment.ArticleId, analysis);
        }

        connection.Execute(
            """
            UPDATE stories
            SET version = version + 1, review_at = min(coalesce(review_at, @review), coalesce(@review, review_at))
            WHERE id IN (SELECT value FROM json_each(@stories))
            """,
            new { review = batch.ReviewAt?.ToColumn(), stories = batch.Assignments.Select(a => a.Assignment.StoryId).Distinct().ToJson() });
        return true;
    }

    /// <summary>Every article still waits, every story that is joined is still open (or begins in this batch), and none that begins is there.</summary>
    private static bool Holds(SqliteConnection connection, string language, List<StoryAssignment> assignments)
    {
        // There is one writer: what holds here holds until the commit.
        var waiting = connection.QuerySingle<long>(
            """
            SELECT count(*) FROM json_each(@ids) AS one JOIN articles ON articles.id = one.value
            WHERE story_id IS NULL AND set_aside IS NULL
            """,
            new { ids = JsonSerializer.Serialize(assignments.Select(a => a.ArticleId).Distinct()) });
        if (waiting != assignments.Count)
            return false;
        var begun = assignments.Where(a => a.Began).Select(a => a.StoryId).ToHashSet();
        var joined = assignments.Where(a => !a.Began).Select(a => a.StoryId).Where(id => !begun.Contains(id)).Distinct().ToList();
        var (open, there) = connection.QuerySingle<(long, long)>(
            """
            SELECT (SELECT count(*) FROM json_each(@joined) AS one JOIN stories ON stories.id = one.value WHERE state = 'Open' AND language = @language),
                   (SELECT count(*) FROM json_each(@begun) AS one JOIN stories ON stories.id = one.value)
            """,
            new { joined = JsonSerializer.Serialize(joined), begun = JsonSerializer.Serialize(begun), language });
        return open == joined.Count && there == 0;
    }

    private static void Store(SqliteConnection connection, string language, StoryAssignment assignment, FaceOptions options, long now)
    {
        var kind = assignment.Began ? StoryEventKind.Began : assignment.CopyOf is null ? StoryEventKind.Joined : StoryEventKind.Copied;
        // The event's number is the assignment's too: it never goes down and is never used twice.
        var number = connection.QuerySingle<long>(
            """
            INSERT INTO story_events (story_id, article_id, language, kind, at) VALUES (@StoryId, @ArticleId, @language, @kind, @now)
            RETURNING seq
            """,
            new { assignment.StoryId, assignment.ArticleId, language, kind = kind.ToString(), now });
        var article = connection.QuerySingle<ArticleOfStory>(
            $"""
            SELECT {SqliteHeadline.Columns}, source AS Source, published_at AS Published, first_seen_at AS FirstSeen,
                   EXISTS (SELECT 1 FROM articles o WHERE o.story_id = @StoryId AND o.source = a.source) AS SourceKnown,
                   EXISTS (SELECT 1 FROM articles o WHERE o.story_id = @StoryId AND o.source = a.source AND o.copy_of IS NULL) AS IndependentKnown
            FROM articles a WHERE id = @ArticleId
            """,
            new { assignment.StoryId, assignment.ArticleId });
        connection.Execute(
            """
            UPDATE articles
            SET story_id = @StoryId, assignment = @number, assigned_at = @now, copy_of = @CopyOf, original = @CopyOf, score = @Score, margin = @Margin, began = @Began, reasons = @reasons
            WHERE id = @ArticleId
            """,
            new
            {
                assignment.StoryId,
                number,
                now,
                assignment.CopyOf,
                assignment.Score,
                assignment.Margin,
                assignment.Began,
                reasons = assignment.Reasons.ToColumn(),
                assignment.ArticleId,
            });
        StoryDevelopment development;
        if (assignment.Began)
        {
            Begin(connection, language, assignment, article);
            development = SqliteDevelopment.Begin(connection, assignment);
        }
        else
        {
            Join(connection, assignment, article);
            development = SqliteDevelopment.Join(
                connection, assignment, article.Source, article.FirstSeen, assignment.CopyOf is null && article.IndependentKnown == 0, options);
            if (assignment.CopyOf is null)
                SqliteCentralTitle.Choose(connection, assignment.StoryId, language, options);
        }

        Log(connection, language, assignment with { Development = development }, article, now);
    }

    private static void Keep(SqliteConnection connection, string articleId, byte[] analysis) =>
        connection.Execute(
            "INSERT INTO article_analysis (seq, article_id, copy_of, analysis) SELECT seq, id, copy_of, @analysis FROM articles WHERE id = @articleId",
            new { articleId, analysis });

    private static void Begin(SqliteConnection connection, string language, StoryAssignment assignment, ArticleOfStory article) =>
        connection.Execute(
            """
            INSERT INTO stories (id, language, headline, url, state, first_seen_at, latest_at, first_published_at, latest_published_at, articles, sources, independent_sources)
            VALUES (@StoryId, @language, @headline, @Url, 'Open', @FirstSeen, @FirstSeen, @Published, @Published, 1, 1, 1)
            """,
            new { assignment.StoryId, language, headline = article.Text, article.Url, article.FirstSeen, article.Published });

    private static void Join(SqliteConnection connection, StoryAssignment assignment, ArticleOfStory article) =>
        connection.Execute(
            """
            UPDATE stories
            SET articles = articles + 1, sources = sources + @source, independent_sources = independent_sources + @independent,
                latest_at = max(latest_at, @FirstSeen),
                first_published_at = min(coalesce(first_published_at, @Published), coalesce(@Published, first_published_at)),
                latest_published_at = max(coalesce(latest_published_at, @Published), coalesce(@Published, latest_published_at))
            WHERE id = @StoryId
            """,
            new
            {
                assignment.StoryId,
                article.FirstSeen,
                article.Published,
                source = article.SourceKnown == 0 ? 1 : 0,
                independent = assignment.CopyOf is null && article.IndependentKnown == 0 ? 1 : 0,
            });

    private static void Log(SqliteConnection connection, string language, StoryAssignment assignment, ArticleOfStory article, long now)
    {
        var story = connection.QuerySingle<(string Headline, long Articles, long Sources, long Independent)>(
            "SELECT headline, articles, sources, independent_sources FROM stories WHERE id = @StoryId", new { assignment.StoryId });
        var data = assignment.Began
            ? JsonSerializer.Serialize(new
            {
                story = assignment.StoryId,
                headline = story.Headline,
                article = assignment.ArticleId,
                title = article.Title,
                source = article.Source,
                url = article.Url,
                language,
            })
            : JsonSerializer.Serialize(new
            {
                story = assignment.StoryId,
                headline = story.Headline,
                article = assignment.ArticleId,
                title = article.Title,
                source = article.Source,
                url = article.Url,
                language,
                copyOf = assignment.CopyOf,
                articles = story.Articles,
                sources = story.Sources,
                independentSources = story.Independent,
                novelty = assignment.Adds?.Novelty,
                developed = assignment.Development.Facts.Concat(assignment.Development.Growth is { } growth ? [growth] : Array.Empty<string>()),
            });
        connection.Execute(
            "INSERT INTO event_log (at, type, subject, data) VALUES (@now, @type, @StoryId, @data)",
            new { now, type = assignment.Began ? LoggedEventTypes.StoryBegan : LoggedEventTypes.StoryJoined, assignment.StoryId, data });
    }

    private sealed record ArticleOfStory(
        string Title, string Lead, string? Url, string Source, long? Published, long FirstSeen, long SourceKnown, long IndependentKnown)
        : SqliteHeadline(Title, Lead, Url);
}
