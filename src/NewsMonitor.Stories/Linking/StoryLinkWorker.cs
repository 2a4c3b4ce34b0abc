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

    /// <summary>Stories taken at a time: half as many after each failure, to find out which one it is, and more again when it goes on.</summary>
    private int _limit = options.LinkBatch;

    /// <summary>Takes the stories that wait longest.</summary>
    /// <returns>How many were taken; zero when none waits.</returns>
    /// <exception cref="StoreUnavailableException">The database cannot take anything now. Nothing was stored.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var pending = await store.PendingAsync(_limit, cancellationToken);
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
            _limit = Math.Min(options.LinkBatch, 2 * _limit);
            return pending.Count;
        }
        catch (StoreUnavailableException)
        {
            // It may be away for long, and what was not stored waits still: the profiles are set again then, not rebuilt at every sweep.
            throw;
        }
        catch (Exception e)
        {
            // What was found may or may not be stored: the database knows.
            _linker = null;
            if (e is OperationCanceledException)
                throw;
            await FailedAsync(pending, e, cancellationToken);
            return pending.Count;
        }
    }

    private async Task FailedAsync(IReadOnlyList<LinkWork> pending, Exception error, CancellationToken cancellationToken)
    {
        _limit = Math.Max(1, pending.Count / 2);
        if (pending.Count > 1)
        {
            LogFewer(error, pending.Count);
            return;
        }

        // It stays without links, until it changes again, and blocks nobody.
        LogNotLinked(error, pending[0].StoryId);
        await store.StoreAsync([new LinkOutcome(pending[0], null, [])], clock.GetUtcNow(), cancellationToken);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The links of {Stories} stories cannot be found or written: fewer are tried, and one that cannot stays without")]
    private partial void LogFewer(Exception exception, int stories);

    [LoggerMessage(Level = LogLevel.Error, Message = "The links of story {Story} cannot be found or written: it stays without")]
    private partial void LogNotLinked(Exception exception, string story);

    [LoggerMessage(Level = LogLevel.Error, Message = "Story {Story} could not be read for links and stays without")]
    private partial void LogNotRead(Exception exception, string story);
}
