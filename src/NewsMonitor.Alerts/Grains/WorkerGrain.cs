using Microsoft.Extensions.Logging;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Grains;

/// <summary>
/// The shape of this room's grains: work happens in the ticks of one timer, so that wakes coalesce and never queue. A tick works until nothing
/// is pending, and the timer then rests until the earliest time that the work has named, until a wake, or until the program's sweep finds something.
/// </summary>
public abstract partial class WorkerGrain(AlertOptions options, TimeProvider clock, ILogger logger) : Grain
{
    // Timers take 49.7 days at most, and a story may be muted for longer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private IGrainTimer? _timer;
    private bool _woken;

    /// <summary>The times that ticks have named and that are yet to come: a tick sees what is due, not what was put off before it.</summary>
    private readonly SortedSet<DateTimeOffset> _due = [];

    /// <summary>The database took nothing at the last tick: said once, not every sweep.</summary>
    private bool _unavailable;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Interleaved: a wake is heard while a slow endpoint is waited for.
        _timer = this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true });
        return Task.CompletedTask;
    }

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        _woken = true;
        _timer?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    /// <summary>Works until nothing is pending.</summary>
    /// <returns>When there will be something to do again, as far as is known.</returns>
    protected abstract Task<IReadOnlyCollection<DateTimeOffset>> WorkAsync(CancellationToken cancellationToken);

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        _woken = false;
        var now = clock.GetUtcNow();
        _due.RemoveWhere(due => due <= now);
        _due.UnionWith(await TryWorkAsync(cancellationToken));
        // A wake that came meanwhile has set the timer already, and its tick will come back here.
        if (_woken || _due.Count == 0)
            return;
        _timer?.Change(Wait(_due.Min, clock.GetUtcNow()), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Until the next tick; one that comes early finds nothing and waits on.</summary>
    internal static TimeSpan Wait(DateTimeOffset due, DateTimeOffset now) =>
        due <= now ? TimeSpan.Zero : due - now < LongestWait ? due - now : LongestWait;

    private async Task<IReadOnlyCollection<DateTimeOffset>> TryWorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            var later = await WorkAsync(cancellationToken);
            _unavailable = false;
            return later;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return [];
        }
        catch (StoreUnavailableException e)
        {
            if (!_unavailable)
                LogUnavailable(logger, GetType().Name, this.GetPrimaryKeyString(), e.Message);
            _unavailable = true;
        }
        catch (Exception e)
        {
            LogFailed(logger, e, GetType().Name, this.GetPrimaryKeyString());
        }

        return [clock.GetUtcNow() + options.Sweep];
    }
}
