using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>Stories that are told together.</summary>
public abstract partial class AlertStoreTests
{
    private const string Night = "digest:night";

    [Fact]
    public async Task What_is_due_under_a_key_is_found_together_and_nothing_else()
    {
        await HoldTwoAsync();
        Assert.Empty(await Alerts.DueTogetherAsync("desk", Night, Start.AddMinutes(59), 10, default));
        Assert.Equal(2, (await Alerts.DueTogetherAsync("desk", Night, Start.AddHours(1), 10, default)).Count);
        Assert.Empty(await Alerts.DueTogetherAsync("desk", "digest:day", Start.AddHours(1), 10, default));
        Assert.Empty(await Alerts.DueTogetherAsync("others", Night, Start.AddHours(1), 10, default));
    }

    [Fact]
    public async Task Stories_told_together_are_told_each_and_delivered_once()
    {
        var parts = await HoldTwoAsync();
        var together = Together(parts);
        Assert.True(await Alerts.StoreTogetherAsync(parts, together, [Delivery(together, Call.Channels[0])], default));
        await Stores.ReopenAsync();

        Assert.Empty(await DueAsync(Start.AddDays(1)));
        var stored = await Alerts.FindAsync(together.Id, default);
        Assert.Equivalent(together with { Sequence = stored!.Sequence }, stored);
        Assert.Single(await Alerts.DueDeliveriesAsync(Call.Channels[0].Id, Start, 10, default));
        foreach (var (judgement, part) in parts)
        {
            Assert.Equal(together.Id, (await Alerts.FindAsync(part.Id, default))?.PartOf);
            Assert.Empty(await Alerts.DeliveriesAsync(part.Id, default));
            Assert.Equal([part.Id], (await Alerts.ListAsync("desk", judgement.Story.Id, new PageRequest(), default)).Items.Select(a => a.Id));
        }

        Assert.Equal(3, (await Log.AfterAsync(0, 100, default)).Count(e => e.Type == LoggedEventTypes.AlertCreated));
    }

    [Fact]
    public async Task Stories_are_told_together_all_or_none_when_one_of_them_changed_meanwhile()
    {
        var parts = await HoldTwoAsync();
        await ArriveAsync(3);
        await MatchAsync(Start);
        var together = Together(parts);
        Assert.False(await Alerts.StoreTogetherAsync(parts, together, [Delivery(together, Call.Channels[0])], default));
        Assert.Empty((await Alerts.ListAsync(null, null, new PageRequest(), default)).Items);
        Assert.Empty(await Alerts.EndpointsWithDueAsync(Start.AddDays(1), default));
        Assert.Equal(2, (await DueAsync(Start.AddDays(1))).Count);
    }

    [Fact]
    public async Task What_a_key_holds_is_told_together_once()
    {
        var parts = await HoldTwoAsync();
        Assert.True(await Alerts.StoreTogetherAsync([parts[0]], Together([parts[0]]), [], default));
        Assert.False(await Alerts.StoreTogetherAsync([parts[1]], Together([parts[1]]), [], default));
        Assert.Single(await DueAsync(Start.AddDays(1)));
    }

    private static Alert Together((Judgement Judgement, Alert Alert)[] parts) => new()
    {
        Id = StableId.Create("alert", "desk", Night),
        Subscriber = "desk",
        Occasion = AlertOccasion.Digest,
        Created = Start,
        Subscriptions = [Call.Id],
        Why = ["2 stories were held."],
        Parts = [.. parts.Select(part => part.Alert.Id)],
    };

    /// <summary>Two stories held until the same time.</summary>
    private async Task<(Judgement Judgement, Alert Alert)[]> HoldTwoAsync()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await ArriveAsync(2, "story_other");
        await MatchAsync(Start, Match(Call, 1), Match(Call, 2) with { StoryId = "story_other" });
        foreach (var judgement in await DueAsync())
            Assert.True(await Alerts.StoreDecisionAsync(judgement, null, [], new AlertHold(Start.AddHours(1), "The night.", Night), default));
        return [.. (await DueAsync(Start.AddHours(1))).Select(judgement =>
            (judgement, Alert(judgement, AlertOccasion.New) with { PartOf = StableId.Create("alert", "desk", Night) }))];
    }
}
