using NewsMonitor.Alerts;
using NewsMonitor.Model;
using NewsMonitor.Server.Health;
using NewsMonitor.Server.Settings;
using NewsMonitor.Storage;

namespace NewsMonitor.Server.Wiring;

/// <summary>
/// At start and every sweep, wakes everything that has work according to the database: work goes on after a crash, and a lost wake-up costs
/// a sweep. The same sweep forgets old events, attempts and endpoints, and finds out whether a database that refused a write takes one again.
/// </summary>
internal sealed partial class PipelinePings(
    PipelineWakes wakes, IEventLog events, IDeliveryHistory deliveries, IUnusedEndpoints endpoints, IDatabaseProbe database, Readiness readiness, ServerOptions options, EventOptions eventOptions, AlertOptions alertOptions, TimeProvider clock, ILogger<PipelinePings> logger)
    : BackgroundService
{
    // While all goes well, the work itself shows that the database takes writes; a quiet one is asked now and then.
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(30);

    // To find endpoints that fell out of use, all are looked at. They are kept for days, so that it need not be soon.
    private static readonly TimeSpan NoteEvery = TimeSpan.FromHours(1);

    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);
    private DateTimeOffset _probed;
    private DateTimeOffset _noted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A stop, also that of a host which could not start: nothing that went wrong here.
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Sweep, clock);
        do
        {
            foreach (var (step, wakeAsync) in wakes.Steps)
                await TryAsync(step, wakeAsync, stoppingToken);
            await TryAsync("forgetting old events", ForgetAsync, stoppingToken);
            await TryAsync("forgetting old attempts", ForgetAttemptsAsync, stoppingToken);
            await TryAsync("removing unused endpoints", RemoveEndpointsAsync, stoppingToken);
            await TryAsync("trying a write", ProbeAsync, stoppingToken);
            readiness.SweepEnded();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private Task ForgetAsync(CancellationToken cancellationToken) =>
        events.TrimAsync(clock.GetUtcNow() - eventOptions.KeepFor, eventOptions.KeepAtMost, cancellationToken);

    private Task ForgetAttemptsAsync(CancellationToken cancellationToken) =>
        deliveries.ForgetAttemptsAsync(clock.GetUtcNow() - alertOptions.Deliveries.AttemptsKeptFor, cancellationToken);

    private async Task RemoveEndpointsAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - _noted >= NoteEvery)
        {
            await endpoints.NoteAsync(now, cancellationToken);
            _noted = now;
        }

        await endpoints.RemoveAsync(now - alertOptions.Deliveries.EndpointsKeptFor, cancellationToken);
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (database.Failure is null && now - _probed < ProbeEvery)
            return;
        _probed = now;
        await database.ProbeAsync(cancellationToken);
    }

    private async Task TryAsync(string step, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
            readiness.StepEnded(step, error: null);
            if (_failing.Remove(step))
                LogRecovered(step);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        // One step that fails must not keep the others from being woken.
        catch (Exception e)
        {
            readiness.StepEnded(step, e.Message);
            // Once, not at every sweep.
            if (_failing.Add(step))
                LogFailed(step, e is StoreUnavailableException ? null : e, e.Message);
        }
    }
}
