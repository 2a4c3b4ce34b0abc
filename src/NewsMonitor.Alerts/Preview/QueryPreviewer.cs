using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Preview;

/// <summary>
/// Tries a query on what is stored, the latest first, exactly as the matcher would: articles that cannot match are passed over after a look at their
/// letters, and of a query that may hold for very many the earlier ones are sampled.
/// </summary>
public sealed class QueryPreviewer(IArticleHistory history, ArticleTexts texts, AlertOptions alertOptions, TimeProvider clock) : IDisposable
{
    private const int Batch = 2_000;

    private readonly PreviewOptions _options = alertOptions.Preview;

    // It takes all processors for as long as it runs: one at a time.
    private readonly SemaphoreSlim _one = new(1);

    /// <param name="text">The query.</param>
    /// <param name="since">Only what arrived then or later; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidInputException">The query cannot be understood; says where.</exception>
    public async Task<QueryPreview> RunAsync(string text, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var query = Parse(text);
        await _one.WaitAsync(cancellationToken);
        try
        {
            var tally = new PreviewTally(_options);
            var complete = await ReadAsync(query, tally, since, cancellationToken);
            return tally.Result(query, complete, await history.SourcesAsync(tally.StoriesAsked, cancellationToken));
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <returns>False when time was up.</returns>
    private async Task<bool> ReadAsync(Query query, PreviewTally tally, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var terms = RequiredTerms.Of(query.Root);
        var next = BatchAsync(null);
        while (await next is { Count: > 0 } batch)
        {
            if (clock.GetElapsedTime(started) >= _options.Time)
                return false;
            // The next ones are read while these are asked.
            var left = _options.Articles - tally.Looked - batch.Count;
            next = left > 0 ? BatchAsync(batch[^1].Sequence, Math.Min(Batch, left)) : Task.FromResult<IReadOnlyList<HistoricArticle>>([]);
            tally.Add(batch, await Task.Run(() => Ask(query, terms, tally, batch, cancellationToken), cancellationToken));
        }

        return true;

        Task<IReadOnlyList<HistoricArticle>> BatchAsync(long? before, int? limit = null) =>
            history.ReadAsync(before, since, limit ?? Math.Min(Batch, _options.Articles), cancellationToken);
    }

    private Asked[] Ask(Query query, RequiredTerms terms, PreviewTally tally, IReadOnlyList<HistoricArticle> batch, CancellationToken cancellationToken)
    {
        var asked = new Asked[batch.Count];
        Parallel.For(0, batch.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            asked[i] = new Asked(terms.MayHold(batch[i].Article.Title, batch[i].Article.Text)));
        // Which ones are asked must not depend on who is quicker.
        var candidates = Enumerable.Range(0, batch.Count).Where(i => asked[i].MayHold).Select(i => (Index: i, Weight: tally.WeightOfNext())).Where(c => c.Weight > 0).ToArray();
        Parallel.ForEach(candidates, new ParallelOptions { CancellationToken = cancellationToken }, candidate =>
        {
            var (article, feed) = (batch[candidate.Index].Article, batch[candidate.Index].Feed);
            asked[candidate.Index] = new Asked(true) { Match = query.Match(texts.Read(article, feed)), Weight = candidate.Weight };
        });
        return asked;
    }

    private static Query Parse(string text)
    {
        try
        {
            return Query.Parse(text);
        }
        catch (QueryException e)
        {
            throw e.ForField("query");
        }
    }
}

/// <param name="MayHold">Whether its letters let it be.</param>
internal readonly record struct Asked(bool MayHold)
{
    /// <summary>Null when it does not match, or was not asked.</summary>
    public QueryMatch? Match { get; init; }

    /// <summary>How many articles it stands for.</summary>
    public int Weight { get; init; }
}
