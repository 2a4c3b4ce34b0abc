using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Identity;

/// <summary>From the entries of a document to articles that are the same ones in the next poll. Pure: no clock, no I/O.</summary>
public sealed class ArticleFactory(ILanguageTagger languages, ArticleOptions options)
{
    /// <summary>Every readable entry as an article, in document order, each identity once.</summary>
    /// <param name="document">What the poll brought.</param>
    /// <param name="feed">The feed that was polled.</param>
    /// <param name="now">Our clock: becomes first seen and updated.</param>
    public Article[] Create(FeedDocument document, Feed feed, DateTimeOffset now)
    {
        _ = (document, feed, now, languages, options);
        return [];
    }
}
