using Dapper;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>What queries ask of the story and of the feed, from the article to the alert.</summary>
public sealed class StoryPredicateTests : IAsyncLifetime
{
    private readonly AlertWorld _world = new();

    public Task InitializeAsync()
    {
        _world.Options.SettleWindow = TimeSpan.Zero;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_query_that_asks_for_sources_tells_when_the_story_has_them_also_by_articles_that_it_does_not_match()
    {
        await _world.SubscribeAsync("many", "raimondo AND sources>=3");
        await _world.ArriveAsync("Raimondo calls Wang", source: "a.example");
        await _world.ArriveAsync("Ministers talk", source: "b.example");
        await _world.RunAsync();
        Assert.Empty(await _world.AlertsAsync());

        await _world.ArriveAsync("A call on trade", source: "c.example");
        await _world.RunAsync();

        var alert = Assert.Single(await _world.AlertsAsync());
        Assert.Contains("many: sources>=3: 3 independent sources", alert.Why);
    }

    [Fact]
    public async Task A_later_match_that_asks_less_of_the_story_is_enough()
    {
        await _world.SubscribeAsync("mixed", "(raimondo AND sources>=9) OR (wang AND sources>=2)");
        await _world.ArriveAsync("Raimondo makes a call", source: "a.example");
        await _world.RunAsync();
        await _world.ArriveAsync("Wang takes it", source: "b.example");
        await _world.RunAsync();

        var alert = Assert.Single(await _world.AlertsAsync());
        Assert.Contains("mixed: wang in the title: Wang takes it", alert.Why);
    }

    [Fact]
    public async Task What_is_asked_of_the_story_at_more_length_than_can_be_read_again_is_told_too_early_and_holds_up_nothing()
    {
        var clauses = Enumerable.Range(0, 880).Select(n => FormattableString.Invariant($"sources>={100 + (n % 30)} languages>={100 - (n / 30)} is:new"));
        await _world.SubscribeAsync("long", $"wang ({string.Join(" OR ", clauses)}) OR call sources>=2");
        await _world.ArriveAsync("Wang", source: "a.example");
        await _world.RunAsync();
        await _world.ArriveAsync("Wang takes a call", source: "b.example");
        await _world.RunAsync();

        Assert.Single(await _world.AlertsAsync());
    }

    [Fact]
    public async Task What_is_asked_of_the_story_outlives_a_restart_and_a_merge()
    {
        await _world.SubscribeAsync("many", "raimondo AND sources>=2");
        await _world.ArriveAsync("Raimondo calls Wang", story: "story_one", source: "a.example");
        await _world.ArriveAsync("Ministers talk", story: "story_two", source: "b.example");
        await _world.RunAsync();
        await _world.RestartAsync();
        await _world.ChangeAsync(Stories.StoryChangeProposal.Merge("story_one", "story_two"));
        await _world.RunAsync();

        Assert.Single(await _world.AlertsAsync());
    }

    [Fact]
    public async Task After_a_split_a_story_is_asked_for_what_its_own_articles_ask_for()
    {
        await _world.SubscribeAsync("mixed", "(raimondo AND sources>=9) OR (wang AND sources>=3)");
        await _world.ArriveAsync("Raimondo makes a call", source: "a.example");
        var wang = await _world.ArriveAsync("Wang takes it", source: "b.example");
        await _world.RunAsync();
        await _world.ChangeAsync(Stories.StoryChangeProposal.Split("story_call", [wang]));
        await _world.RunAsync();

        await _world.ArriveAsync("A call", source: "c.example");
        await _world.ArriveAsync("Calls", source: "d.example");
        await _world.ArriveAsync("Called", source: "e.example");
        await _world.RunAsync();

        Assert.Empty(await _world.AlertsAsync());
    }

    [Fact]
    public async Task A_new_subscription_that_looks_back_keeps_the_match_of_a_story_that_asks_the_least()
    {
        await _world.ArriveAsync("Wang takes it", source: "a.example");
        await _world.ArriveAsync("Raimondo makes a call", source: "b.example");
        await _world.RunAsync();

        await _world.SubscribeAsync("mixed", "(raimondo AND sources>=9) OR (wang AND sources>=2)");
        await _world.RunAsync();

        Assert.Contains("mixed: wang in the title: Wang takes it", Assert.Single(await _world.AlertsAsync()).Why);
    }

    [Fact]
    public async Task A_query_for_a_feed_or_a_country_matches_by_what_the_program_knows_of_the_article()
    {
        await _world.Database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO feeds (id, url, host, bucket, own_title, tags, added_at, next_poll_at, next_poll_reason, status)
                VALUES ('feed_1', 'https://feeds.reuters.com/world', 'feeds.reuters.com', 0, 'Reuters World', '["asia"]', 0, 0, '', 'Ok')
                """),
            default);
        await _world.SubscribeAsync("feed", "feed:reuters.com AND call");
        await _world.SubscribeAsync("title", "feed:\"reuters world\"");
        await _world.SubscribeAsync("tag", "tag:asia");
        await _world.SubscribeAsync("country", "country:cn");
        await _world.SubscribeAsync("other", "tag:europe OR feed:bbc OR country:de");
        await _world.ArriveAsync("A call to CN");
        await _world.RunAsync();

        var alert = Assert.Single(await _world.AlertsAsync());
        Assert.Equal(4, alert.Subscriptions.Length);
    }
}
