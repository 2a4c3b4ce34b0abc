using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsMonitor.Model;
using NewsMonitor.Stories.Embeddings;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Indexing;

/// <summary>Gives the pending articles of its language their stories, one batch after the other.</summary>
public sealed partial class StoryIndexGrain(
    IStoryStore store, IStoryChangeStore changes, StoryReviewRun reviews, StoryOptions options, ArticleAnalyser analyser, ArticleEmbedder embedder, StoryMetrics metrics, TimeProvider clock, IGrainFactory grains,
    ILogger<StoryIndexer> indexerLogger, ILogger<StoryIndexGrain> logger) : Grain, IStoryIndexGrain
{
    private string _language = "";
    private StoryIndexer? _indexer;
    private IGrainTimer? _timer;
    private bool _unavailable;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _language = this.GetPrimaryKeyString();
        _indexer = new StoryIndexer(_language, store, changes, reviews, options, analyser, metrics, clock, indexerLogger, embedder);
        // Kept alive: the index in memory is what this grain is for.
        _timer = this.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(TimeSpan.Zero, options.Sweep) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _indexer?.Release();
        return Task.CompletedTask;
    }

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        _timer?.Change(TimeSpan.Zero, options.Sweep);
        return Task.CompletedTask;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            IndexedBatch batch;
            do
            {
                batch = await _indexer!.RunAsync(cancellationToken);
                if (batch.Assigned + batch.Changed > 0)
                    await grains.GetGrain<IStoryMatchGrain>(_language).WakeAsync(cancellationToken);
            }
            while ((batch.Taken > 0 || batch.Waiting) && !cancellationToken.IsCancellationRequested);

            _unavailable = false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The activation ends; what was not stored is pending still.
        }
        catch (StoreUnavailableException e)
        {
            if (!_unavailable)
                LogUnavailable(logger, e, _language);
            _unavailable = true;
        }
        catch (Exception e)
        {
            LogFailed(logger, e, _language);
        }
    }
}
