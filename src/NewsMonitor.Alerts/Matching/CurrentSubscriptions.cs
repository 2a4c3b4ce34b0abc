using Microsoft.Extensions.Logging;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Matching;

/// <summary>
/// This process's snapshot of the subscriptions. When their version has changed it takes over what changed since; now and then it is built anew
/// beside the work. One instance a process. Whoever matches reads the events first and asks for the snapshot then: a subscription that is missing
/// in it was stored after those events, and finds them by looking back.
/// </summary>
public sealed partial class CurrentSubscriptions(
    ISubscriptionStore store, IAlertStore alerts, AlertOptions options, TimeProvider clock, ILogger<CurrentSubscriptions> logger) : IDisposable
{
    private const int PageSize = 500;

    // Built anew when so many times more articles are known than its anchors were chosen by, and when they are enough to say something.
    private const int KnowsMore = 8;
    private const int ArticlesToKnow = 500;

    private readonly SemaphoreSlim _building = new(1);
    private SubscriptionSnapshot _snapshot = SubscriptionSnapshot.Empty;
    private Task<SubscriptionSnapshot>? _rebuilding;

    /// <summary>What is known of the words of articles; whoever matches counts them in.</summary>
    public WordFrequencies Frequencies { get; } = new();

    /// <summary>The snapshot that is being built anew; null while none is.</summary>
    internal Task? Rebuilding => _rebuilding;

    /// <summary>A snapshot that has every change that was stored before the call.</summary>
    public async Task<SubscriptionSnapshot> GetAsync(CancellationToken cancellationToken)
    {
        if (await IsCurrentAsync(cancellationToken))
            return Volatile.Read(ref _snapshot);
        await _building.WaitAsync(cancellationToken);
        try
        {
            if (await IsCurrentAsync(cancellationToken))
                return _snapshot;
            var known = Rebuilt() ?? _snapshot;
            var changes = known.Version < 0 ? null : await store.ChangesAsync(known.Version, cancellationToken);
            // Compiling is work for a processor: off the caller's turn.
            var current = changes is null
                ? await LoadAsync(cancellationToken)
                : await Task.Run(() => known.With(changes, Frequencies), cancellationToken);
            Tell(current);
            Volatile.Write(ref _snapshot, current);
            if (_rebuilding is null && IsOutdated(current))
                _rebuilding = Task.Run(() => current.Rebuilt(Frequencies), CancellationToken.None);
            return current;
        }
        finally
        {
            _building.Release();
        }
    }

    public void Dispose() => _building.Dispose();

    private bool IsOutdated(SubscriptionSnapshot snapshot) =>
        snapshot.IsWorn(options.Matching.RebuildAfter) || Frequencies.Articles >= Math.Max(ArticlesToKnow, snapshot.ArticlesKnown * KnowsMore);

    // It lacks what changed since it was begun; that comes from the store, as for any other.
    private SubscriptionSnapshot? Rebuilt()
    {
        if (_rebuilding is not { IsCompleted: true } rebuilding)
            return null;
        _rebuilding = null;
        if (rebuilding.IsCompletedSuccessfully)
            return rebuilding.GetAwaiter().GetResult();
        LogNotRebuilt(logger, rebuilding.Exception!);
        return null;
    }

    private async Task<SubscriptionSnapshot> LoadAsync(CancellationToken cancellationToken)
    {
        if (Frequencies.Articles == 0)
        {
            foreach (var recent in await alerts.RecentAsync(clock.GetUtcNow() - options.Matching.CountedWindow, options.Matching.CountedArticles, cancellationToken))
                Frequencies.Count(new ArticleText(recent.Article));
        }

        // Read first: what changes between two pages is taken over afterwards.
        var version = await store.VersionAsync(cancellationToken);
        var articles = Frequencies.Articles;
        var builder = new SegmentsBuilder(Frequencies);
        var page = new PageRequest(Limit: PageSize);
        do
        {
            var standing = await store.StandingAsync(page, cancellationToken);
            await Task.Run(
                () =>
                {
                    foreach (var query in standing.Items)
                        builder.Room().Add(query);
                },
                cancellationToken);
            page = page with { Cursor = standing.Next };
        }
        while (page.Cursor is not null);

        var loaded = await Task.Run(() => SubscriptionSnapshot.Of(builder, version, articles), cancellationToken);
        return await store.ChangesAsync(version, cancellationToken) is { } changes ? loaded.With(changes, Frequencies) : loaded;
    }

    private void Tell(SubscriptionSnapshot current)
    {
        foreach (var unreadable in current.Unreadable.Except(_snapshot.Unreadable))
            LogUnreadable(logger, unreadable.SubscriptionId, unreadable.Error);
        LogBuilt(logger, current.Count, current.Queries, current.Segments, current.Unanchored, current.Version);
    }

    private async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        // Read before the version: a snapshot that is replaced meanwhile must not be vouched for by an older number.
        var snapshot = Volatile.Read(ref _snapshot);
        return snapshot.Version == await store.VersionAsync(cancellationToken)
            && _rebuilding is not { IsCompleted: true }
            && ReferenceEquals(snapshot, Volatile.Read(ref _snapshot));
    }
}
