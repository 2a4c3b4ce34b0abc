using NewsMonitor.Model;

namespace NewsMonitor.Stories;

/// <summary>
/// Stories and which article belongs to which. Every method that writes is one transaction and throws
/// <see cref="StoreUnavailableException"/> when the database cannot take it; then nothing of it was stored.
/// </summary>
public interface IStoryStore
{
    /// <summary>Languages that have articles without a story: whose indexes to wake.</summary>
    Task<IReadOnlyList<string>> PendingLanguagesAsync(CancellationToken cancellationToken);

    /// <summary>Articles of a language without a story, in the order of their arrival.</summary>
    Task<IReadOnlyList<Article>> PendingAsync(string language, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Writes assignments with the analyses they rest on, the stories they change and a pending story event each, all or nothing. An assignment
    /// is written only while its article has none.
    /// </summary>
    /// <returns>
    /// False when one of the articles already had a story, or when there is a change that the index did not know: nothing was written, the index
    /// must be brought up to date.
    /// </returns>
    Task<bool> AssignAsync(AssignedBatch batch, CancellationToken cancellationToken);

    /// <summary>Writes what a story shows, and whose title is its headline; an article that has left the story since is not taken for it.</summary>
    /// <param name="headlineArticle">Null to leave the headline as it is.</param>
    Task StoreFaceAsync(string storyId, StoryFace face, string? headlineArticle, CancellationToken cancellationToken);

    /// <summary>Sets an article aside that the engine could not take, with the reason: it blocks nobody and is shown to the operator.</summary>
    Task SetAsideAsync(string articleId, string reason, CancellationToken cancellationToken);

    /// <summary>Has the engine try an article again that was set aside.</summary>
    /// <returns>The article's language, whose index to wake; null when it is not set aside.</returns>
    Task<string?> RetryAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>Articles of the open stories of a language in the order they were assigned: what an index is rebuilt from.</summary>
    IAsyncEnumerable<IndexedArticle> OpenArticlesAsync(string language, CancellationToken cancellationToken);

    /// <summary>The same of some stories only, those of them that are open.</summary>
    IAsyncEnumerable<IndexedArticle> OpenArticlesAsync(IReadOnlyList<string> storyIds, CancellationToken cancellationToken);

    /// <summary>The latest articles of an open story, so many at most, in the order they were assigned; none of a story that is not open.</summary>
    Task<IReadOnlyList<IndexedArticle>> LatestArticlesAsync(string storyId, int limit, CancellationToken cancellationToken);

    /// <summary>Articles as they are now, in any order; unknown ids are passed over.</summary>
    Task<IReadOnlyList<Article>> ReadAsync(IReadOnlyList<string> articleIds, CancellationToken cancellationToken);

    /// <summary>
    /// Closes the open stories of a language whose latest article arrived before <paramref name="latestBefore"/> and drops the analyses of their
    /// articles, some hundred stories in a transaction.
    /// </summary>
    /// <returns>Ids of the closed stories.</returns>
    Task<IReadOnlyList<string>> CloseAsync(string language, DateTimeOffset latestBefore, CancellationToken cancellationToken);

    /// <summary>A story; for one that was merged, the story that it went up into.</summary>
    Task<Story?> FindAsync(string storyId, CancellationToken cancellationToken);

    /// <summary>Stories, latest first, without those that were merged into another.</summary>
    Task<Page<Story>> ListAsync(StoryFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>A story's articles (for one that was merged, those of the story that it went up into) with their assignments, in the order of arrival.</summary>
    Task<Page<AssignedArticle>> ArticlesAsync(string storyId, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Why an article is where it is; null while it is pending or set aside.</summary>
    Task<StoryAssignment?> AssignmentAsync(string articleId, CancellationToken cancellationToken);

    Task<StoryCounts> CountAsync(CancellationToken cancellationToken);
}
