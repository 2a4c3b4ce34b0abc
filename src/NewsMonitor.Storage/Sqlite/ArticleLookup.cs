using System.Data;
using Microsoft.Data.Sqlite;
using NewsMonitor.Feeds.Identity;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Sqlite;

/// <summary>Which stored article one of a poll is: in the articles, or among those that wait for their page.</summary>
internal static class ArticleLookup
{
    /// <summary>A stored article, as far as it tells whether it is the same one.</summary>
    internal sealed record Known(string Id, string Hash, string? Url, string Title);

    /// <summary>
    /// The article under the identity that is its own. Where its guid belongs to an article with another address and another title, the guid is
    /// shared, which a document with one item does not show: then it is identified by what comes next (its link, else its content).
    /// </summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="article">As the poll brought it.</param>
    /// <param name="known">What is stored of it in the articles; null when it waits for its page, or is new.</param>
    public static Article Resolve(SqliteConnection connection, Article article, out Known? known)
    {
        while (true)
        {
            known = Find(connection, article);
            if ((known ?? SqlitePageStore.Find(connection, article.Id)) is not { } holder || article.OtherIdentities is not [var next, .. var rest] || !IsAnother(holder, article))
                break;
            article = article with { Id = Article.IdOf(article.FeedId, next), Identity = next, OtherIdentities = rest };
        }

        // One that waits under its own id is not looked for under others.
        if (known is null && article.OtherIdentities.Length > 0 && SqlitePageStore.Find(connection, article.Id) is null)
            known = FindUnderOthers(connection, article);
        return article;
    }

    // An ordinary edit keeps the address or the title.
    private static bool IsAnother(Known known, Article article) =>
        known.Title != article.Title && !WebScheme.Same(known.Url, article.Url);

    private static Known? Find(SqliteConnection connection, Article article) =>
        connection.First("SELECT id, content_hash, url, title FROM articles WHERE id = @id", Read, ("@id", article.Id))
        // Where two feeds became one, or its feed told articles apart by something else once, it came under another id.
        ?? connection.First(
            "SELECT id, content_hash, url, title FROM articles WHERE feed_id = @feed AND identity = @identity",
            Read,
            ("@feed", article.FeedId),
            ("@identity", article.Identity));

    private static Known? FindUnderOthers(SqliteConnection connection, Article article)
    {
        foreach (var other in article.OtherIdentities)
        {
            // An identity that articles share may be that of another one.
            if (connection.First(
                "SELECT id, content_hash, url, title FROM articles WHERE feed_id = @feed AND identity = @identity AND (url IS @url OR url IS @otherUrl) AND title = @title",
                Read,
                ("@feed", article.FeedId),
                ("@identity", other),
                ("@url", article.Url),
                ("@otherUrl", WebScheme.Other(article.Url) ?? article.Url),
                ("@title", article.Title)) is { } known)
            {
                // So that it is found by that also when its title changes. Where another one has it already, it stays under its own.
                connection.Run("UPDATE OR IGNORE articles SET identity = @identity WHERE id = @id", ("@identity", article.Identity), ("@id", known.Id));
                return known;
            }
        }

        return null;
    }

    private static Known Read(IDataRecord row) => new(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3));
}
