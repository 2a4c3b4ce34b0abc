using System.Collections.Frozen;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Preview;

/// <summary>Tries a query on what is stored, the latest first, exactly as the matcher would.</summary>
public sealed class QueryPreviewer(IArticleHistory history, ArticleTexts texts, AlertOptions alertOptions, TimeProvider clock) : IDisposable
{
    private readonly PreviewOptions _options = alertOptions.Preview;
    private readonly PreviewQueue _queue = new(alertOptions.Preview);

    /// <param name="text">The query.</param>
    /// <param name="account">Whose preview it is: nobody has two at a time.</param>
    /// <param name="since">Only what arrived then or later; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidInputException">The query cannot be understood; says where.</exception>
    /// <exception cref="PreviewsBusyException">The account has a preview that is not over yet, or too many others have.</exception>
    public Task<QueryPreview> RunAsync(string text, string account, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var query = Parse(text);
        return _queue.RunAsync(account, () => RunAsync(query, since, cancellationToken), cancellationToken);
    }

    public void Dispose() => _queue.Dispose();

    private async Task<QueryPreview> RunAsync(Query query, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var feeds = PreviewReader.AsksFeed(query) ? await history.FeedsAsync(cancellationToken) : FrozenDictionary<string, ArticleFeed>.Empty;
        var tally = new PreviewTally(_options);
        var complete = await LookAsync(query, feeds, tally, since, cancellationToken);
        tally.Know(await history.SourcesAsync(tally.StoriesAsked, cancellationToken));
        return tally.Result(query, complete, await SamplesAsync(query, feeds, tally.Samples, cancellationToken));
    }

    /// <returns>False when time was up.</returns>
    private async Task<bool> LookAsync(
        Query query, IReadOnlyDictionary<string, ArticleFeed> feeds, PreviewTally tally, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (await history.RangeAsync(since, cancellationToken) is not { } range)
            return true;
        var parts = new PreviewParts(range, tally);
        await Task.WhenAll(Enumerable.Range(0, _options.Readers).Select(_ => ReadPartsAsync()));
        return parts.IsComplete;

        async Task ReadPartsAsync()
        {
            var reader = new PreviewReader(query, texts, feeds);
            try
            {
                while (parts.Next() is { } part)
                {
                    var (rows, ended) = (new List<PreviewRow>(), true);
                    await history.ReadAsync(
                        part.Range,
                        since,
                        row =>
                        {
                            cancellationToken.ThrowIfCancellationRequested();
                            ended = clock.GetElapsedTime(started) < _options.Time;
                            if (ended)
                                rows.Add(reader.Read(row));
                            return ended;
                        },
                        cancellationToken);
                    parts.Add(part.Number, rows, ended);
                }
            }
            catch
            {
                parts.Stop();
                throw;
            }
        }
    }

    /// <summary>Few of those that match are shown, and only these are read whole.</summary>
    private async Task<List<(Article Article, string[] Why)>> SamplesAsync(
        Query query, IReadOnlyDictionary<string, ArticleFeed> feeds, IEnumerable<long> sequences, CancellationToken cancellationToken)
    {
        var samples = new List<(Article, string[])>();
        foreach (var sequence in sequences)
        {
            await history.ReadAsync(
                new HistoricRange(sequence, sequence),
                null,
                row =>
                {
                    var article = row.Read();
                    // It may have been changed meanwhile.
                    if (query.Match(texts.Read(article, feeds.GetValueOrDefault(article.FeedId))) is { } match)
                        samples.Add((article, match.Condition is { } condition ? [.. match.Why, condition] : match.Why));
                    return true;
                },
                cancellationToken);
        }

        return samples;
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
