using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using NewsMonitor.Alerts.Matching;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Alerts.Tests.World;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Matching;

public sealed class CurrentSubscriptionsTests : IAsyncLifetime
{
    private readonly AlertWorld _world = new();
    private readonly CurrentSubscriptions _current;

    public CurrentSubscriptionsTests() =>
        _current = new CurrentSubscriptions(_world.Subscriptions, _world.Alerts, _world.Options, _world.Clock, NullLogger<CurrentSubscriptions>.Instance);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _current.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_change_is_in_the_next_snapshot_and_what_did_not_change_is_not_compiled_again()
    {
        await SaveAsync("a");
        await SaveAsync("b");
        var before = await _current.GetAsync(default);
        await SaveAsync("b", "gold");
        await SaveAsync("c");
        await _world.Subscriptions.RemoveAsync(Subscription("a").Id, default);

        Assert.Equal(["a", "b"], Found(before, "Raimondo finds gold"));
        Assert.Equal(["b", "c"], Found(await _current.GetAsync(default), "Raimondo finds gold"));
        Assert.Equal(["c"], Found(await _current.GetAsync(default), "Raimondo"));
    }

    [Fact]
    public async Task While_nothing_changes_the_snapshot_is_the_same()
    {
        await SaveAsync("a");
        Assert.Same(await _current.GetAsync(default), await _current.GetAsync(default));
    }

    [Fact]
    public async Task A_paused_subscription_is_not_in_it_until_it_goes_on()
    {
        await SaveAsync("a");
        await _world.Subscriptions.SaveAsync(Subscription("a") with { Paused = true }, [], default);
        Assert.Empty(Found(await _current.GetAsync(default), "Raimondo"));
        await SaveAsync("a");
        Assert.Equal(["a"], Found(await _current.GetAsync(default), "Raimondo"));
    }

    [Fact]
    public async Task When_much_has_changed_it_is_built_anew_beside_the_work_and_has_what_changed_meanwhile()
    {
        _world.Options.Matching.RebuildAfter = 2;
        await SaveAsync("a");
        await _current.GetAsync(default);
        await SaveAsync("b");
        await SaveAsync("c");
        var small = await _current.GetAsync(default);
        await SaveAsync("d");
        await _current.Rebuilding!;
        var rebuilt = await _current.GetAsync(default);

        Assert.Equal(2, small.Segments);
        Assert.Equal(["a", "b", "c", "d"], Found(rebuilt, "Raimondo"));
        Assert.Equal(2, rebuilt.Segments);
        Assert.False(rebuilt.IsWorn(2));
        Assert.Null(_current.Rebuilding);
    }

    [Fact]
    public async Task When_the_store_cannot_tell_what_changed_everything_is_read_anew()
    {
        await SaveAsync("a");
        await _current.GetAsync(default);
        await _world.Subscriptions.RemoveAsync(Subscription("a").Id, default);
        await SaveAsync("b");
        await _world.Database.WriteAsync(connection => connection.Execute("UPDATE subscriptions_version SET version = version + 1000000"), default);

        var current = await _current.GetAsync(default);

        Assert.Equal(["b"], Found(current, "Raimondo"));
        Assert.Equal(1, current.Segments);
    }

    [Fact]
    public async Task Words_of_recent_articles_are_counted_at_start()
    {
        await _world.ArriveAsync("Raimondo calls");
        await _world.ArriveAsync("Wang answers");
        await _current.GetAsync(default);
        Assert.Equal(2, _current.Frequencies.Articles);
    }

    private Task SaveAsync(string name, string query = "raimondo") => _world.Subscriptions.SaveAsync(Subscription(name, query: query), [], default);

    private IEnumerable<string> Found(SubscriptionSnapshot snapshot, string title)
    {
        var names = new[] { "a", "b", "c", "d" }.ToDictionary(name => Subscription(name).Id, StringComparer.Ordinal);
        return snapshot.Match(new ArticleText(Article("1", title))).Select(hit => names[hit.Subscription.Id]).Order(StringComparer.Ordinal);
    }
}
