using System.Data;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>A row of <c>articles</c>, without what the stories wrote of it.</summary>
internal static class SqliteArticleRow
{
    public const string Columns =
        """
        id, feed_id, identity, source, url, title, body, author, categories, language, published_at, first_seen_at, updated_at, content_hash, set_aside, page,
        published_claim_at
        """;

    /// <summary>How many columns <see cref="Columns"/> names: what a statement selects beside them comes after.</summary>
    public const int Count = 17;

    /// <summary>The place of a column among <see cref="Columns"/>, from 0.</summary>
    public const int Title = 5;

    /// <inheritdoc cref="Title"/>
    public const int Text = 6;

    /// <inheritdoc cref="Title"/>
    public const int FirstSeen = 11;

    public static Article Read(IDataRecord row) => new()
    {
        Id = row.GetString(0),
        FeedId = row.GetString(1),
        Identity = row.GetString(2),
        Source = row.GetString(3),
        Url = row.Text(4),
        Title = row.GetString(SqliteArticleRow.Title),
        Text = row.GetString(SqliteArticleRow.Text),
        Author = row.Text(7),
        Categories = row.List(8),
        Language = row.GetString(9),
        Published = row.Time(10),
        FirstSeen = row.Time(SqliteArticleRow.FirstSeen)!.Value,
        Updated = row.Time(12)!.Value,
        ContentHash = row.GetString(13),
        SetAside = row.Text(14),
        Page = row.Text(15),
        PublishedClaim = row.Time(16),
    };
}
