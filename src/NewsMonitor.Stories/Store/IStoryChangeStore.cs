using NewsMonitor.Model;

namespace NewsMonitor.Stories;

/// <summary>
/// Second thoughts about stories: merges, splits and moves, and when to look at a story again. Every method that writes is one transaction
/// and throws <see cref="StoreUnavailableException"/> when the database cannot take it; then nothing of it was stored.
/// </summary>
public interface IStoryChangeStore
{
    /// <summary>
    /// Makes changes, all or none: moves the articles, recounts the stories, and writes the change for the indexes, the alerts and the log.
    /// Articles that an operator places are pinned; the engine's proposals are refused where they would undo what an operator did.
    /// </summary>
    /// <param name="reviewAt">When the stories that changed are looked at again; null for never.</param>
    /// <returns>For each proposal what became of it; after the first that was refused nothing was written, and it is the last.</returns>
    Task<IReadOnlyList<StoryChangeOutcome>> ChangeAsync(
        IReadOnlyList<StoryChangeProposal> proposals, DateTimeOffset now, DateTimeOffset? reviewAt, CancellationToken cancellationToken);

    /// <summary>Sequence of the newest change of a language; 0 for none.</summary>
    Task<long> NewestChangeAsync(string language, CancellationToken cancellationToken);

    /// <summary>Changes of a language after a sequence, oldest first.</summary>
    Task<IReadOnlyList<StoryChange>> ChangesAfterAsync(string language, long sequence, int limit, CancellationToken cancellationToken);

    /// <summary>Changes that concern a story or one that was merged into it, newest first.</summary>
    Task<IReadOnlyList<StoryChange>> ChangesOfAsync(string storyId, int limit, CancellationToken cancellationToken);

    /// <summary>Languages with open stories that are due to be looked at again: whose indexes to wake.</summary>
    Task<IReadOnlyList<string>> LanguagesToReviewAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Open stories of a language that are due to be looked at again, longest due first.</summary>
    Task<IReadOnlyList<Story>> DueReviewsAsync(string language, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Ids of the stories that an operator told apart from a story: the engine makes them one with it by no change.</summary>
    Task<IReadOnlySet<string>> ApartFromAsync(string storyId, CancellationToken cancellationToken);

    /// <summary>Says when a story is looked at next, unless it was written since it was read.</summary>
    /// <param name="next">Null for not before it gets another article.</param>
    /// <returns>False when it was written meanwhile: what was said of it since stands.</returns>
    Task<bool> ReviewedAsync(Story story, DateTimeOffset? next, CancellationToken cancellationToken);
}
