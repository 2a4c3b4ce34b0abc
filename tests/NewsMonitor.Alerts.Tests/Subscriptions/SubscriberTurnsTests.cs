using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.TestKit;

namespace NewsMonitor.Alerts.Tests.Subscriptions;

public sealed class SubscriberTurnsTests
{
    private readonly SubscriberTurns _turns = new();

    [Fact]
    public async Task One_waits_for_another_of_the_same_subscriber_and_for_nobody_else()
    {
        var first = await _turns.TakeAsync("desk", default);
        var second = _turns.TakeAsync("desk", default);
        using (await _turns.TakeAsync("other", default))
        {
            Assert.False(second.IsCompleted);
        }

        first.Dispose();
        (await second.Soon("the second has its turn")).Dispose();
    }

    [Fact]
    public async Task Who_neither_works_nor_waits_is_forgotten()
    {
        using var givesUp = new CancellationTokenSource();
        var first = await _turns.TakeAsync("desk", default);
        var second = _turns.TakeAsync("desk", givesUp.Token);
        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(1, _turns.Count);

        first.Dispose();

        Assert.Equal(0, _turns.Count);
    }
}
