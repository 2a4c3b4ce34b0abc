using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Policy;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>A window that holds more stories than are written at once. The batch is 10 stories, and an alert lists 5.</summary>
public sealed class LargeDigestTests : IAsyncDisposable
{
    private readonly AlertWorld _world = new();

    public LargeDigestTests() => (_world.Options.TogetherBatch, _world.Options.PayloadStories) = (10, 5);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(37)]
    public async Task A_large_window_is_told_once_batch_by_batch_whatever_dies_between_them(int stories)
    {
        await SubscribeAsync("calls", "raimondo", "a");
        await HoldAsync(("Raimondo calls Wang", stories));
        var told = 0;
        for (var judged = true; judged;)
        {
            judged = (await _world.Judge.RunAsync("desk", default)).Judged > 0;
            await _world.RestartAsync();
            var now = await ToldAsync();
            Assert.InRange(now - told, 0, 10);
            told = now;
            // Whoever looks for work finds it until the alert is written.
            Assert.Equal(judged && !await IsOutAsync(), (await _world.Alerts.SubscribersWithDueAsync(_world.Clock.GetUtcNow(), default)).Any());
        }

        await _world.RunAsync();

        var data = Assert.Single(Bodies()).GetProperty("data");
        Assert.Equal((stories, 5), (data.GetProperty("count").GetInt32(), data.GetProperty("stories").GetArrayLength()));
        Assert.Contains($"{stories} stories were held and are told together.", data.GetProperty("why").EnumerateArray().Select(why => why.GetString()));
        Assert.All(data.GetProperty("stories").EnumerateArray(), part => Assert.Equal(1, part.GetProperty("story").GetProperty("articles").GetArrayLength()));
        var digest = Assert.Single(await _world.AlertsAsync(), alert => alert.Occasion == AlertOccasion.Digest);
        var parts = (await _world.AlertsAsync()).Where(alert => alert.PartOf == digest.Id).ToList();
        Assert.Equal((stories, stories, Math.Min(stories, 10)), (told, parts.Count, digest.Parts.Length));
        Assert.Subset(parts.Select(part => part.Id).ToHashSet(), digest.Parts.ToHashSet());
        Assert.Equal(0, await CountAsync("gathered"));
    }

    [Fact]
    public async Task Each_endpoint_of_a_large_window_is_told_how_many_stories_are_its_own()
    {
        await SubscribeAsync("calls", "wang", "a");
        await SubscribeAsync("visits", "harbin", "b");
        await SubscribeAsync("both", "raimondo", "b");
        await HoldAsync(("Raimondo visits Harbin", 3), ("Raimondo calls Wang", 25));
        await _world.RunAsync();
        Assert.Equal([(25, 5, "calls"), (28, 5, "both visits")], Bodies().Select(Counts).Order());
    }

    [Theory]
    [InlineData(25, 1)]
    [InlineData(25, 2)]
    [InlineData(20, 2)]
    public async Task What_was_gathered_for_an_endpoint_that_its_subscription_left_is_told_where_it_went(int stories, int batches)
    {
        var calls = await SubscribeAsync("calls", "raimondo", "a");
        await HoldAsync(("Raimondo calls Wang", stories));
        await MoveAsync(calls, batches);
        Assert.Equal((stories, 5, "calls"), Counts(Assert.Single(Bodies())));
    }

    [Fact]
    public async Task Stories_that_come_to_an_endpoint_which_is_told_of_them_already_are_counted_once()
    {
        var calls = await SubscribeAsync("calls", "raimondo", "a");
        await SubscribeAsync("visits", "wang OR harbin", "b");
        await HoldAsync(("Raimondo calls Wang", 15), ("Wang visits Harbin", 10));
        await MoveAsync(calls, 2);
        Assert.Equal((25, 5, "calls visits"), Counts(Assert.Single(Bodies())));
    }

    [Fact]
    public async Task Two_who_judge_a_large_window_at_once_tell_it_once()
    {
        await SubscribeAsync("calls", "raimondo", "a");
        await HoldAsync(("Raimondo calls Wang", 45));
        for (var i = 0; i < 12; i++)
            await Task.WhenAll(_world.Judge.RunAsync("desk", default), _world.Judge.RunAsync("desk", default));
        await _world.RunAsync();
        Assert.Equal(45, Counts(Assert.Single(Bodies())).Stories);
        Assert.Equal(45, await ToldAsync());
    }

    [Fact]
    public async Task What_was_gathered_is_told_though_nothing_is_left_to_tell_with_it()
    {
        await SubscribeAsync("calls", "raimondo", "a");
        await HoldAsync(("Raimondo calls Wang", 12));
        Assert.Equal(10, (await _world.Judge.RunAsync("desk", default)).Judged);
        var untold = await UntoldAsync();
        Assert.Equal(2, untold.Count);
        foreach (var story in untold)
            await _world.ChangeAsync(StoryChangeProposal.Merge(story, await AnyToldAsync()) with { By = "operator" });

        await _world.RunAsync();

        Assert.Equal(10, Counts(Assert.Single(Bodies())).Stories);
        Assert.Equal(0, await CountAsync("gathered"));
    }

    [Fact]
    public async Task Stories_that_are_not_to_be_told_after_all_hold_up_none_of_a_large_window()
    {
        await SubscribeAsync("calls", "raimondo", "a");
        await HoldAsync(("Raimondo calls Wang", 35));
        foreach (var story in (await UntoldAsync()).Take(25))
            await _world.Wishes.MuteAsync("desk", story, null, null, default);
        await _world.RunAsync();
        Assert.Equal(10, Counts(Assert.Single(Bodies())).Stories);
    }

    [Fact]
    public async Task What_is_due_is_read_once_a_turn_and_not_before_a_window_is_told_to_its_end()
    {
        await SubscribeAsync("calls", "raimondo", "a");
        await HoldAsync(("Raimondo calls Wang", 12));
        var store = new StubbornStore(_world.Alerts);
        var judge = new StoryJudge(store, _world.Composer, _world.Options, _world.Metrics, _world.Clock, NullLogger<StoryJudge>.Instance);
        await judge.RunAsync("desk", default);
        Assert.Equal((1, 10), (store.DueReads, await ToldAsync()));
        await judge.RunAsync("desk", default);
        Assert.Equal((1, 12), (store.DueReads, await ToldAsync()));
    }

    [Fact]
    public void A_batch_of_nothing_is_refused() =>
        Assert.Equal(["NewsMonitor:Alerts:TogetherBatch is 0; it must be 1 or more."], new AlertOptions { TogetherBatch = 0 }.Validate());

    private Task<Subscription> SubscribeAsync(string name, string query, string url) =>
        _world.Service.CreateAsync(new SubscriptionInput("desk", name, query, [new ChannelInput("test", url)], 1, "hourly"), default);

    /// <summary>Stories that are held for the hourly digest, which is due then.</summary>
    private async Task HoldAsync(params (string Title, int Stories)[] news)
    {
        foreach (var (title, number) in news.SelectMany(one => Enumerable.Range(0, one.Stories).Select(number => (one.Title, number))))
            await _world.ArriveAsync(title, $"{title} {number}");
        await _world.RunAsync();
        _world.Clock.Advance(_world.Options.SettleWindow);
        await _world.RunAsync();
        _world.Clock.Advance(TimeSpan.FromHours(1));
    }

    /// <summary>After so many batches the subscription is told at <c>b</c>, and the window is told to its end.</summary>
    private async Task MoveAsync(Subscription subscription, int batches)
    {
        for (var i = 0; i < batches; i++)
            Assert.Equal(10, (await _world.Judge.RunAsync("desk", default)).Judged);
        await _world.Service.ChangeAsync(subscription.Id, new SubscriptionChange(Channels: [new ChannelInput("test", "b")]), default);
        await _world.RunAsync();
    }

    private List<JsonElement> Bodies() => [.. _world.Channel.Sent.Select(sent => JsonDocument.Parse(sent.Payload).RootElement)];

    private static (int Stories, int Listed, string Subscriptions) Counts(JsonElement body)
    {
        var data = body.GetProperty("data");
        var names = data.GetProperty("subscriptions").EnumerateArray().Select(s => s.GetProperty("name").GetString()).Order(StringComparer.Ordinal);
        return (data.GetProperty("count").GetInt32(), data.GetProperty("stories").GetArrayLength(), string.Join(' ', names));
    }

    private async Task<bool> IsOutAsync() => (await _world.AlertsAsync()).Any(alert => alert.Occasion == AlertOccasion.Digest);

    private Task<int> ToldAsync() => CountAsync("told");

    private Task<int> CountAsync(string table) => _world.Database.ReadAsync(c => c.ExecuteScalar<int>($"SELECT count(*) FROM {table}"), default);

    private Task<List<string>> UntoldAsync() =>
        _world.Database.ReadAsync(c => c.Query<string>("SELECT story_id FROM judgements WHERE story_id NOT IN (SELECT story_id FROM told) ORDER BY due_at, story_id").ToList(), default);

    private Task<string> AnyToldAsync() => _world.Database.ReadAsync(c => c.QueryFirst<string>("SELECT story_id FROM told ORDER BY story_id"), default);
}
