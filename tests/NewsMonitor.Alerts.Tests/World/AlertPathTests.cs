using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>From a story event to a delivery, on a real database.</summary>
public sealed class AlertPathTests : IAsyncDisposable
{
    private readonly AlertWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_subscriber_is_told_once_of_a_story_over_all_subscriptions_and_endpoints()
    {
        await _world.SubscribeAsync("names", "raimondo AND wang", url: "a");
        await _world.SubscribeAsync("trade", "\"phone call\"", url: "b");
        await _world.ArriveAsync("Raimondo and Wang hold phone call");
        await _world.RunAsync();
        Assert.Empty(_world.Channel.Sent);

        _world.Clock.Advance(_world.Options.SettleWindow);
        await _world.RunAsync();

        var alert = Assert.Single(await _world.AlertsAsync());
        Assert.Equal(
            [
                "1 independent source.",
                "Reported by example.org.",
                "Held since 2024-10-08T09:00:00Z: The story settles until 2024-10-08T09:00:30Z.",
                "names: raimondo in the title: Raimondo and Wang hold phone call",
                "names: wang in the title: Raimondo and Wang hold phone call",
                "trade: \"phone call\" in the title: Raimondo and Wang hold phone call",
            ],
            alert.Why);
        Assert.Equal(2, alert.Subscriptions.Length);
        Assert.Equal(2, _world.Channel.Sent.Select(d => d.EndpointId).Distinct().Count());
        Assert.Equal(2, _world.Channel.Sent.Count);
    }

    [Fact]
    public async Task Copies_refetches_and_restarts_tell_nothing_again()
    {
        await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");
        await SettleAsync();
        for (var i = 0; i < 10; i++)
        {
            await _world.ArriveAsync("Raimondo calls Wang", source: $"copy{i}.example", copy: true);
            await _world.RestartAsync();
            _world.Clock.Advance(TimeSpan.FromHours(1));
            await _world.RunAsync();
        }

        Assert.Single(_world.Channel.Sent);
    }

