using NewsMonitor.Model;
using NewsMonitor.Server.Settings;

namespace NewsMonitor.Server.Api.Events;

/// <summary>
/// Lets many listeners wait for the next event at the cost of one look at the log: it looks only while somebody waits. Events are read
/// from the log, never handed over in memory, so a listener cannot miss one.
/// </summary>
internal sealed partial class EventTail(IEventLog log, EventOptions options, TimeProvider clock, ILogger<EventTail> logger) : BackgroundService
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _newest = -1;

    /// <summary>Completes when the log may hold an event after <paramref name="sequence"/>.</summary>
    public async Task WaitAsync(long sequence, CancellationToken cancellationToken)
    {
        Task news;
        lock (_lock)
        {
            if (_newest > sequence)
                return;
            news = _news.Task;
            _wanted.TrySetResult();
        }

        await news.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await FollowAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A stop, also that of a host which could not start: nothing that went wrong here.
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Task wanted;
            lock (_lock)
                wanted = _wanted.Task;
            await wanted.WaitAsync(stoppingToken);
            try
            {
                Tell((await log.RangeAsync(stoppingToken)).Newest);
            }
            catch (StoreUnavailableException e)
            {
                LogUnreadable(e.Message);
            }

            await Task.Delay(options.Look, clock, stoppingToken);
        }
    }

    private void Tell(long newest)
    {
        lock (_lock)
        {
            if (newest <= _newest)
                return;
            _newest = newest;
            _news.TrySetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _wanted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
