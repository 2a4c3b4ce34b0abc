using System.Text.Json;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>Quiet hours and digests from the article to what the channel was given, on a real database. It is 09:00 UTC when a test begins.</summary>
public sealed class QuietAndDigestTests : IAsyncDisposable
{
    private static readonly QuietHoursInput Quiet = new("08:00", "12:00");

    private readonly AlertWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_quiet_hours_hold_is_told_together_when_they_end_as_the_stories_are_then()
    {
        await SubscribeAsync("calls", quiet: Quiet);
        await _world.ArriveAsync("Raimondo calls Wang", "story_1");
        await _world.ArriveAsync("Raimondo visits Harbin", "story_2");
        await PassAsync(TimeSpan.FromHours(1));
        await _world.ArriveAsync("Raimondo called Wang", "story_1", "other.example");
        await PassAsync(TimeSpan.FromMinutes(119));
        Assert.Empty(_world.Channel.Sent);
        Assert.Empty(await _world.AlertsAsync());

        await PassAsync(TimeSpan.FromMinutes(1));

        var body = Assert.Single(Bodies());
        Assert.Equal(("stories.digest", 2), (body.GetProperty("type").GetString(), body.GetProperty("data").GetProperty("count").GetInt32()));
        Assert.Equal([2, 1], Stories(body).OrderBy(s => s.Id, StringComparer.Ordinal).Select(s => s.Sources));
        Assert.Contains("Held by quiet hours from 08:00 to 12:00 (UTC) until 2024-10-08T12:00:00Z.", Why(body));
        Assert.Contains("2 stories were held and are told together.", Why(body));
        Assert.Equal(3, (await _world.AlertsAsync()).Count);
    }

