using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>Muting, retracting and the cap, from article to delivery.</summary>
public sealed class WishesTests : IAsyncLifetime
{
    private readonly AlertWorld _world = new();
    private int _outlets;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _world.DisposeAsync().AsTask();

    [Fact]
    public async Task A_muted_story_is_silent_until_it_develops_and_is_told_then()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls");
        await SettleAsync();
        await _world.Wishes.MuteAsync("desk", "story_call", null, true, default);
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await ArriveAsync(2);
        await SettleAsync();
        Assert.Single(await _world.AlertsAsync());

        await ArriveAsync(1);
        await SettleAsync();
        Assert.Equal([AlertOccasion.Developed, AlertOccasion.New], (await _world.AlertsAsync()).Select(a => a.Occasion));
        Assert.Empty((await _world.Wishes.MutesAsync("desk", new PageRequest(), default)).Items);
    }

    [Fact]
    public async Task What_happened_while_a_story_was_muted_is_told_when_the_time_comes_also_after_a_restart()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls");
        await _world.Wishes.MuteAsync("desk", "story_call", _world.Clock.GetUtcNow().AddHours(8), null, default);
        await SettleAsync();
        await ArriveAsync(9);
        await SettleAsync();
        Assert.Empty(await _world.AlertsAsync());

        await _world.RestartAsync();
        _world.Clock.Advance(TimeSpan.FromHours(8));
        await _world.RunAsync();
        Assert.Equal(10, Assert.Single(await _world.AlertsAsync()).Story!.IndependentSources);
    }

    [Fact]
    public async Task A_mute_is_one_subscribers_matter()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.SubscribeAsync("call", "wang", "others");
        await _world.ArriveAsync("Wang calls");
        await _world.Wishes.MuteAsync("desk", "story_call", null, null, default);
        await SettleAsync();
        Assert.Equal("others", Assert.Single(await _world.AlertsAsync()).Subscriber);
    }

    [Fact]
    public async Task A_retraction_is_told_once_to_who_was_told()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.SubscribeAsync("three", "wang", "others", minSources: 3);
        await _world.ArriveAsync("Wang calls");
        await SettleAsync();
        await _world.Wishes.RetractAsync("story_call", "operator", "It was an exercise.", default);
        Assert.Equal(["desk", "others"], _world.Wakes.Woken.Order());
        await SettleAsync();
        await _world.Wishes.RetractAsync("story_call", "operator", "It was an exercise.", default);
        await ArriveAsync(5);
        await SettleAsync();

        Assert.Equal(
            [("desk", AlertOccasion.Corrected), ("desk", AlertOccasion.New)],
            (await _world.AlertsAsync()).Where(a => a.Occasion != AlertOccasion.Developed).Select(a => (a.Subscriber, a.Occasion)));
        Assert.DoesNotContain(await _world.AlertsAsync(), a => a.Subscriber == "others");
    }

    [Fact]
    public async Task A_retraction_is_told_though_the_story_goes_up_into_others_before()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls");
        await _world.ArriveAsync("Officials comment", "story_next", "a.example");
        await _world.ArriveAsync("Storm", "story_last", "b.example");
        await SettleAsync();
        await _world.Wishes.RetractAsync("story_call", "operator", "It was an exercise.", default);
        await _world.ChangeAsync(Stories.StoryChangeProposal.Merge("story_call", "story_next"));
        await _world.ChangeAsync(Stories.StoryChangeProposal.Merge("story_next", "story_last"));
        for (var i = 0; i < 3; i++)
            await SettleAsync();

        var corrected = Assert.Single(await _world.AlertsAsync(), alert => alert.Occasion == AlertOccasion.Corrected);
        Assert.Contains("Retracted by operator: It was an exercise.", corrected.Why);
    }

    [Fact]
    public async Task A_retraction_of_what_was_told_as_another_story_is_told_after_the_next_merge()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls");
        await _world.ArriveAsync("Officials comment", "story_next", "a.example");
        await _world.ArriveAsync("Storm", "story_last", "b.example");
        await SettleAsync();
        await _world.ChangeAsync(Stories.StoryChangeProposal.Merge("story_call", "story_next"));
        await SettleAsync();
        await _world.Wishes.RetractAsync("story_next", "operator", "It was an exercise.", default);
        await _world.ChangeAsync(Stories.StoryChangeProposal.Merge("story_next", "story_last"));
        await SettleAsync();

        Assert.Single(await _world.AlertsAsync(), alert => alert.Occasion == AlertOccasion.Corrected);
    }

    [Fact]
    public async Task An_outlet_that_takes_back_is_told_once()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls");
        await SettleAsync();
        await _world.ArriveAsync("RETRACTION: There was no call", source: "a.example");
        for (var i = 0; i < 3; i++)
        {
            await SettleAsync();
            await _world.ArriveAsync("Officials comment", source: "a.example");
        }

        Assert.Equal([AlertOccasion.Corrected, AlertOccasion.New], (await _world.AlertsAsync()).Select(a => a.Occasion));
    }

    [Fact]
    public async Task Beyond_the_cap_one_alert_tells_of_all_that_was_held_once_over_restarts()
    {
        _world.Options.RateCap = 2;
        _world.Options.RateWindow = TimeSpan.FromHours(1);
        await _world.SubscribeAsync("calls", "wang", url: "a");
        await _world.SubscribeAsync("storms", "storm", url: "b");
        for (var i = 0; i < 7; i++)
        {
            await _world.ArriveAsync(i == 6 ? "Storm" : "Wang calls", $"story_{i}");
            await SettleAsync();
            await _world.RestartAsync();
        }

        Assert.Equal(2, _world.Channel.Sent.Count);
        for (var i = 0; i < 3; i++)
        {
            _world.Clock.Advance(TimeSpan.FromHours(1));
            await _world.RunAsync();
            await _world.RestartAsync();
        }

        var more = Assert.Single(await _world.AlertsAsync(), a => a.Occasion == AlertOccasion.More);
        Assert.Equal(5, more.Parts.Length);
        Assert.Contains("5 stories were held and are told together.", more.Why);
        Assert.StartsWith("2 alerts since 2024-10-08T09:00:00Z, the most within 01:00:00;", more.Why[0], StringComparison.Ordinal);
        Assert.Equal(8, (await _world.AlertsAsync()).Count);
        // Each endpoint is told of what was asked for there.
        var sent = _world.Channel.Sent.Skip(2).Select(d => d.Payload).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(2, sent.Length);
        Assert.Contains(sent, payload => payload.Contains("\"count\":4", StringComparison.Ordinal) && !payload.Contains("Storm", StringComparison.Ordinal));
        Assert.Contains(sent, payload => payload.Contains("\"count\":1", StringComparison.Ordinal) && payload.Contains("\"type\":\"stories.more\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cap_counts_what_a_subscriber_gets_by_all_subscriptions_together_and_what_others_get_not()
    {
        _world.Options.RateCap = 2;
        string[] words = ["wang", "storm", "gold"];
        foreach (var word in words)
            await _world.SubscribeAsync(word, word, url: word);
        await _world.SubscribeAsync("all", string.Join(" OR ", words), "europe", url: "e");
        foreach (var word in words)
        {
            await _world.ArriveAsync(word, $"story_{word}");
            await SettleAsync();
        }

        Assert.Equal([("desk", 2), ("europe", 2)], await SentAsync());
        await _world.ArriveAsync("Wang, gold and a storm", "story_all");
        await SettleAsync();
        _world.Clock.Advance(_world.Options.RateWindow);
        await _world.RunAsync();
        Assert.Equal([("desk", 3), ("europe", 3)], await SentAsync());
        Assert.All(await _world.AlertsAsync(), alert => Assert.True(alert.Occasion != AlertOccasion.More || alert.Parts.Length == 2));

        async Task<(string, int)[]> SentAsync() => [.. (await _world.AlertsAsync()).Where(alert => alert.PartOf is null)
            .GroupBy(alert => alert.Subscriber).Select(alerts => (alerts.Key, alerts.Count())).Order()];
    }

    [Fact]
    public async Task Who_comes_late_to_what_the_cap_held_is_told_within_the_cap()
    {
        _world.Options.RateCap = 1;
        _world.Options.RateWindow = TimeSpan.FromHours(1);
        await _world.SubscribeAsync("calls", "wang");
        for (var i = 0; i < 5; i++)
        {
            await _world.ArriveAsync("Wang calls", $"story_{i}");
            await SettleAsync();
        }

        await _world.ArriveAsync("Officials comment", "story_x", "a.example");
        await _world.ArriveAsync("Officials wait", "story_y", "b.example");
        await SettleAsync();
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _world.ChangeAsync(Stories.StoryChangeProposal.Merge("story_x", "story_1"));
        await _world.ChangeAsync(Stories.StoryChangeProposal.Merge("story_y", "story_2"));
        while ((await _world.Judge.RunAsync("desk", default)).Judged > 0)
        {
        }

        await _world.RunAsync();
        Assert.Equal([(AlertOccasion.More, 2), (AlertOccasion.New, 0)], await SentAsync());
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _world.RunAsync();
        Assert.Equal([(AlertOccasion.More, 2), (AlertOccasion.More, 2), (AlertOccasion.New, 0)], await SentAsync());

        async Task<(AlertOccasion, int)[]> SentAsync() =>
            [.. (await _world.AlertsAsync()).Where(alert => alert.PartOf is null).Select(alert => (alert.Occasion, alert.Parts.Length))];
    }

    [Fact]
    public async Task What_the_cap_holds_is_judged_again_and_not_told_when_it_does_not_hold_any_more()
    {
        _world.Options.RateCap = 1;
        await _world.SubscribeAsync("calls", "wang");
        var second = await _world.SubscribeAsync("storms", "storm");
        await _world.ArriveAsync("Wang calls", "story_1");
        await SettleAsync();
        await _world.ArriveAsync("Storm", "story_2");
        await SettleAsync();
        await _world.Service.RemoveAsync(second.Id, default);
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _world.RunAsync();
        Assert.Single(await _world.AlertsAsync());
    }

    [Theory]
    [InlineData(" ", null, null, "subscriber")]
    [InlineData("desk", -1, null, "until")]
    [InlineData("desk", 24 * 400, null, "until")]
    [InlineData("desk", null, false, "untilDeveloped")]
    public async Task A_wrong_mute_names_its_field(string subscriber, int? hours, bool? untilDeveloped, string field)
    {
        var until = hours is { } h ? _world.Clock.GetUtcNow().AddHours(h) : (DateTimeOffset?)null;
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => _world.Wishes.MuteAsync(subscriber, "story_call", until, untilDeveloped, default));
        Assert.Equal(field, error.Field);
    }

    [Fact]
    public async Task A_retraction_needs_a_reason() =>
        Assert.Equal("reason", (await Assert.ThrowsAsync<InvalidInputException>(() => _world.Wishes.RetractAsync("story_call", "operator", " ", default))).Field);

    private async Task ArriveAsync(int outlets)
    {
        for (var i = 0; i < outlets; i++)
            await _world.ArriveAsync("Wang calls", source: $"outlet{_outlets++}.example");
    }

    private async Task SettleAsync()
    {
        await _world.RunAsync();
        _world.Clock.Advance(_world.Options.SettleWindow);
        await _world.RunAsync();
    }
}
