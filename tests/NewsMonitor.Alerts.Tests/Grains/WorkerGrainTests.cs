using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsMonitor.Alerts.Grains;
using NewsMonitor.TestKit;

namespace NewsMonitor.Alerts.Tests.Grains;

public interface IClockworkGrain : IGrainWithStringKey
{
    Task WakeAsync(CancellationToken cancellationToken);

    /// <summary>A turn: when it has run, the tick that began before it has set its timer.</summary>
    Task TurnAsync();
}

/// <summary>What the grain's work says when it is asked, one answer a time and then nothing, and when it was asked.</summary>
public sealed class Clockwork
{
    public ConcurrentQueue<DateTimeOffset[]> Answers { get; } = [];

    public ConcurrentQueue<DateTimeOffset> Asked { get; } = [];
}

public sealed class ClockworkGrain(Clockwork clockwork, AlertOptions options, TimeProvider clock, ILogger<ClockworkGrain> logger)
    : WorkerGrain(options, clock, logger), IClockworkGrain
{
    private readonly TimeProvider _clock = clock;

    public Task TurnAsync() => Task.CompletedTask;

    protected override Task<IReadOnlyCollection<DateTimeOffset>> WorkAsync(CancellationToken cancellationToken)
    {
        clockwork.Asked.Enqueue(_clock.GetUtcNow());
        return Task.FromResult<IReadOnlyCollection<DateTimeOffset>>(clockwork.Answers.TryDequeue(out var later) ? later : []);
    }
}

public sealed class WorkerGrainTests
{
    private readonly FakeClock _clock = new();
    private readonly Clockwork _clockwork = new();

    [Fact]
    public async Task Everything_that_was_put_off_has_its_time()
    {
        await using var host = await GrainHost.StartAsync(
            services => services.AddSingleton<TimeProvider>(_clock).AddSingleton(_clockwork).AddSingleton(new AlertOptions()));
        var grain = host.Grains.GetGrain<IClockworkGrain>("a");
        var first = _clock.GetUtcNow() + TimeSpan.FromSeconds(10);
        var third = first + TimeSpan.FromMinutes(1);

        await WorkAsync(grain, first, third);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var second = first + TimeSpan.FromSeconds(20);
        await WorkAsync(grain, second);

        foreach (var time in new[] { first, second, third })
        {
            _clock.Advance(time - _clock.GetUtcNow());
            await UntilAsync(() => _clockwork.Asked.Contains(time), $"the work is asked at {time:T}");
            await grain.TurnAsync();
        }
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(23, 23)]
    [InlineData(24 * 60, 24)]
    [InlineData(24 * 36_500, 24)]
    public void What_is_put_off_for_longer_than_a_timer_takes_is_waited_for_a_day_at_a_time(int hours, int expected) =>
        Assert.Equal(TimeSpan.FromHours(expected), WorkerGrain.Wait(_clock.GetUtcNow().AddHours(hours), _clock.GetUtcNow()));

    private async Task WorkAsync(IClockworkGrain grain, params DateTimeOffset[] answer)
    {
        _clockwork.Answers.Enqueue(answer);
        await grain.WakeAsync(CancellationToken.None);
        await UntilAsync(() => _clockwork.Answers.IsEmpty, "the work has answered");
        // A tick that is about to set its timer would set it from the wrong time, were the clock moved now.
        await grain.TurnAsync();
    }

    // A timer that is set to now fires when the clock is looked at.
    private Task UntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(
        () =>
        {
            _clock.Advance(TimeSpan.Zero);
            return condition();
        },
        what);
}
