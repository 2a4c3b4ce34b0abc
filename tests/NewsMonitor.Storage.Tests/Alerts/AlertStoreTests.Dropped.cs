using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>What quiet hours drop, and what is judged again when a subscriber changes them.</summary>
public abstract partial class AlertStoreTests
{
    [Fact]
    public async Task What_was_dropped_is_remembered_for_its_subscription_until_its_query_changes()
    {
        await DropAsync();
        await Stores.ReopenAsync();
        Assert.Equal(new DroppedStory(Start.AddMinutes(5), 1, 1), Assert.Single((await OneDueAsync()).Dropped, d => d.Key == Call.Id).Value);

        await Subscriptions.SaveAsync(Call with { Name = "renamed" }, [], default);
        Assert.Single((await OneDueAsync()).Dropped);
        await Subscriptions.SaveAsync(Call with { Query = $"  ({Call.Query.ToUpperInvariant()})" }, [], default);
        Assert.Equal((1, 1), ((await OneDueAsync()).Dropped.Count, (await OneDueAsync()).Matches.Count));
        await Subscriptions.SaveAsync(Call with { Query = "gold" }, [], default);
        Assert.Empty((await OneDueAsync()).Dropped);
    }

    [Fact]
    public async Task A_story_is_dropped_once_as_it_is()
    {
        await DropAsync();
        Assert.False(await Alerts.StoreDropAsync(await OneDueAsync(), [Call.Id], Start.AddMinutes(6), default));
        Assert.Equal(Start.AddMinutes(5), Assert.Single((await OneDueAsync()).Dropped).Value.At);
        await ArriveAsync(2);
        await MatchAsync(Start);
        Assert.True(await Alerts.StoreDropAsync(await OneDueAsync(), [Call.Id], Start.AddMinutes(7), default));
    }

    [Fact]
    public async Task What_a_subscription_that_is_removed_had_dropped_is_forgotten()
    {
        await DropAsync();
        await Subscriptions.RemoveAsync(Call.Id, default);
        await Subscriptions.SaveAsync(Call, [], default);
        await MatchAsync(Start, Match(Call, 1));
        Assert.Empty((await OneDueAsync()).Dropped);
    }

    [Fact]
    public async Task Nothing_is_dropped_by_a_judgement_that_changed_meanwhile()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        var stale = await OneDueAsync();
        await ArriveAsync(2);
        await MatchAsync(Start);
        Assert.False(await Alerts.StoreDropAsync(stale, [Call.Id], Start, default));
        Assert.Empty((await OneDueAsync()).Dropped);
    }

    [Fact]
    public async Task What_digests_and_quiet_hours_hold_is_judged_again_when_they_change_and_nothing_else()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await HoldAsync(1, "story_1", new AlertHold(Start.AddHours(3), "Held.", HoldKey.Create(AlertOccasion.Digest, "3")));
        await HoldAsync(2, "story_2", new AlertHold(Start.AddHours(3), "Held.", HoldKey.Create(AlertOccasion.More, "3")));
        await HoldAsync(3, "story_3", new AlertHold(Start.AddHours(3), "Held."));

        Assert.False(await Alerts.JudgeAgainAsync("others", Start.AddMinutes(1), default));
        Assert.True(await Alerts.JudgeAgainAsync("desk", Start.AddMinutes(1), default));
        Assert.Equal(["story_1"], (await DueAsync(Start.AddMinutes(1))).Select(j => j.Story.Id));
        Assert.Equal(3, (await DueAsync(Start.AddHours(3))).Count);

        async Task HoldAsync(int article, string story, AlertHold hold)
        {
            await ArriveAsync(article, story);
            await MatchAsync(Start, Match(Call, article, story));
            Assert.True(await Alerts.StoreDecisionAsync((await DueAsync()).Single(j => j.Story.Id == story), null, [], hold, default));
        }
    }

    private async Task DropAsync()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
        Assert.True(await Alerts.StoreDropAsync(await OneDueAsync(), [Call.Id], Start.AddMinutes(5), default));
    }
}
