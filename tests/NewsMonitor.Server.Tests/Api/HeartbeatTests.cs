using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Alerts;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Alerts;
using NewsMonitor.Server.Api.Events;
using NewsMonitor.Server.Api.Security;
using NewsMonitor.Server.Settings;
using NewsMonitor.Stories;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests.Api;

/// <summary>A listener to whom nothing is sent because all that happens is others', once a second for forty seconds.</summary>
public sealed class HeartbeatTests : IDisposable
{
    private const string Comment = ": still here\n\n";
    private const int Seconds = 40;

    private readonly FakeClock _clock = new();
    private readonly EventOptions _options = new() { Heartbeat = TimeSpan.FromSeconds(15), Look = TimeSpan.FromMilliseconds(10) };
    private readonly DefaultHttpContext _context = new();
    private readonly MemoryStream _sent = new();
    private readonly CancellationTokenSource _leaves = new();
    private int _second;

    public HeartbeatTests() => _context.Response.Body = _sent;

    public void Dispose()
    {
        _leaves.Dispose();
        _sent.Dispose();
    }

    [Fact]
    public async Task A_listener_to_events_is_sent_a_comment_whenever_it_was_sent_nothing_for_the_interval()
    {
        using var tail = Tail(new Others(() => { }));
        var stream = new EventStream(new Others(Tick), tail, _options, _clock);

        await EndsAsync(stream.WriteAsync(_context.Response, 0, new Caller(ApiScope.Read, "desk", "key_1", ""), _leaves.Token));

        Assert.Equal("retry: 2000\n\n" + Comment + Comment, Encoding.UTF8.GetString(_sent.ToArray()));
    }

    [Fact]
    public async Task A_listener_to_alerts_is_sent_a_comment_whenever_it_was_sent_nothing_for_the_interval()
    {
        using var tail = Tail(new Others(() => { }) { Newest = long.MaxValue });
        await tail.StartAsync(default);
        var stream = new AlertStream(new NoAlerts(), new Others(Tick), tail, _options, new StoryOptions(), _clock);

        await EndsAsync(stream.WriteAsync(_context.Response, new AlertAudience("desk", null), 0, _leaves.Token));
        await tail.StopAsync(default);

        Assert.Equal("retry: 2000\n\n" + Comment + Comment, Encoding.UTF8.GetString(_sent.ToArray()));
    }

    [Fact]
    public async Task Who_was_sent_something_is_not_sent_a_comment_before_the_interval_is_over()
    {
        var writer = new EventWriter(_context.Response, _options, _clock);
        foreach (var (seconds, text) in new[] { (14, "data: 1\n\n"), (14, ""), (1, ""), (14, "data: 2\n\n") })
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds));
            if (text.Length > 0)
                await writer.WriteAsync(text, default);
            await writer.WaitAsync(Task.CompletedTask, default);
        }

        Assert.Equal("data: 1\n\n" + Comment + "data: 2\n\n", Encoding.UTF8.GetString(_sent.ToArray()));
    }

    private EventTail Tail(IEventLog log) => new(log, _options, TimeProvider.System, NullLogger<EventTail>.Instance);

    private static async Task EndsAsync(Task listening) => await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening.Soon("the listener leaves"));

    private void Tick()
    {
        if (_second++ == Seconds)
            _leaves.Cancel();
        _leaves.Token.ThrowIfCancellationRequested();
        _clock.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>A log to which something of another subscriber is added at each look.</summary>
    private sealed class Others(Action look) : IEventLog
    {
        public long Newest { get; init; } = 1;

        public Task<IReadOnlyList<LoggedEvent>> AfterAsync(long sequence, int limit, CancellationToken cancellationToken)
        {
            look();
            return Task.FromResult<IReadOnlyList<LoggedEvent>>([new LoggedEvent(sequence + 1, DateTimeOffset.UnixEpoch, LoggedEventTypes.AlertCreated, "alert_1", """{"subscriber": "others"}""")]);
        }

        public Task<(long Oldest, long Newest)> RangeAsync(CancellationToken cancellationToken)
        {
            look();
            return Task.FromResult((1L, Newest));
        }

        public Task<int> TrimAsync(DateTimeOffset before, long keep, CancellationToken cancellationToken) => Task.FromResult(0);
    }

    private sealed class NoAlerts : IAlertHistory
    {
        public Task<IReadOnlyList<Alert>> AfterAsync(AlertAudience audience, long sequence, int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Alert>>([]);

        public Task<IReadOnlyList<Alert>> LatestAsync(AlertAudience audience, int limit, CancellationToken cancellationToken) => AfterAsync(audience, 0, limit, cancellationToken);

        public Task<long> SkipAsync(AlertAudience audience, long sequence, int most, CancellationToken cancellationToken) => Task.FromResult(sequence);

        public Task<long> NewestAsync(CancellationToken cancellationToken) => Task.FromResult(0L);
    }
}
