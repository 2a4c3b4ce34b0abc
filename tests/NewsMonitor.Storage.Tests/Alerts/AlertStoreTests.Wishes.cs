using NewsMonitor.Alerts;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Alerts;

/// <summary>Mutes, acknowledgements, retractions and what counts for the cap.</summary>
public abstract partial class AlertStoreTests
{
    [Fact]
    public async Task A_mute_comes_with_the_judgement_and_says_what_was_known_then()
    {
        await MatchedAsync();
        var mute = await Wishes.MuteAsync("desk", "story_call", Start.AddHours(1), true, Start, default);
        await Stores.ReopenAsync();

        Assert.Equal(
            new StoryMute { Subscriber = "desk", StoryId = "story_call", At = Start, Until = Start.AddHours(1), UntilDeveloped = true, Sources = mute!.Sources, Assignment = mute.Assignment },
            (await OneDueAsync()).Mute);
        Assert.True(mute.Sources > 0 && mute.Assignment > 0);
        Assert.Equal([mute], (await Wishes.MutesAsync("desk", new PageRequest(), default)).Items);
        Assert.Empty((await Wishes.MutesAsync("others", new PageRequest(), default)).Items);
    }

    [Fact]
    public async Task A_decision_that_was_made_before_the_mute_is_not_written()
    {
        await MatchedAsync();
        var before = await OneDueAsync();
        await Wishes.MuteAsync("desk", "story_call", null, true, Start, default);
        Assert.False(await Alerts.StoreDecisionAsync(before, Alert(before, AlertOccasion.New), [], null, default));
        Assert.NotNull((await OneDueAsync()).Mute);
    }

    [Fact]
    public async Task An_ended_mute_has_its_story_judged_again()
    {
        await MatchedAsync();
        await Wishes.MuteAsync("desk", "story_call", null, true, Start, default);
        await DecideAsync(await OneDueAsync(), null, null);
        Assert.Empty(await DueAsync(Start.AddDays(1)));

        Assert.True(await Wishes.UnmuteAsync("desk", "story_call", Start, default));
        Assert.Null((await OneDueAsync()).Mute);
        Assert.False(await Wishes.UnmuteAsync("desk", "story_call", Start, default));
    }

    [Fact]
    public async Task A_mute_is_over_with_the_alert_that_follows_it()
    {
        await MatchedAsync();
        await Wishes.MuteAsync("desk", "story_call", null, true, Start, default);
        await DecideAsync(await OneDueAsync(), AlertOccasion.New, null);
        Assert.Empty((await Wishes.MutesAsync("desk", new PageRequest(), default)).Items);
    }

    [Fact]
    public async Task An_unknown_story_cannot_be_muted_nor_retracted()
    {
        Assert.Null(await Wishes.MuteAsync("desk", "story_unknown", null, true, Start, default));
        Assert.Null(await Wishes.RetractAsync("story_unknown", "operator", "Not so.", Start, default));
    }

    [Fact]
    public async Task An_acknowledged_alert_keeps_the_first_time_and_is_logged_once()
    {
        await MatchedAsync();
        var alert = (await DecideAsync(await OneDueAsync(), AlertOccasion.New, null))!;
        Assert.Null((await Alerts.FindAsync(alert.Id, default))!.Acknowledged);
        Assert.Equal(Start, (await Wishes.AcknowledgeAsync(alert.Id, Start, default))!.Acknowledged);
        Assert.Equal(Start, (await Wishes.AcknowledgeAsync(alert.Id, Start.AddHours(1), default))!.Acknowledged);
        Assert.Null(await Wishes.AcknowledgeAsync("alert_unknown", Start, default));
        Assert.Single(await Log.AfterAsync(0, 100, default), e => e.Type == LoggedEventTypes.AlertAcknowledged);
    }

