using NewsMonitor.Model;

namespace NewsMonitor.Stories;

/// <summary>
/// Links between stories of different languages, and which stories are to be looked at (again): whatever changes a story writes that in its own
/// transaction. Every method that writes is one transaction and throws <see cref="StoreUnavailableException"/> when the database cannot take it.
/// </summary>
public interface IStoryLinkStore
{
    /// <summary>True when a story is to be looked at.</summary>
    Task<bool> HasWorkAsync(CancellationToken cancellationToken);

    /// <summary>Stories to look at, those that wait longest first.</summary>
    Task<IReadOnlyList<LinkWork>> PendingAsync(int limit, CancellationToken cancellationToken);

    /// <summary>What was stored of the open stories of all languages: what an index is rebuilt from. In any order.</summary>
    IAsyncEnumerable<(string StoryId, byte[] Profile)> ProfilesAsync(CancellationToken cancellationToken);

    /// <summary>A story that is open with at most so many of its articles that are no copies, the first and the latest of them; null when it is not open.</summary>
    Task<LinkSubject?> ReadAsync(string storyId, int articles, CancellationToken cancellationToken);

    /// <summary>
    /// Writes what was found of some stories: their profiles, new links with an event each, and takes back links to stories that are open but not
    /// among those found. The work is done unless the story has changed meanwhile.
    /// </summary>
    Task StoreAsync(IReadOnlyList<LinkOutcome> outcomes, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The stories that a story (or the one that it went up into) is linked with, surest first.</summary>
    Task<IReadOnlyList<LinkedStory>> LinksAsync(string storyId, CancellationToken cancellationToken);
}

/// <param name="Version">Tells this look from later ones.</param>
public sealed record LinkWork(string StoryId, long Version);

/// <summary>What a look at a story takes.</summary>
public sealed record LinkSubject(Story Story, IReadOnlyList<Article> Articles);

/// <param name="Profile">Null when the story is not open any more: its links stay as they are.</param>
/// <param name="Links">Its links to open stories, all of them.</param>
public sealed record LinkOutcome(LinkWork Work, byte[]? Profile, IReadOnlyList<StoryLink> Links);

/// <summary>A story at the other end of a link.</summary>
public sealed record LinkedStory(string StoryId, string Language, string Headline, double Score, string[] Reasons);
