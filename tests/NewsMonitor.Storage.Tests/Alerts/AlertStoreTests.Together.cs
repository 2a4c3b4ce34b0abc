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
        Assert.Empty(await Alerts.DueTogetherAsync("desk", Night, Start.AddMinutes(59), 10, 10, default));
        Assert.Equal(2, (await Alerts.DueTogetherAsync("desk", Night, Start.AddHours(1), 10, 10, default)).Count);
        Assert.Empty(await Alerts.DueTogetherAsync("desk", "digest:day", Start.AddHours(1), 10, 10, default));
        Assert.Empty(await Alerts.DueTogetherAsync("others", Night, Start.AddHours(1), 10, 10, default));
    }

    [Fact]
    public async Task Stories_told_together_are_told_each_and_delivered_once()
    {
        var parts = await HoldTwoAsync();
        var together = Together(parts);
        Assert.True(await Alerts.StoreTogetherAsync(parts, together, [Delivery(together, Call.Channels[0])], null, default));
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
        Assert.False(await Alerts.StoreTogetherAsync(parts, together, [Delivery(together, Call.Channels[0])], null, default));
        Assert.Empty((await Alerts.ListAsync(null, null, new PageRequest(), default)).Items);
        Assert.Empty(await Alerts.EndpointsWithDueAsync(Start.AddDays(1), default));
        Assert.Equal(2, (await DueAsync(Start.AddDays(1))).Count);
    }

    [Fact]
    public async Task What_a_key_holds_is_told_together_once()
    {
        var parts = await HoldTwoAsync();
        Assert.True(await Alerts.StoreTogetherAsync([parts[0]], Together([parts[0]]), [], null, default));
        Assert.False(await Alerts.StoreTogetherAsync([parts[1]], Together([parts[1]]), [], null, default));
        Assert.Single(await DueAsync(Start.AddDays(1)));
    }

    [Fact]
    public async Task What_is_gathered_is_told_of_and_kept_until_the_alert_that_tells_of_all_is_written()
    {
        var parts = await HoldTwoAsync();
        var gathered = new GatheredStories("desk", Night)
        {
            Stories = 1, Subscriptions = [Call.Id], Reasons = ["The night."], Parts = [parts[0].Alert.Id], Endpoints = [new GatheredEndpoint(Call.Channels[0].Id, 1, [parts[0].Alert.Id])],
        };
        Assert.True(await Alerts.GatherAsync([parts[0]], gathered, default));
        await Stores.ReopenAsync();

        var stored = Assert.Single(await Alerts.GatheredAsync("desk", default));
        Assert.Equivalent(gathered with { Version = 1 }, stored);
        Assert.Empty(await Alerts.GatheredAsync("others", default));
        Assert.Equal(parts[1].Judgement.Story.Id, Assert.Single(await DueAsync(Start.AddDays(1))).Story.Id);
        Assert.Equal(Together(parts).Id, (await Alerts.FindAsync(parts[0].Alert.Id, default))?.PartOf);
        var alerts = await Alerts.GatheredAlertsAsync(stored, 10, default);
        Assert.Equal((Call.Id, parts[0].Alert.Id), (Assert.Single(alerts.Subscriptions).Id, Assert.Single(alerts.Listed).Alert.Id));
        Assert.Equal(parts[0].Judgement.Articles.Select(article => article.Id), alerts.Listed[0].Articles.Select(article => article.Id));

        Assert.True(await Alerts.StoreTogetherAsync([parts[1]], Together(parts), [Delivery(Together(parts), Call.Channels[0])], stored, default));
        Assert.Empty(await Alerts.GatheredAsync("desk", default));
        Assert.Empty(await DueAsync(Start.AddDays(1)));
        Assert.Equal(parts.Select(part => part.Alert.Id), (await Alerts.FindAsync(Together(parts).Id, default))!.Parts);
        Assert.Single(await Alerts.DueDeliveriesAsync(Call.Channels[0].Id, Start, 10, default));
    }

    [Fact]
    public async Task Two_who_gather_at_once_do_not_gather_past_each_other()
    {
        var parts = await HoldTwoAsync();
        var gathered = new GatheredStories("desk", Night) { Stories = 1 };
        Assert.True(await Alerts.GatherAsync([parts[0]], gathered, default));
        Assert.False(await Alerts.GatherAsync([parts[1]], gathered, default));
        Assert.False(await Alerts.GatherAsync([parts[0]], gathered with { Version = 1 }, default));
        Assert.False(await Alerts.StoreTogetherAsync([parts[1]], Together(parts), [], gathered, default));
        Assert.Single(await DueAsync(Start.AddDays(1)));
        Assert.True(await Alerts.GatherAsync([parts[1]], gathered with { Version = 1, Stories = 2 }, default));
        Assert.Equal((2, 2L), Assert.Single(await Alerts.GatheredAsync("desk", default)) is var both ? (both.Stories, both.Version) : default);
    }

    [Fact]
    public async Task Who_has_only_gathered_stories_left_has_something_to_be_told()
    {
        var parts = await HoldTwoAsync();
        Assert.True(await Alerts.GatherAsync(parts, new GatheredStories("desk", Night) { Stories = 2 }, default));
        Assert.Equal(["desk"], await Alerts.SubscribersWithDueAsync(Start, default));
        var gathered = Assert.Single(await Alerts.GatheredAsync("desk", default));
        Assert.True(await Alerts.StoreTogetherAsync([], Together(parts), [], gathered, default));
        Assert.Empty(await Alerts.SubscribersWithDueAsync(Start.AddDays(1), default));
        Assert.NotNull(await Alerts.FindAsync(Together(parts).Id, default));
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