    [Fact]
    public async Task A_story_that_keeps_growing_is_told_again_each_time_that_it_doubled()
    {
        await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");
        await SettleAsync();
        for (var i = 1; i <= 20; i++)
        {
            await _world.ArriveAsync("Officials comment", source: $"outlet{i}.example");
            _world.Clock.Advance(TimeSpan.FromMinutes(6));
            await _world.RunAsync();
        }

        var alerts = await _world.AlertsAsync();
        Assert.Equal([AlertOccasion.Developed, AlertOccasion.Developed, AlertOccasion.Developed, AlertOccasion.New], alerts.Select(a => a.Occasion));
        Assert.Equal([16, 8, 4, 1], alerts.Select(a => a.Story!.IndependentSources));
        Assert.Equal([alerts[3].Id, alerts[2].Id, alerts[1].Id], alerts[0].Follows);
        Assert.Contains("4 articles since the alert before are folded into this one.", alerts[1].Why);
        Assert.Equal(4, _world.Channel.Sent.Count);
        Assert.Contains("\"type\":\"story.developed\"", _world.Channel.Sent[1].Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_that_asks_for_three_sources_is_told_when_the_third_arrives()
    {
        await _world.SubscribeAsync("three", "raimondo", minSources: 3);
        await _world.ArriveAsync("Raimondo calls Wang", source: "a.example");
        await _world.ArriveAsync("Phone call held", source: "b.example");
        await SettleAsync();
        Assert.Empty(_world.Channel.Sent);

        await _world.ArriveAsync("Ministers speak", source: "c.example");
        await _world.RunAsync();
        Assert.Single(_world.Channel.Sent);
    }

    [Fact]
    public async Task A_new_subscription_is_told_of_what_has_just_arrived_the_newest_stories_first_and_of_nothing_older()
    {
        _world.Options.SettleWindow = TimeSpan.Zero;
        _world.Options.SubscriptionLookBackStories = 3;
        await _world.ArriveAsync("Raimondo, too long ago", "story_old");
        _world.Clock.Advance(TimeSpan.FromMinutes(61));
        for (var i = 1; i <= 5; i++)
        {
            await _world.ArriveAsync("Raimondo again", $"story_{i}");
            await _world.ArriveAsync("Raimondo once more", $"story_{i}", source: "other.example");
        }

        await _world.RunAsync();

        await _world.SubscribeAsync("late", "raimondo");
        Assert.Equal(["desk"], _world.Wakes.Woken);
        await _world.RunAsync();

        Assert.Equal(["story_3", "story_4", "story_5"], (await _world.AlertsAsync()).Select(a => a.StoryId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_event_that_waits_while_a_subscription_is_made_is_told_once()
    {
        await _world.ArriveAsync("Raimondo calls Wang");
        await _world.SubscribeAsync("any", "raimondo");
        await SettleAsync();
        Assert.Single(_world.Channel.Sent);
    }

    [Fact]
    public async Task A_paused_subscription_is_told_nothing_and_looks_back_when_it_goes_on()
    {
        _world.Options.SettleWindow = TimeSpan.Zero;
        var subscription = await _world.SubscribeAsync("any", "raimondo");
        await _world.Service.ChangeAsync(subscription.Id, new SubscriptionChange(Paused: true), default);
        await _world.ArriveAsync("Raimondo calls Wang");
        await _world.RunAsync();
        Assert.Empty(await _world.AlertsAsync());

        await _world.Service.ChangeAsync(subscription.Id, new SubscriptionChange(Paused: false), default);
        await _world.RunAsync();
        Assert.Single(await _world.AlertsAsync());
    }

    [Fact]
    public async Task A_pause_that_a_story_settles_in_does_not_lose_it_however_long()
    {
        var subscription = await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");
        await _world.RunAsync();
        await _world.Service.ChangeAsync(subscription.Id, new SubscriptionChange(Paused: true), default);
        await PassLookBackAsync();
        Assert.Empty(await _world.AlertsAsync());

        await _world.Service.ChangeAsync(subscription.Id, new SubscriptionChange(Paused: false), default);
        await _world.RunAsync();
        Assert.Single(await _world.AlertsAsync());
    }

    [Fact]
    public async Task Who_asks_for_fewer_sources_is_told_of_what_has_them_already()
    {
        var subscription = await _world.SubscribeAsync("two", "raimondo", minSources: 2);
        await _world.ArriveAsync("Raimondo calls Wang");
        await PassLookBackAsync();
        Assert.Empty(await _world.AlertsAsync());

        await _world.Service.ChangeAsync(subscription.Id, new SubscriptionChange(MinSources: 1), default);
        await _world.RunAsync();
        Assert.Single(await _world.AlertsAsync());
    }

    [Fact]
    public async Task Removing_and_adding_a_subscription_again_tells_nothing_again()
    {
        var subscription = await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");
        await SettleAsync();
        Assert.True(await _world.Service.RemoveAsync(subscription.Id, default));
        await _world.SubscribeAsync("any", "raimondo");
        await SettleAsync();
        Assert.Single(_world.Channel.Sent);
    }

    [Fact]
    public async Task Each_subscriber_is_told()
    {
        await _world.SubscribeAsync("any", "raimondo", "desk-asia");
        await _world.SubscribeAsync("any", "raimondo", "desk-europe");
        await _world.ArriveAsync("Raimondo calls Wang");
        await SettleAsync();
        Assert.Equal(["desk-asia", "desk-europe"], (await _world.AlertsAsync()).Select(a => a.Subscriber).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_alert_lists_the_storys_latest_articles()
    {
        _world.Options.PayloadArticles = 2;
        await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang", source: "a.example");
        await _world.ArriveAsync("Second", source: "b.example");
        await _world.ArriveAsync("Third", source: "c.example");
        await SettleAsync();
        var payload = System.Text.Json.JsonDocument.Parse(Assert.Single(_world.Channel.Sent).Payload);
        Assert.Equal(
            ["Second", "Third"],
            payload.RootElement.GetProperty("data").GetProperty("story").GetProperty("articles").EnumerateArray().Select(a => a.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task An_alert_goes_to_the_log_too()
    {
        await _world.Service.CreateAsync(new SubscriptionInput("desk", "any", "raimondo", [new ChannelInput("log")]), default);
        await _world.ArriveAsync("Raimondo calls Wang");
        await SettleAsync();
        var deliveries = await _world.Alerts.DeliveriesAsync((await _world.AlertsAsync()).Single().Id, default);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(deliveries).Delivery.State);
    }

    private async Task PassLookBackAsync()
    {
        await _world.RunAsync();
        _world.Clock.Advance(_world.Options.SubscriptionLookBack * 2);
        await _world.RunAsync();
    }

    private async Task SettleAsync()
    {
        await _world.RunAsync();
        _world.Clock.Advance(_world.Options.SettleWindow);
        await _world.RunAsync();
    }
}
