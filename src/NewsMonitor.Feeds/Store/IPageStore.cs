using NewsMonitor.Model;

namespace NewsMonitor.Feeds;

/// <summary>
/// Articles that wait for the text of their page, out of sight of the stories until then. Every method that writes is one transaction
/// and throws <see cref="StoreUnavailableException"/> when the database cannot take it; then nothing of it was stored.
/// </summary>
public interface IPageStore
{
    /// <summary>
    /// Pages that are due and whose host falls into the shard (<see cref="HostShard"/>), longest due first, some of each host: a host with
    /// many keeps nobody else waiting.
    /// </summary>
    Task<IReadOnlyList<DuePage>> DuePagesAsync(int shard, int shards, DateTimeOffset now, int perHost, int limit, CancellationToken cancellationToken);

    /// <returns>Null when the article does not wait (any more).</returns>
    Task<AwaitedPage?> FindPageAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>Puts the next attempt off, or sends it to another address. Does nothing when the article does not wait any more.</summary>
    Task DeferPageAsync(AwaitedPage page, CancellationToken cancellationToken);

    /// <summary>Puts off all pages and feeds of a host that asks to be left alone; no page beyond the time when its article goes without.</summary>
    Task RestAsync(HostRest rest, CancellationToken cancellationToken);

    /// <summary>Lets an article go to the stories: pending from now on, with the text and language that it is given here.</summary>
    /// <returns>False when it had gone already, or was edited since it was found: nothing was written.</returns>
    Task<bool> ReleaseAsync(Article article, CancellationToken cancellationToken);

    /// <summary>Lets articles go that have waited long enough, with what their feed said.</summary>
    /// <param name="page">Becomes <see cref="Article.Page"/>.</param>
    /// <returns>How many there were, and their languages.</returns>
    Task<(int Count, string[] Languages)> ReleaseOverdueAsync(DateTimeOffset now, string page, int limit, CancellationToken cancellationToken);
}

/// <param name="Host">Of the page, lower case.</param>
public sealed record DuePage(string ArticleId, string Host, DateTimeOffset Next, DateTimeOffset Until);

/// <summary>An article that waits for its page.</summary>
public sealed record AwaitedPage
{
    /// <summary>As the feed brought it.</summary>
    public required Article Article { get; init; }

    /// <summary>Where the page is: the article's address, or where that led.</summary>
    public required string Url { get; init; }

    /// <summary>When to try (again).</summary>
    public required DateTimeOffset Next { get; init; }

    /// <summary>When the article goes without.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Requests for the page that failed.</summary>
    public int Attempts { get; init; }

    /// <summary>Moves from host to host so far.</summary>
    public int Hops { get; init; }
}
