using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsMonitor.Model;
using NewsMonitor.Stories.Embeddings;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Indexing;

/// <summary>Gives the pending articles of its language their stories, one batch after the other, over the index that it keeps in memory.</summary>
public sealed partial class StoryIndexGrain(
    IStoryStore store, IStoryChangeStore changes, StoryReviewRun reviews, StoryOptions options, ArticleAnalyser analyser, ArticleEmbedder embedder, StoryMetrics metrics, TimeProvider clock, IGrainFactory grains,
    ILogger<StoryIndexer> indexerLogger, ILogger<StoryIndexGrain> logger) : SweepGrain(options.Sweep), IStoryIndexGrain
{
    private string _language = "";
    private StoryIndexer? _indexer;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _language = this.GetPrimaryKeyString();
        _indexer = new StoryIndexer(_language, store, changes, reviews, options, analyser, metrics, clock, indexerLogger, embedder);
        return base.OnActivateAsync(cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _indexer?.Release();
        return Task.CompletedTask;
    }

    protected override async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        var batch = await _indexer!.RunAsync(cancellationToken);
        if (batch.Assigned + batch.Changed > 0)
            await grains.GetGrain<IStoryMatchGrain>(_language).WakeAsync(cancellationToken);
        return batch.Taken > 0 || batch.Waiting;
    }

    protected override void SayUnavailable(StoreUnavailableException exception) => LogUnavailable(logger, exception, _language);

    protected override void SayFailed(Exception exception) => LogFailed(logger, exception, _language);
}
