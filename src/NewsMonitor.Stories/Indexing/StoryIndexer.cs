using Microsoft.Extensions.Logging;
using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Faces;
using NewsMonitor.Stories.Embeddings;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Indexing;

/// <summary>
/// The step from pending articles to stories, for one language: keeps an engine in memory, rebuilds it from the database when it has none or
/// can no longer trust it, brings it up to date with what was merged, split and moved, and writes each batch in one transaction. Has second
/// thoughts when nothing else is to do. One caller at a time.
/// </summary>
public sealed partial class StoryIndexer(
    string language, IStoryStore store, IStoryChangeStore changes, StoryReviewRun reviews, StoryOptions options, ArticleAnalyser analyser, StoryMetrics metrics, TimeProvider clock, ILogger<StoryIndexer> logger,
    ArticleEmbedder? embedder = null)
{
    // Articles restored at a time.
    private const int RebuildChunk = 512;

    // Batches in a row that the database may refuse before the only article of the last is held to be the cause.
    private const int MostRefusals = 3;

    private StoryEngine? _engine;

    /// <summary>The engine shows what the database may not, or the other way round: if something fails now, nobody can trust it.</summary>
    private bool _apart;

    private int _counted;
    private int _refusals;

    /// <summary>Articles taken at a time: half as many after each refusal, to find out which one it is, and more again when it goes on.</summary>
    private int _limit = options.BatchSize;

    /// <summary>Takes the oldest pending articles, and closes stories that have been quiet for too long; without pending ones, looks at stories again.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot take anything now. Nothing of the batch was stored.</exception>
    public async Task<IndexedBatch> RunAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            var engine = _engine ??= await RebuildAsync(cancellationToken);
            await FollowAsync(engine, cancellationToken);
            await CloseAsync(engine, cancellationToken);
            var pending = await store.PendingAsync(language, _limit, cancellationToken);
            if (pending.Count == 0)
                return await ReviewAsync(engine, cancellationToken);
            var batch = await TakeAsync(engine, pending, cancellationToken);
            metrics.Batch(language, clock.GetElapsedTime(started));
            return batch;
        }
        catch (StoreUnavailableException) when (!_apart)
        {
            // It may be away for long: the index waits for it instead of being rebuilt at every sweep.
            throw;
        }
        catch
        {
            // What was decided may or may not be stored: the database knows.
            Drop();
            throw;
        }
        finally
        {
            Count(_engine?.OpenStories ?? 0);
        }
    }

    /// <summary>Forgets the index: the next run rebuilds it.</summary>
    public void Release()
    {
        Drop();
        Count(0);
    }

    private async Task<IndexedBatch> TakeAsync(StoryEngine engine, IReadOnlyList<Article> pending, CancellationToken cancellationToken)
    {
        // Off the caller's scheduler: a grain's turn must not hold it for a batch's worth of arithmetic.
        var analysed = await Task.Run(() => Analyse(pending), cancellationToken);
        if (embedder is not null)
        {
            var vectors = await embedder.ReadAsync(pending, cancellationToken);
            analysed = [.. analysed.Select((one, i) => one with { Analysed = one.Analysed?.With(vectors[i]) })];
        }

        _apart = true;
        var (assignments, failed) = await Task.Run(() => Decide(engine, analysed), cancellationToken);
        // The engine stopped halfway through an article: it is sound no longer, whatever becomes of the others.
        var broken = failed.Exists(f => f.EngineFailed);
        if (broken)
            Drop();
        if (assignments.Count > 0)
        {
            var (stored, error) = await StoreAsync(broken ? null : engine, assignments, cancellationToken);
            if (!stored)
            {
                if (error is not null || !await ChangedMeanwhileAsync(broken ? null : engine, assignments, cancellationToken))
                    await RefusedAsync(pending, error, cancellationToken);
                return new IndexedBatch(pending.Count, 0);
            }
        }

        _apart = false;
        _refusals = 0;
        _limit = Math.Min(options.BatchSize, 2 * _limit);
        var now = clock.GetUtcNow();
        foreach (var (article, assignment) in pending.Join(assignments, a => a.Id, a => a.Assignment.ArticleId, (article, a) => (article, a.Assignment)))
            metrics.Assigned(language, assignment, now - article.FirstSeen);
        foreach (var (article, error, _) in failed)
        {
            LogSetAside(logger, error, article.Id, language);
            await store.SetAsideAsync(article.Id, $"The story engine could not take it: {error.GetType().Name}: {error.Message}", cancellationToken);
            metrics.SetAside(language);
        }

        return new IndexedBatch(pending.Count, assignments.Count);
    }

    /// <param name="engine">Null when it was dropped.</param>
    /// <param name="assignments">What it decided.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Not stored without an error: the index is not current. With one: something about these articles cannot be written.</returns>
    private async Task<(bool Stored, Exception? Error)> StoreAsync(
        StoryEngine? engine, IReadOnlyList<IndexedAssignment> assignments, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            return (await store.AssignAsync(new AssignedBatch(language, assignments, now, _change, now + options.ReviewAfter), cancellationToken), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Nothing was stored, and reading may well go on: the engine takes it back.
            if (engine is not null)
                await RefreshAsync(engine, assignments.Select(a => a.Assignment.StoryId), cancellationToken);
            if (e is StoreUnavailableException)
                throw;
            return (false, e);
        }
    }

    private (List<IndexedAssignment> Assignments, List<(Article Article, Exception Error, bool EngineFailed)> Failed) Decide(
        StoryEngine engine, List<(Article Article, AnalysedArticle? Analysed, Exception? Error)> batch)
    {
        var assignments = new List<IndexedAssignment>(batch.Count);
        var failed = new List<(Article, Exception, bool)>();
        foreach (var (article, analysed, error) in batch)
        {
            if (analysed is null)
            {
                failed.Add((article, error!, false));
                continue;
            }

            try
            {
                var assignment = engine.Assign(analysed, out var news);
                assignments.Add(new IndexedAssignment(Face(assignment, article, news), analysed.ToBytes()));
            }
            catch (Exception e)
            {
                failed.Add((article, e, true));
                // What comes after it waits for a sound engine.
                break;
            }
        }

        return (assignments, failed);
    }

    /// <summary>What the article adds to its story. Where that cannot be found out, it has its story nevertheless.</summary>
    private StoryAssignment Face(StoryAssignment assignment, Article article, TermNews news)
    {
        try
        {
            var added = ArticleFacts.Add(assignment, article, news, options);
            return added.Began ? added with { Face = FaceReader.Begin(article, added.Adds!, options.Faces) } : added;
        }
        catch (Exception e)
        {
            LogNoFace(logger, e, article.Id, language);
            return assignment;
        }
    }

    private List<(Article Article, AnalysedArticle? Analysed, Exception? Error)> Analyse(IReadOnlyList<Article> articles)
    {
        // None of it waits for another article.
        var analysed = new (Article, AnalysedArticle?, Exception?)[articles.Count];
        Parallel.For(0, articles.Count, i =>
        {
            try
            {
                analysed[i] = (articles[i], analyser.Analyse(articles[i]), null);
            }
            catch (Exception e)
            {
                analysed[i] = (articles[i], null, e);
            }
        });
        return [.. analysed];
    }

    private async Task<StoryEngine> RebuildAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        // Before the articles: a change that is written while they are read is followed afterwards, whether they show it already or not.
        _change = await changes.NewestChangeAsync(language, cancellationToken);
        var engine = new StoryEngine(options, analyser);
        var articles = await RestoreAsync(engine, store.OpenArticlesAsync(language, cancellationToken), cancellationToken);
        metrics.Rebuilt(language);
        LogRebuilt(logger, language, engine.OpenStories, articles, clock.GetElapsedTime(started).TotalSeconds);
        return engine;
    }

    /// <returns>How many articles there were.</returns>
    private async Task<int> RestoreAsync(StoryEngine engine, IAsyncEnumerable<IndexedArticle> open, CancellationToken cancellationToken)
    {
        var chunk = new List<IndexedArticle>(RebuildChunk);
        var articles = 0;
        // While one chunk is restored, the next is read.
        var restoring = Task.CompletedTask;
        await foreach (var article in open.WithCancellation(cancellationToken))
        {
            chunk.Add(article);
            articles++;
            if (chunk.Count < RebuildChunk)
                continue;
            restoring = await RestoreAfterAsync(restoring, engine, chunk, cancellationToken);
            chunk = new List<IndexedArticle>(RebuildChunk);
        }

        await await RestoreAfterAsync(restoring, engine, chunk, cancellationToken);
        return articles;
    }

    /// <summary>Begins to restore articles when those before are done.</summary>
    private async Task<Task> RestoreAfterAsync(Task before, StoryEngine engine, List<IndexedArticle> articles, CancellationToken cancellationToken)
    {
        var analysed = await AnalysedAsync(articles, cancellationToken);
        await before;
        return Task.Run(
            () =>
            {
                for (var i = 0; i < articles.Count; i++)
                {
                    if (analysed[i] is { } article)
                        engine.Restore(article, articles[i].StoryId, articles[i].CopyOf, articles[i].Pinned);
                }
            },
            cancellationToken);
    }

    /// <summary>What the engine saw of articles; what was stored by another version or not at all is analysed anew.</summary>
    private async Task<AnalysedArticle?[]> AnalysedAsync(IReadOnlyList<IndexedArticle> articles, CancellationToken cancellationToken)
    {
        var analysed = new AnalysedArticle?[articles.Count];
        await Task.Run(
            () => Parallel.For(0, articles.Count, i => analysed[i] = articles[i].Analysis is { } bytes ? AnalysedArticle.FromBytes(articles[i].ArticleId, bytes) : null),
            cancellationToken);
        var missing = articles.Where((_, i) => analysed[i] is null).Select(a => a.ArticleId).ToList();
        if (missing.Count > 0)
        {
            var texts = (await store.ReadAsync(missing, cancellationToken)).ToDictionary(a => a.Id);
            await Task.Run(
                () => Parallel.For(0, articles.Count, i => analysed[i] ??= texts.TryGetValue(articles[i].ArticleId, out var text) ? Anew(text) : null),
                cancellationToken);
        }

        return analysed;
    }

    private AnalysedArticle? Anew(Article article)
    {
        try
        {
            return analyser.Analyse(article);
        }
        catch (Exception e)
        {
            LogNotRestored(logger, e, article.Id, language);
            return null;
        }
    }

    private async Task CloseAsync(StoryEngine engine, CancellationToken cancellationToken)
    {
        var before = engine.ClosingTime(clock.GetUtcNow());
        if (!engine.HasQuiet(before))
            return;
        // The database first: what it has closed, no index may offer. If it stops halfway, it goes on before the next batch.
        await store.CloseAsync(language, before, cancellationToken);
        var closed = engine.Close(before);
        metrics.Closed(language, closed);
        LogClosed(logger, language, closed);
    }

    private async Task RefusedAsync(IReadOnlyList<Article> pending, Exception? error, CancellationToken cancellationToken)
    {
        metrics.Refused(language);
        _refusals++;
        _limit = Math.Max(1, pending.Count / 2);
        if (error is null)
        {
            Drop();
            LogRefused(logger, language, _refusals);
        }
        else
        {
            LogNotStored(logger, error, pending.Count, language);
        }

        if (_refusals <= MostRefusals || pending.Count > 1)
            return;
        // One article, and still refused: this one must not block the others.
        var why = error is null ? "" : $": {error.GetType().Name}: {error.Message}";
        await store.SetAsideAsync(pending[0].Id, $"The database refused its assignment, {_refusals} times in a row{why}", cancellationToken);
        metrics.SetAside(language);
        _refusals = 0;
    }

    private void Drop() => (_engine, _apart) = (null, false);

    private void Count(int open)
    {
        metrics.Open(language, open - _counted);
        _counted = open;
    }
}
