using Dapper;
using Microsoft.Data.Sqlite;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>The row of the story that a split begins; its figures are counted afterwards.</summary>
internal static class SqliteSplitOff
{
    /// <summary>
    /// A story that had gone up into this one and was begun by the same article comes back under its id: undoing a merge undoes it for those
    /// who hold the old id too.
    /// </summary>
    /// <returns>The story's id.</returns>
    public static string Begin(SqliteConnection connection, Story from, string firstArticle)
    {
        var id = StableId.Create("story", firstArticle);
        for (var number = 2; !Free(connection, id, from.Id); number++)
            id = StableId.Create("story", firstArticle, FormattableString.Invariant($"{number}"));
        connection.Execute(
            """
            INSERT INTO stories (id, language, headline, state, first_seen_at, latest_at, articles, sources, independent_sources, split_from)
            VALUES (@id, @Language, '', @state, 0, 0, 0, 0, 0, @From)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, merged_into = NULL, split_from = excluded.split_from, headline = '', headline_article = NULL, memory = NULL
            """,
            new { id, from.Language, state = from.State.ToString(), From = from.Id });
        return id;
    }

    private static bool Free(SqliteConnection connection, string id, string from) =>
        !connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM stories WHERE id = @id AND merged_into IS NOT @from)", new { id, from });
}
