using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Stories.Linking;

/// <summary>
/// Looks at stories that changed: makes their profiles, finds their links and writes both. Keeps the profiles of all open stories in memory,
/// rebuilt from the database when it has none or can no longer trust them. One caller at a time.
/// </summary>
public sealed partial class StoryLinkWorker(IStoryLinkStore store, StoryOptions options, TimeProvider clock, ILogger<StoryLinkWorker> logger)
{
    private StoryLinker? _linker;

    /// <summary>Takes the stories that wait longest.</summary>
    /// <returns>How many were looked at; zero when none waits.</returns>
    /// <exception cref="StoreUnavailableException">The database cannot take anything now. Nothing was stored.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var pending = await store.PendingAsync(options.LinkBatch, cancellationToken);
        if (pending.Count == 0)
            return 0;
        try
        {
            var linker = _linker ??= await RebuildAsync(cancellationToken);
            linker.RemoveQuiet(clock.GetUtcNow() - options.CloseAfter);
            var profiles = new LinkProfile?[pending.Count];
            for (var i = 0; i < pending.Count; i++)
                profiles[i] = await ProfileAsync(pending[i].StoryId, cancellationToken);
            // Off the caller's scheduler: a grain's turn must not hold it for a batch's worth of arithmetic.
            var outcomes = await Task.Run(() => Link(linker, pending, profiles), cancellationToken);
            await store.StoreAsync(outcomes, clock.GetUtcNow(), cancellationToken);
            return pending.Count;
        }
        catch (StoreUnavailableException)
        {
            // It may be away for long, and what was not stored waits still: the profiles are set again then, not rebuilt at every sweep.
            throw;
        }
        catch
        {
            // What was found may or may not be stored: the database knows.
            _linker = null;
            throw;
        }
    }

    private static List<LinkOutcome> Link(StoryLinker linker, IReadOnlyList<LinkWork> pending, LinkProfile?[] profiles)
    {
        for (var i = 0; i < pending.Count; i++)
        {
            if (profiles[i] is { } profile)
                linker.Set(profile);
            else
                linker.Remove(pending[i].StoryId);
        }

        return [.. pending.Select((work, i) => new LinkOutcome(work, profiles[i]?.ToBytes(), linker.LinksOf(work.StoryId)))];
    }

    private async Task<LinkProfile?> ProfileAsync(string storyId, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(storyId, options.LinkArticles, cancellationToken) is not { Articles.Count: > 0 } subject)
            return null;
        try
        {
            return await Task.Run(() => LinkProfile.Of(subject.Story, subject.Articles), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // It stays without links and blocks nobody.
            LogNotRead(e, storyId);
            return null;
        }
    }

    private async Task<StoryLinker> RebuildAsync(CancellationToken cancellationToken)
    {
        var linker = new StoryLinker(options);
        await foreach (var (storyId, bytes) in store.ProfilesAsync(cancellationToken))
        {
            if ((LinkProfile.FromBytes(storyId, bytes) ?? await ProfileAsync(storyId, cancellationToken)) is { } profile)
                linker.Set(profile);
        }

        LogRebuilt(linker.Stories);
        return linker;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Links: {Stories} open stories of all languages")]
    private partial void LogRebuilt(int stories);

    [LoggerMessage(Level = LogLevel.Error, Message = "Story {Story} could not be read for links and stays without")]
    private partial void LogNotRead(Exception exception, string story);
}