    [Fact]
    public async Task A_story_that_was_fast_in_quiet_hours_is_told_at_their_end_though_it_is_slow_by_then()
    {
        await SubscribeAsync("fast", quiet: Quiet, query: "raimondo AND velocity>=3/h");
        await FastAsync("story_1");
        await _world.ArriveAsync("Raimondo visits Harbin", "story_2");
        await PassAsync(TimeSpan.FromHours(1));
        await _world.ArriveAsync("Raimondo called Wang", "story_1", "late.example");
        await _world.RestartAsync();
        await PassAsync(TimeSpan.FromHours(2));

        var body = Assert.Single(Bodies());
        Assert.Equal(["story_1"], Stories(body).Select(s => s.Id));
        Assert.Contains("fast: velocity>=3/h: 3 articles within an hour, when it was held", (await _world.AlertsAsync()).Single(a => a.StoryId is not null).Why);

        // A follow-up has to be fast by itself.
        foreach (var outlet in new[] { "b.example", "c.example", "d.example", "e.example" })
        {
            _world.Clock.Advance(TimeSpan.FromMinutes(50));
            await _world.ArriveAsync("Raimondo called Wang", "story_1", outlet);
            await PassAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Single(Bodies());
    }

    [Fact]
    public async Task A_story_that_was_fast_in_quiet_hours_is_told_also_when_it_is_merged_and_its_subscription_paused_meanwhile()
    {
        var fast = await SubscribeAsync("fast", quiet: Quiet, query: "raimondo AND velocity>=3/h");
        await FastAsync("story_1");
        await _world.ArriveAsync("Ministers speak", "story_2", "other.example");
        await PassAsync(TimeSpan.FromHours(2));
        await _world.ChangeAsync(StoryChangeProposal.Merge("story_1", "story_2"));
        await PassAsync(TimeSpan.FromMinutes(1));
        await _world.Service.ChangeAsync(fast.Id, new SubscriptionChange(Paused: true), default);
        await PassAsync(TimeSpan.FromHours(5));
        Assert.Empty(Bodies());

        await _world.Service.ChangeAsync(fast.Id, new SubscriptionChange(Paused: false), default);
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("story_2", Story(Assert.Single(Bodies())));
    }

    [Fact]
    public async Task Outside_quiet_hours_a_story_is_told_as_ever()
    {
        await SubscribeAsync("calls", quiet: Quiet);
        _world.Clock.Advance(TimeSpan.FromHours(3));
        await _world.ArriveAsync("Raimondo calls Wang");
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("story.new", Assert.Single(Bodies()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Only_a_critical_story_is_told_in_quiet_hours_that_let_it_through()
    {
        await SubscribeAsync("calls", quiet: Quiet with { Mode = "critical", CriticalSources = 3 });
        await _world.ArriveAsync("Raimondo calls Wang", "story_1");
        await _world.ArriveAsync("Raimondo visits Harbin", "story_2");
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(Bodies());

        await _world.ArriveAsync("Raimondo called Wang", "story_1", "b.example");
        await _world.ArriveAsync("Raimondo called Wang", "story_1", "c.example");
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("story_1", Story(Assert.Single(Bodies())));

        await PassAsync(TimeSpan.FromHours(3));
        Assert.Equal(["story_2"], Stories(Bodies()[1]).Select(s => s.Id));
    }

    [Fact]
    public async Task What_quiet_hours_drop_is_told_only_if_it_develops_after_them()
    {
        await SubscribeAsync("calls", quiet: Quiet with { Mode = "drop" });
        await _world.ArriveAsync("Raimondo calls Wang", "story_1");
        await _world.ArriveAsync("Raimondo visits Harbin", "story_2");
        await PassAsync(TimeSpan.FromHours(4));
        await _world.ArriveAsync("Raimondo called Wang", "story_1", "b.example");
        await _world.ArriveAsync("Raimondo visited Harbin", "story_2", "b.example");
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(Bodies());

        foreach (var outlet in new[] { "c.example", "d.example" })
            await _world.ArriveAsync("Raimondo called Wang", "story_1", outlet);
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("story_1", Story(Assert.Single(Bodies())));
    }

    [Fact]
    public async Task What_quiet_hours_drop_is_dropped_once_when_an_outlet_corrects_it_and_nobody_asks_for_corrections()
    {
        await SubscribeAsync("calls", quiet: Quiet with { Mode = "drop" }, query: "wang AND NOT is:corrected");
        await _world.ArriveAsync("Correction: Raimondo did not call Wang");
        await _world.RunAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        var judged = 0;
        for (var i = 0; i < 5; i++)
            judged += (await _world.Judge.RunAsync("desk", default)).Judged;

        Assert.Equal(2, judged);
        Assert.Empty(await _world.Alerts.SubscribersWithDueAsync(_world.Clock.GetUtcNow(), default));
        Assert.Empty(Bodies());
    }

    [Fact]
    public async Task What_one_subscriptions_quiet_hours_drop_another_one_is_told()
    {
        await SubscribeAsync("calls", quiet: Quiet with { Mode = "drop" });
        await SubscribeAsync("two", minSources: 2, url: "b");
        await _world.ArriveAsync("Raimondo calls Wang");
        await PassAsync(TimeSpan.FromMinutes(1));
        await _world.ArriveAsync("Raimondo called Wang", source: "b.example");
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["two"], Subscriptions(Assert.Single(Bodies())));
    }

    [Fact]
    public async Task A_changed_query_asks_again_for_what_was_dropped()
    {
        var dropped = await SubscribeAsync("calls", quiet: Quiet with { Mode = "drop" });
        await _world.ArriveAsync("Raimondo calls Wang");
        await PassAsync(TimeSpan.FromMinutes(1));
        await _world.Service.ChangeAsync(dropped.Id, new SubscriptionChange(Query: "wang") { QuietHours = new QuietHoursInput(Mode: "none") }, default);
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Single(Bodies());
    }

    [Fact]
    public async Task A_digest_comes_once_a_window_with_the_stories_of_the_window()
    {
        await SubscribeAsync("calls", "hourly");
        await _world.ArriveAsync("Raimondo calls Wang", "story_1");
        await _world.ArriveAsync("Raimondo visits Harbin", "story_2");
        await PassAsync(TimeSpan.FromHours(1));
        await PassAsync(TimeSpan.FromMinutes(10));
        await _world.ArriveAsync("Raimondo in Shanghai", "story_3");
        await PassAsync(TimeSpan.FromMinutes(50));
        await PassAsync(TimeSpan.FromHours(3));

        Assert.Equal([["story_1", "story_2"], ["story_3"]], Bodies().Select(body => Stories(body).Select(s => s.Id).Order(StringComparer.Ordinal).ToArray()));
        Assert.All(Bodies(), body => Assert.Equal("stories.digest", body.GetProperty("type").GetString()));
        Assert.Contains("Held for the hourly digest (UTC) until 2024-10-08T10:00:00Z.", Why(Bodies()[0]));
    }

    [Fact]
    public async Task A_window_is_told_once_also_over_restarts_and_when_two_judge_at_once()
    {
        await SubscribeAsync("calls", "hourly");
        foreach (var story in Enumerable.Range(1, 60))
            await _world.ArriveAsync("Raimondo calls Wang", $"story_{story}");
        await PassAsync(TimeSpan.FromMinutes(5));
        await _world.RestartAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(55));
        for (var i = 0; i < 4; i++)
            await Task.WhenAll(_world.Judge.RunAsync("desk", default), _world.Judge.RunAsync("desk", default));
        await _world.RestartAsync();
        await PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(60, Assert.Single(Bodies()).GetProperty("data").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_window_that_was_slept_through_is_told_afterwards_as_the_one_that_it_was()
    {
        await SubscribeAsync("calls", "hourly");
        await _world.ArriveAsync("Raimondo calls Wang", "story_1");
        await PassAsync(TimeSpan.FromMinutes(5));
        await _world.RestartAsync();
        await PassAsync(TimeSpan.FromHours(5));
        Assert.Contains("Held for the hourly digest (UTC) until 2024-10-08T10:00:00Z.", Why(Assert.Single(Bodies())));
    }

    [Fact]
    public async Task What_comes_when_the_digest_is_out_waits_for_the_next_one()
    {
        await SubscribeAsync("calls", "hourly", minSources: 2);
        _world.Clock.Advance(TimeSpan.FromMinutes(20));
        await _world.ArriveAsync("Raimondo calls Wang", "story_1");
        await _world.ArriveAsync("Raimondo calls Wang", "story_1", "b.example");
        await PassAsync(TimeSpan.FromMinutes(40));
        // Its event bears the very instant at which the window ended.
        await _world.ArriveAsync("Raimondo in Shanghai", "story_2");
        await _world.ArriveAsync("Raimondo in Shanghai", "story_2", "b.example");
        await _world.RunAsync();
        Assert.Single(Bodies());
        await PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["story_2"], Stories(Bodies()[1]).Select(s => s.Id));
    }

    [Fact]
    public async Task Who_asks_at_once_is_told_at_once_and_the_digest_of_another_subscription_tells_it_no_more()
    {
        await SubscribeAsync("digest", "hourly", url: "mail");
        await SubscribeAsync("at once", url: "phone");
        await _world.ArriveAsync("Raimondo calls Wang");
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["at once"], Subscriptions(Assert.Single(Bodies())));
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Single(Bodies());
    }

    [Fact]
    public async Task Digests_of_one_window_are_one_alert_of_which_each_endpoint_gets_its_own_stories()
    {
        await SubscribeAsync("calls", "hourly", query: "wang", url: "a");
        await SubscribeAsync("visits", "hourly", query: "harbin", url: "b");
        await _world.ArriveAsync("Raimondo calls Wang", "story_1");
        await _world.ArriveAsync("Raimondo visits Harbin", "story_2");
        await PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["story_1", "story_2"], Bodies().SelectMany(Stories).Select(s => s.Id).Order(StringComparer.Ordinal));
        Assert.Equal(2, Bodies().Count);
        Assert.Single(await _world.AlertsAsync(), alert => alert.Occasion == AlertOccasion.Digest);
    }

    [Fact]
    public async Task Hours_that_a_subscriber_changes_hold_no_longer_what_they_held()
    {
        var quiet = await SubscribeAsync("calls", quiet: Quiet);
        await _world.ArriveAsync("Raimondo calls Wang");
        await PassAsync(TimeSpan.FromMinutes(1));
        await _world.Service.ChangeAsync(quiet.Id, new SubscriptionChange { QuietHours = new QuietHoursInput(Mode: "none") }, default);
        await _world.RunAsync();
        Assert.Single(Bodies());
    }

    [Fact]
    public async Task A_follow_up_waits_for_the_digest_too()
    {
        await SubscribeAsync("calls", "hourly");
        await _world.ArriveAsync("Raimondo calls Wang");
        await PassAsync(TimeSpan.FromHours(1));
        foreach (var outlet in new[] { "b.example", "c.example", "d.example" })
            await _world.ArriveAsync("Raimondo called Wang", source: outlet);
        await PassAsync(TimeSpan.FromMinutes(59));
        Assert.Single(Bodies());
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("story.developed", Bodies()[1].GetProperty("data").GetProperty("stories")[0].GetProperty("type").GetString());
    }

    private Task<Subscription> SubscribeAsync(
        string name, string? delivery = null, QuietHoursInput? quiet = null, string query = "raimondo", int minSources = 1, string url = "a") =>
        _world.Service.CreateAsync(
            new SubscriptionInput("desk", name, query, [new ChannelInput("test", url)], minSources, delivery) { QuietHours = quiet }, default);

    private async Task FastAsync(string story)
    {
        foreach (var outlet in new[] { "1.example", "2.example", "3.example" })
            await _world.ArriveAsync("Raimondo calls Wang", story, outlet);
    }

    /// <summary>Does what is due before and after.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        await _world.RunAsync();
        // A story settles meanwhile.
        if (time > _world.Options.SettleWindow)
        {
            _world.Clock.Advance(_world.Options.SettleWindow);
            await _world.RunAsync();
            time -= _world.Options.SettleWindow;
        }

        _world.Clock.Advance(time);
        await _world.RunAsync();
    }

    private List<JsonElement> Bodies() => [.. _world.Channel.Sent.Select(sent => JsonDocument.Parse(sent.Payload).RootElement)];

    private static IEnumerable<(string Id, int Sources)> Stories(JsonElement body) => body.GetProperty("data").GetProperty("stories").EnumerateArray()
        .Select(part => (part.GetProperty("story").GetProperty("id").GetString()!, part.GetProperty("story").GetProperty("independentSources").GetInt32()));

    private static string Story(JsonElement body) => body.GetProperty("data").GetProperty("story").GetProperty("id").GetString()!;

    private static IEnumerable<string?> Subscriptions(JsonElement body) => body.GetProperty("data").GetProperty("subscriptions").EnumerateArray().Select(s => s.GetProperty("name").GetString());

    private static IEnumerable<string?> Why(JsonElement body) => body.GetProperty("data").GetProperty("why").EnumerateArray().Select(why => why.GetString());
}
