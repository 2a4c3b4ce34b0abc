using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Events;

/// <summary>What every event log keeps to; each database runs it.</summary>
public abstract class EventLogTests : StoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Writes an event as a step would, in its own transaction.</summary>
    protected abstract Task WriteAsync(DateTimeOffset at, string type, string subject, string data);

    [Fact]
    public async Task An_empty_log_has_the_range_zero_to_zero()
    {
        Assert.Equal((0, 0), await Log.RangeAsync(default));
        Assert.Empty(await Log.AfterAsync(0, 10, default));
    }

    [Fact]
    public async Task Events_come_back_oldest_first_after_the_sequence_asked_for()
    {
        await WriteManyAsync(5);

        var events = await Log.AfterAsync(2, 2, default);

        Assert.Equal([3, 4], events.Select(e => e.Sequence));
        Assert.Equal(new LoggedEvent(3, Start.AddMinutes(3), LoggedEventTypes.StoryBegan, "story_3", """{"n":3}"""), events[0]);
        Assert.Equal((1, 5), await Log.RangeAsync(default));
    }

    [Fact]
    public async Task Trimming_forgets_what_is_too_old()
    {
        await WriteManyAsync(5);

        Assert.Equal(2, await Log.TrimAsync(Start.AddMinutes(3), 100, default));

        Assert.Equal((3, 5), await Log.RangeAsync(default));
    }

    [Fact]
    public async Task Trimming_keeps_at_most_the_number_asked_for()
    {
        await WriteManyAsync(5);

        Assert.Equal(3, await Log.TrimAsync(Start, 2, default));

        Assert.Equal((4, 5), await Log.RangeAsync(default));
    }

    [Fact]
    public async Task Trimming_keeps_the_newest_event_however_old_it_is_and_numbers_go_on()
    {
        await WriteManyAsync(3);

        Assert.Equal(2, await Log.TrimAsync(Start.AddYears(1), 1, default));
        await WriteManyAsync(1);

        Assert.Equal((3, 4), await Log.RangeAsync(default));
    }

    [Fact]
    public async Task Trimming_takes_several_transactions_when_there_is_much_to_forget()
    {
        await WriteManyAsync(4_500);

        Assert.Equal(4_499, await Log.TrimAsync(Start, 1, default));

        Assert.Equal((4_500, 4_500), await Log.RangeAsync(default));
    }

    private Task WriteManyAsync(int count) =>
        Task.WhenAll(Enumerable.Range(1, count).Select(n => WriteAsync(Start.AddMinutes(n), LoggedEventTypes.StoryBegan, $"story_{n}", $$"""{"n":{{n}}}""")));
}
