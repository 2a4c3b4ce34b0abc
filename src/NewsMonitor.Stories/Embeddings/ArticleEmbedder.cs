using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using NewsMonitor.Model;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Embeddings;

/// <summary>
/// Has a generator of sentence vectors, where one is registered, read the titles and leads of a batch. Without one, and for a batch for which it
/// fails or takes too long, articles go without: that costs only the vectors' evidence.
/// </summary>
public sealed partial class ArticleEmbedder(
    StoryOptions options, TimeProvider clock, ILogger<ArticleEmbedder> logger, IEmbeddingGenerator<string, Embedding<float>>? generator = null)
{
    // A title and a sentence or two: what sentence models are made for.
    private const int LeadCharacters = 300;

    // A generator that hangs must not cost every batch its limit.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // Ticks; batches of several languages share this.
    private long _pausedUntil;

    /// <param name="articles">A batch with what was analysed; null for those that could not be.</param>
    /// <returns>For each article its vector; null without one.</returns>
    public async Task<IReadOnlyList<sbyte[]?>> ReadAsync(IReadOnlyList<Article> articles, CancellationToken cancellationToken)
    {
        if (generator is null || articles.Count == 0 || clock.GetUtcNow().UtcTicks < Interlocked.Read(ref _pausedUntil))
            return new sbyte[articles.Count][];
        using var limit = new CancellationTokenSource(options.EmbeddingTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // Waited for no longer than the limit, also when the generator does not heed it.
            var vectors = await generator.GenerateAsync(articles.Select(Text), cancellationToken: both.Token).WaitAsync(both.Token);
            if (vectors.Count != articles.Count)
                throw new InvalidOperationException($"It gave {vectors.Count} vectors for {articles.Count} texts.");
            return [.. vectors.Select(vector => EmbeddingVector.Quantize(vector.Vector.Span))];
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e, articles.Count, Pause.TotalSeconds);
            Interlocked.Exchange(ref _pausedUntil, (clock.GetUtcNow() + Pause).UtcTicks);
            return new sbyte[articles.Count][];
        }
    }

    private static string Text(Article article)
    {
        var lead = article.Text.AsSpan(0, Math.Min(article.Text.Length, LeadCharacters));
        return article.Title.Length == 0 ? lead.ToString() : lead.IsEmpty ? article.Title : $"{article.Title}\n{lead}";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Embeddings failed or took too long; {Articles} articles, and those of the next {Seconds} s, get their stories without")]
    private partial void LogFailed(Exception exception, int articles, double seconds);
}
