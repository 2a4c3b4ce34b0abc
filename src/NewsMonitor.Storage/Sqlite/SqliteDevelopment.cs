using Microsoft.Data.Sqlite;
using NewsMonitor.Model;
using NewsMonitor.Stories.Faces;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>
/// What an assignment means for its story's face, inside the transaction that writes it: only there are the story's figures before and after
/// certain.
/// </summary>
internal static class SqliteDevelopment
{
    public static StoryDevelopment Begin(SqliteConnection connection, StoryAssignment assignment)
    {
        connection.Run(
            "UPDATE stories SET headline_article = @article, latest_independent_at = latest_at, memory = @memory, face = @face WHERE id = @story",
            ("@article", assignment.ArticleId),
            ("@memory", SqliteJson.Write(DevelopmentRule.Begin(assignment.Facts))),
            ("@face", assignment.Face is { } face ? SqliteJson.Write(face) : null),
            ("@story", assignment.StoryId));
        Note(connection, assignment, StoryDevelopment.None);
        return StoryDevelopment.None;
    }

    /// <param name="connection">In the transaction.</param>
    /// <param name="assignment">The assignment, written already.</param>
    /// <param name="source">The article's outlet.</param>
    /// <param name="arrived">When the article arrived, milliseconds.</param>
    /// <param name="newlyIndependent">True when the outlet had no independent article in the story before.</param>
    /// <param name="options">Thresholds.</param>
    public static StoryDevelopment Join(
        SqliteConnection connection, StoryAssignment assignment, string source, long arrived, bool newlyIndependent, FaceOptions options)
    {
        var story = connection.First(
            "SELECT independent_sources, first_seen_at, memory FROM stories WHERE id = @story",
            row => new SoFar(row.GetInt32(0), row.Time(1)!.Value, SqliteJson.Read<StoryMemory>(row.Text(2))),
            ("@story", assignment.StoryId))!;
        var before = newlyIndependent ? story.Independent - 1 : story.Independent;
        var (development, memory) = DevelopmentRule.Decide(
            new StorySoFar(before, story.FirstSeen, story.Memory),
            new JoiningArticle(source, DateTimeOffset.FromUnixTimeMilliseconds(arrived), assignment.CopyOf is not null, story.Independent, assignment.Facts),
            options);
        if (assignment.CopyOf is null)
        {
            connection.Run(
                "UPDATE stories SET memory = @memory, latest_independent_at = max(latest_independent_at, @arrived) WHERE id = @story",
                ("@memory", SqliteJson.Write(memory)),
                ("@arrived", arrived),
                ("@story", assignment.StoryId));
        }

        Note(connection, assignment, development);
        return development;
    }

    private static void Note(SqliteConnection connection, StoryAssignment assignment, StoryDevelopment development)
    {
        if (assignment.Adds is null && !development.IsMaterial)
            return;
        connection.Run(
            "UPDATE articles SET adds = @adds, development = @development WHERE id = @article",
            ("@adds", assignment.Adds is { } adds ? SqliteJson.Write(adds) : null),
            ("@development", development.IsMaterial ? SqliteJson.Write(development) : null),
            ("@article", assignment.ArticleId));
    }

    private sealed record SoFar(int Independent, DateTimeOffset FirstSeen, StoryMemory? Memory);
}
