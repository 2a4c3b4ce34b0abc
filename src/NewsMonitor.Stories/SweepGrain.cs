using NewsMonitor.Model;

namespace NewsMonitor.Stories;

/// <summary>
/// The shape of this room's grains: all work happens in the ticks of one timer, so that wakes coalesce and never queue. A tick takes batches until
/// nothing is pending; the next one comes with a wake, or after <paramref name="sweep"/>, since a wake may be lost.
/// </summary>
public abstract class SweepGrain(TimeSpan sweep) : Grain
{
    private IGrainTimer? _timer;

    /// <summary>The database was not available at the last tick: said once, not every sweep.</summary>
    private bool _unavailable;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Kept alive: what such a grain has in memory is what it is for. Interleaved: a wake is heard while a backlog is worked off, and waits in no queue.
        _timer = this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, sweep) { KeepAlive = true, Interleave = true });
        return Task.CompletedTask;
    }

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        _timer?.Change(TimeSpan.Zero, sweep);
        return Task.CompletedTask;
    }

    /// <summary>Works one batch off.</summary>
    /// <returns>Whether there may be another.</returns>
    protected abstract Task<bool> WorkAsync(CancellationToken cancellationToken);

    protected abstract void SayUnavailable(StoreUnavailableException exception);

    protected abstract void SayFailed(Exception exception);

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await WorkAsync(cancellationToken) && !cancellationToken.IsCancellationRequested)
            {
            }

            _unavailable = false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The activation ends; what was not stored is pending still.
        }
        catch (StoreUnavailableException e)
        {
            if (!_unavailable)
                SayUnavailable(e);
            _unavailable = true;
        }
        catch (Exception e)
        {
            SayFailed(e);
        }
    }
}
