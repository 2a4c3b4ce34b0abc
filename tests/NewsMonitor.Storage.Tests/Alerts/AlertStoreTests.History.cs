using NewsMonitor.Alerts;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>Alerts for who comes and gets them.</summary>
public abstract partial class AlertStoreTests
{
    private static readonly Subscription Second = Subscription("The second", "desk");
    private static readonly Subscription Others = Subscription("others", "others");

    [Fact]
    public async Task Alerts_are_had_in_their_order_by_subscription_by_subscriber_or_all()
    {
        await TellAsync();

        Assert.Equal([1, 2, 4], await AfterAsync(new AlertAudience(null, Call.Id)));
        Assert.Equal([2], await AfterAsync(new AlertAudience(null, Second.Id)));
        Assert.Equal([1, 2, 4], await AfterAsync(new AlertAudience("desk", null)));
        Assert.Equal([3], await AfterAsync(new AlertAudience("others", null)));
        Assert.Equal([1, 2, 3, 4], await AfterAsync(new AlertAudience(null, null)));
        Assert.Equal([2, 3], await AfterAsync(new AlertAudience(null, null), 1, 2));
        Assert.Empty(await AfterAsync(new AlertAudience("others", Call.Id)));
        Assert.Equal([4, 2], (await History.LatestAsync(new AlertAudience(null, Call.Id), 2, default)).Select(a => a.Sequence));
        Assert.Equal(4, await History.NewestAsync(default));
    }

    [Fact]
    public async Task Who_missed_more_than_is_replayed_goes_on_where_the_newest_begin()
    {
        Assert.Equal(0, await History.NewestAsync(default));
        await TellAsync();

        Assert.Equal(0, await History.SkipAsync(new AlertAudience("desk", null), 0, 3, default));
        Assert.Equal(1, await History.SkipAsync(new AlertAudience("desk", null), 0, 2, default));
        Assert.Equal(2, await History.SkipAsync(new AlertAudience(null, Call.Id), 1, 1, default));
        Assert.Equal(9, await History.SkipAsync(new AlertAudience(null, Call.Id), 9, 1, default));
    }

    [Fact]
    public async Task Of_stories_told_together_each_is_had_by_itself()
    {
        var parts = await HoldTwoAsync();
        Assert.True(await Alerts.StoreTogetherAsync(parts, Together(parts), [], null, default));

        foreach (var audience in new[] { new AlertAudience(null, Call.Id), new AlertAudience("desk", null), new AlertAudience(null, null) })
            Assert.Equal(parts.Select(part => part.Alert.Id), (await History.AfterAsync(audience, 0, 10, default)).Select(a => a.Id));
    }

    private async Task<IEnumerable<long>> AfterAsync(AlertAudience audience, long sequence = 0, int limit = 10) =>
        (await History.AfterAsync(audience, sequence, limit, default)).Select(a => a.Sequence);

    /// <summary>Four alerts: 1 and 4 by one subscription, 2 by two of the same subscriber, 3 by another subscriber's.</summary>
    private async Task TellAsync()
    {
        foreach (var subscription in new[] { Call, Second, Others })
            await Subscriptions.SaveAsync(subscription, [], default);
        foreach (var (story, subscriptions) in new[] { ("story_1", new[] { Call }), ("story_2", [Call, Second]), ("story_3", [Others]), ("story_4", [Call]) })
        {
            var article = int.Parse(story[^1..], null);
            await ArriveAsync(article, story);
            await MatchAsync(Start, [.. subscriptions.Select(s => Match(s, article, story))]);
            await DecideAsync(Assert.Single(await Alerts.DueJudgementsAsync(subscriptions[0].Subscriber, Start, 10, 10, default)), AlertOccasion.New, null);
        }
    }
}