    [Fact]
    public async Task Who_acknowledges_stories_told_together_acknowledges_each()
    {
        var parts = await HoldTwoAsync();
        var together = Together(parts);
        Assert.True(await Alerts.StoreTogetherAsync(parts, together, [], null, default));
        await Wishes.AcknowledgeAsync(together.Id, Start, default);
        Assert.All((await Alerts.ListAsync("desk", null, new PageRequest(), default)).Items, alert => Assert.Equal(Start, alert.Acknowledged));
    }

    [Fact]
    public async Task Who_acknowledges_many_stories_told_together_acknowledges_those_too_that_the_alert_does_not_name()
    {
        var parts = await HoldTwoAsync();
        Assert.True(await Alerts.GatherAsync([parts[0]], new GatheredStories("desk", Night) { Stories = 1, Parts = [parts[0].Alert.Id] }, default));
        await ArriveAsync(3, "story_meanwhile");
        await MatchAsync(Start, Match(Call, 3) with { StoryId = "story_meanwhile" });
        var apart = (await DecideAsync(await OneDueAsync(), AlertOccasion.New, null))!;
        var together = Together(parts) with { Parts = [parts[0].Alert.Id] };
        Assert.True(await Alerts.StoreTogetherAsync([parts[1]], together, [], Assert.Single(await Alerts.GatheredAsync("desk", default)), default));

        await Wishes.AcknowledgeAsync(together.Id, Start, default);

        Assert.Equal([apart.Id], (await Alerts.ListAsync("desk", null, new PageRequest(), default)).Items.Where(alert => alert.Acknowledged is null).Select(alert => alert.Id));
        Assert.Equal(Start, (await Alerts.FindAsync(parts[1].Alert.Id, default))!.Acknowledged);
    }

    [Fact]
    public async Task A_retraction_is_judged_by_who_was_told_until_they_were_told_of_it()
    {
        await MatchedAsync();
        await DecideAsync(await OneDueAsync(), AlertOccasion.New, null);
        Assert.Empty(await DueAsync());

        var retracted = await Wishes.RetractAsync("story_call", "operator", "Not so.", Start, default);
        Assert.Equal(["desk"], retracted!.Value.Subscribers);
        var due = await OneDueAsync();
        Assert.Equal(new StoryRetraction("story_call", Start, "operator", "Not so."), due.Retraction);
        await DecideAsync(due, AlertOccasion.Corrected, null);

        Assert.Empty((await Wishes.RetractAsync("story_call", "operator", "Once more.", Start, default))!.Value.Subscribers);
        await ArriveAsync(9);
        await MatchAsync(Start);
        Assert.Null((await OneDueAsync()).Retraction);
        Assert.Single(await Log.AfterAsync(0, 100, default), e => e.Type == LoggedEventTypes.StoryRetracted);
    }

    [Fact]
    public async Task A_retraction_of_an_untold_story_stays_with_it()
    {
        await MatchedAsync();
        await Wishes.RetractAsync("story_call", "operator", "Not so.", Start, default);
        await DecideAsync(await OneDueAsync(), null, null);
        await ArriveAsync(9);
        await MatchAsync(Start);
        Assert.NotNull((await OneDueAsync()).Retraction);
    }

    [Fact]
    public async Task Alerts_delivered_on_their_own_count_for_the_cap_and_parts_of_others_do_not()
    {
        var parts = await HoldTwoAsync();
        Assert.True(await Alerts.StoreTogetherAsync(parts, Together(parts), [], null, default));
        Assert.Equal(1, await Alerts.SentSinceAsync("desk", Start, default));
        Assert.Equal(0, await Alerts.SentSinceAsync("desk", Start.AddMilliseconds(1), default));
        Assert.Equal(0, await Alerts.SentSinceAsync("others", Start, default));
    }

    private async Task MatchedAsync()
    {
        await Subscriptions.SaveAsync(Call, [], default);
        await ArriveAsync(1);
        await MatchAsync(Start, Match(Call, 1));
    }
}
