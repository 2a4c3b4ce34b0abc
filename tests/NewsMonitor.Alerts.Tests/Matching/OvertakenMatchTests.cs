using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Alerts.Matching;
using NewsMonitor.Alerts.Subscriptions;
using NewsMonitor.Alerts.Tests.World;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Alerts.Tests.Matching;

/// <summary>A subscription that is changed between a batch's snapshot and its matches: the interleaving is arranged.</summary>
public sealed class OvertakenMatchTests : IAsyncLifetime
{
    private readonly AlertWorld _world = new();
    private readonly StubbornStore _store;
    private readonly CurrentSubscriptions _current;

    public OvertakenMatchTests()
    {
        _store = new StubbornStore(_world.Alerts);
        _current = new CurrentSubscriptions(_world.Subscriptions, _world.Alerts, _world.Options, _world.Clock, NullLogger<CurrentSubscriptions>.Instance);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _current.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_that_a_changed_query_overtook_tells_by_the_new_query()
    {
        var subscription = await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");
        await _world.ArriveAsync("Raimondo buys gold", "story_gold");
        _store.Storing = () => _world.Service.ChangeAsync(subscription.Id, new SubscriptionChange(Query: "gold"), default);

        await MatchAsync();

        Assert.Equal(["story_gold"], await StoriesAsync());
    }

    [Fact]
    public async Task A_batch_that_a_removal_overtook_tells_nothing_to_another_subscription_of_the_name()
    {
        var subscription = await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");
        _store.Storing = async () =>
        {
            await _world.Service.RemoveAsync(subscription.Id, default);
            Assert.Equal(subscription.Id, (await _world.SubscribeAsync("any", "gold")).Id);
        };

        await MatchAsync();

        Assert.Empty(await StoriesAsync());
    }

    [Fact]
    public async Task What_does_not_change_the_query_loses_nothing()
    {
        var subscription = await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");
        // Not through the service: it would look back.
        _store.Storing = () => _world.Subscriptions.SaveAsync(subscription with { Name = "renamed", MinSources = 2 }, [], default);

        await MatchAsync();

        Assert.Equal(["story_call"], await StoriesAsync());
    }

    [Fact]
    public async Task A_split_that_a_changed_query_overtook_brings_the_old_one_back_on_neither_side()
    {
        var subscription = await _world.SubscribeAsync("any", "raimondo");
        await _world.ArriveAsync("Raimondo calls Wang");
        var goes = await _world.ArriveAsync("Raimondo buys silver");
        await MatchAsync();
        await _world.ChangeAsync(StoryChangeProposal.Split("story_call", [goes]));
        _store.Storing = () => _world.Subscriptions.SaveAsync(subscription with { Query = "gold" }, [], default);

        await new ChangeMatcher(_store, _current, _world.Texts, _world.Options, _world.Metrics, _world.Clock, NullLogger<ChangeMatcher>.Instance).RunAsync("en", default);

        Assert.Empty(await StoriesAsync());
    }

    [Fact]
    public async Task Who_has_a_match_of_a_story_that_asks_nothing_of_it_gets_none_of_its_later_articles()
    {
        var any = await _world.SubscribeAsync("any", "raimondo");
        var many = await _world.SubscribeAsync("many", "raimondo sources>=3 OR gold");
        await _world.ArriveAsync("Raimondo calls Wang");
        await MatchAsync();
        _store.Matches.Clear();
        await _world.ArriveAsync("Raimondo buys gold");
        await _world.ArriveAsync("Raimondo sells silver", "story_silver");

        await MatchAsync();

        Assert.Equal(
            [(any.Id, "story_silver"), (many.Id, "story_call"), (many.Id, "story_silver")],
            _store.Matches.Select(match => (match.SubscriptionId, match.StoryId)).OrderBy(match => match.SubscriptionId == many.Id).ThenBy(match => match.StoryId, StringComparer.Ordinal));
        Assert.Equal(
            [("", 3), ("sources>=3", 1)],
            await _world.Database.ReadAsync(connection => connection.Query<(string, int)>("SELECT residual, count(*) FROM matches GROUP BY residual ORDER BY residual").ToList(), default));
    }

    [Fact]
    public async Task A_split_that_overtakes_a_batch_loses_no_match_that_the_batch_took_for_there()
    {
        await _world.SubscribeAsync("any", "raimondo");
        var goes = await _world.ArriveAsync("Raimondo calls Wang");
        await MatchAsync();
        await _world.ArriveAsync("Raimondo buys silver");
        // The match that is there goes with its article.
        _store.Storing = () => _world.ChangeAsync(StoryChangeProposal.Split("story_call", [goes]));

        await MatchAsync();
        Assert.Equal(["story_call"], await StoriesAsync());
        _store.Storing = () => Task.CompletedTask;
        await new ChangeMatcher(_store, _current, _world.Texts, _world.Options, _world.Metrics, _world.Clock, NullLogger<ChangeMatcher>.Instance).RunAsync("en", default);

        Assert.Equal(2, (await StoriesAsync()).Count);
    }

    private Task<MatchedBatch> MatchAsync() =>
        new StoryMatcher(_store, _current, _world.Texts, _world.Options, _world.Metrics, _world.Clock, NullLogger<StoryMatcher>.Instance).RunAsync("en", default);

    private Task<List<string>> StoriesAsync() => _world.Database.ReadAsync(connection => connection.Query<string>("SELECT story_id FROM matches ORDER BY story_id").ToList(), default);
}
