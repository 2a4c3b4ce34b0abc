using Dapper;
using NewsMonitor.Model;
using NewsMonitor.Stories;

namespace NewsMonitor.Alerts.Tests.World;

/// <summary>Who is told what when stories turn out to be one, or two.</summary>
public sealed class StoryChangeTests : IAsyncLifetime
{
    private readonly AlertWorld _world = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _world.DisposeAsync().AsTask();

    [Fact]
    public async Task Who_was_told_of_the_half_that_went_is_not_told_of_the_union()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Storm closes the port", "story_stays");
        await _world.ArriveAsync("Wang calls", "story_goes");
        await SettleAsync();

        await _world.ChangeAsync(StoryChangeProposal.Merge("story_goes", "story_stays"));
        await _world.ArriveAsync("Wang calls again", "story_stays", "second.example");
        await SettleAsync();

        Assert.Equal([("story_goes", AlertOccasion.New)], await ToldAsync());
    }

    [Fact]
    public async Task Who_was_told_of_the_half_that_stays_is_not_told_of_the_union()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls", "story_stays");
        await SettleAsync();
        await _world.ArriveAsync("Wang said to have called", "story_goes", "second.example");

        await _world.ChangeAsync(StoryChangeProposal.Merge("story_goes", "story_stays"));
        await SettleAsync();

        Assert.Equal([("story_stays", AlertOccasion.New)], await ToldAsync());
    }

    [Fact]
    public async Task Who_was_told_of_both_halves_is_told_once_that_they_are_one_and_gets_no_follow_up_from_the_merge_alone()
    {
        await _world.SubscribeAsync("call", "wang");
        foreach (var source in Enumerable.Range(0, 4))
        {
            await _world.ArriveAsync("Wang calls", "story_stays", $"stays{source}.example");
            await _world.ArriveAsync("Wang rings", "story_goes", $"goes{source}.example");
        }

        await SettleAsync();
        await _world.ChangeAsync(StoryChangeProposal.Merge("story_goes", "story_stays"));
        await SettleAsync();
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _world.ArriveAsync("Wang calls", "story_stays", "late.example");
        await SettleAsync();

        Assert.Equal(
            [("story_goes", AlertOccasion.New), ("story_stays", AlertOccasion.New), ("story_stays", AlertOccasion.Corrected)], (await AllToldAsync()).Order());
        var corrected = (await _world.AlertsAsync())[0];
        Assert.Equal("Told as two stories, they are one: “Wang rings” went up into “Wang calls”.", corrected.Why[0]);
        Assert.Equal(2, corrected.Follows.Length);
        Assert.Contains("\"type\":\"story.corrected\"", _world.Channel.Sent[^1].Payload, StringComparison.Ordinal);
        Assert.Equal(3, (await _world.Alerts.ListAsync(null, "story_stays", new PageRequest(), default)).Items.Count);
        Assert.Equal(3, (await _world.Alerts.ListAsync(null, "story_goes", new PageRequest(), default)).Items.Count);
    }

    [Theory]
    [InlineData("story_told", "story_other")]
    [InlineData("story_other", "story_told")]
    public async Task A_merge_with_a_large_story_is_no_development_for_who_was_told_of_the_other_half(string from, string to)
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls", "story_told");
        foreach (var source in Enumerable.Range(0, 8))
            await _world.ArriveAsync("Storm closes the port", "story_other", $"other{source}.example");
        await SettleAsync();

        await _world.ChangeAsync(StoryChangeProposal.Merge(from, to));
        await SettleAsync();
        _world.Clock.Advance(TimeSpan.FromHours(1));
        // Who came with the merge reports again.
        foreach (var source in Enumerable.Range(0, 8))
            await _world.ArriveAsync("Wang calls", to, $"other{source}.example");
        await SettleAsync();
        Assert.Equal([("story_told", AlertOccasion.New)], await AllToldAsync());

        foreach (var source in Enumerable.Range(0, 9))
            await _world.ArriveAsync("Wang calls", to, $"late{source}.example");
        await SettleAsync();
        Assert.Equal([(to, AlertOccasion.Developed), ("story_told", AlertOccasion.New)], await AllToldAsync());
        Assert.Equal("Grown from 9 independent sources to 18 since the first alert and the merge or split since.", (await _world.AlertsAsync())[0].Why[0]);
    }

    [Fact]
    public async Task After_a_chain_of_merges_is_taken_back_the_story_is_measured_by_what_was_told_of_it()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls", "story_told");
        var storm = new List<string>();
        foreach (var source in Enumerable.Range(0, 4))
        {
            storm.Add(await _world.ArriveAsync("Storm", "story_storm", $"storm{source}.example"));
            storm.Add(await _world.ArriveAsync("Port closed", "story_port", $"port{source}.example"));
        }

        await SettleAsync();
        await _world.ChangeAsync(StoryChangeProposal.Merge("story_told", "story_storm"));
        await SettleAsync();
        await _world.ChangeAsync(StoryChangeProposal.Merge("story_storm", "story_port"));
        await SettleAsync();
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _world.ArriveAsync("Wang calls again", "story_port", "second.example");
        await SettleAsync();
        Assert.DoesNotContain(await AllToldAsync(), told => told.Occasion == AlertOccasion.Developed);

        await _world.ChangeAsync(StoryChangeProposal.Split("story_port", storm));
        await SettleAsync();
        Assert.Equal([AlertOccasion.New], (await AllToldAsync()).Select(told => told.Occasion));
        foreach (var source in new[] { "third.example", "fourth.example" })
            await _world.ArriveAsync("Wang calls again", "story_port", source);
        await SettleAsync();
        Assert.Equal([AlertOccasion.Developed, AlertOccasion.New], (await AllToldAsync()).Select(told => told.Occasion));
    }

    [Fact]
    public async Task Facts_that_a_merge_brings_are_no_development_and_those_that_join_afterwards_are()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls", "story_told");
        await SettleAsync();
        await DevelopAsync(await _world.ArriveAsync("Storm kills 23", "story_other", "b.example"));
        await SettleAsync();
        await _world.ChangeAsync(StoryChangeProposal.Merge("story_other", "story_told"));
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await SettleAsync();
        Assert.Equal([("story_told", AlertOccasion.New)], await AllToldAsync());

        await DevelopAsync(await _world.ArriveAsync("Storm kills 24", "story_told", "c.example"));
        await SettleAsync();
        Assert.Contains(("story_told", AlertOccasion.Developed), await AllToldAsync());
    }

    [Fact]
    public async Task A_split_of_a_told_story_is_told_once_as_a_correction()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls", "story_call", "a.example");
        await _world.ArriveAsync("Wang calls again", "story_call", "b.example");
        var off = await _world.ArriveAsync("Storm closes the port", "story_call", "c.example");
        await SettleAsync();

        await _world.ChangeAsync(StoryChangeProposal.Split("story_call", [off]));
        await SettleAsync();
        await _world.RestartAsync();
        await SettleAsync();

        Assert.Equal([("story_call", AlertOccasion.New), ("story_call", AlertOccasion.Corrected)], (await AllToldAsync()).Order());
        Assert.Equal("1 article told of here is another story: “Storm closes the port”.", (await _world.AlertsAsync())[0].Why[0]);
    }

    [Fact]
    public async Task A_change_that_is_taken_back_while_it_settles_is_not_told()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls", "story_call", "a.example");
        var off = await _world.ArriveAsync("Wang calls again", "story_call", "b.example");
        await SettleAsync();

        var split = await _world.ChangeAsync(StoryChangeProposal.Split("story_call", [off]));
        await _world.RunAsync();
        await _world.ChangeAsync(StoryChangeProposal.Merge(split.To, "story_call"));
        await SettleAsync();
        await SettleAsync();

        Assert.Equal([("story_call", AlertOccasion.New)], await AllToldAsync());
    }

    [Fact]
    public async Task A_union_that_grows_beyond_what_both_alerts_knew_is_a_development()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls", "story_stays", "a.example");
        await _world.ArriveAsync("Wang rings", "story_goes", "b.example");
        await SettleAsync();
        await _world.ChangeAsync(StoryChangeProposal.Merge("story_goes", "story_stays"));
        await SettleAsync();
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _world.ArriveAsync("Wang calls", "story_stays", "c.example");
        await _world.ArriveAsync("Wang calls", "story_stays", "d.example");
        await SettleAsync();
        Assert.Equal(2, (await ToldAsync()).Length);

        await _world.ArriveAsync("Wang calls", "story_stays", "e.example");
        await SettleAsync();

        Assert.Contains(("story_stays", AlertOccasion.Developed), await ToldAsync());
    }

    [Fact]
    public async Task A_merge_before_the_alert_makes_one_alert_that_counts_the_sources_of_both()
    {
        await _world.SubscribeAsync("call", "wang", minSources: 2);
        await _world.ArriveAsync("Wang calls", "story_stays", "a.example");
        await _world.ArriveAsync("Wang rings", "story_goes", "b.example");
        await SettleAsync();
        Assert.Empty(await ToldAsync());

        await _world.ChangeAsync(StoryChangeProposal.Merge("story_goes", "story_stays"));
        await SettleAsync();

        Assert.Equal([("story_stays", AlertOccasion.New)], await ToldAsync());
        Assert.Equal(2, (await _world.AlertsAsync())[0].Story!.IndependentSources);
    }

    [Fact]
    public async Task A_match_of_the_half_that_went_is_a_match_of_the_union()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Storm closes the port", "story_stays");
        await _world.ArriveAsync("Wang calls", "story_goes");
        await _world.Matcher.RunAsync("en", default);
        await _world.ChangeAsync(StoryChangeProposal.Merge("story_goes", "story_stays"));

        await SettleAsync();

        Assert.Equal([("story_stays", AlertOccasion.New)], await ToldAsync());
    }

    [Fact]
    public async Task Nobody_is_told_of_a_changed_story_before_the_alerts_have_followed()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls", "story_goes");
        await SettleAsync();
        await _world.ArriveAsync("Wang said to have called", "story_stays", "second.example");
        await _world.Matcher.RunAsync("en", default);
        await _world.ChangeAsync(StoryChangeProposal.Merge("story_goes", "story_stays"));

        // The process dies here, and the judging is the first to run.
        await _world.RestartAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, (await _world.Judge.RunAsync("desk", default)).Judged);
        await SettleAsync();

        Assert.Equal([("story_goes", AlertOccasion.New)], await ToldAsync());
    }

    [Fact]
    public async Task A_decision_that_a_merge_overtook_is_not_written()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls", "story_stays");
        await SettleAsync();
        await _world.ArriveAsync("Wang said to have called", "story_goes", "second.example");
        await _world.Matcher.RunAsync("en", default);
        _world.Clock.Advance(TimeSpan.FromMinutes(5));
        var judgement = Assert.Single(await _world.Alerts.DueJudgementsAsync("desk", _world.Clock.GetUtcNow(), 10, 10, default), j => j.Story.Id == "story_goes");

        await _world.ChangeAsync(StoryChangeProposal.Merge("story_goes", "story_stays"));

        Assert.False(await _world.Alerts.StoreDecisionAsync(judgement, null, [], null, default));
        await SettleAsync();
        Assert.Equal([("story_stays", AlertOccasion.New)], await ToldAsync());
    }

    [Fact]
    public async Task What_was_told_goes_with_the_article_that_was_split_off()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Storm closes the port", "story_port");
        var call = await _world.ArriveAsync("Wang calls", "story_port", "b.example");
        await SettleAsync();

        var off = (await _world.ChangeAsync(StoryChangeProposal.Split("story_port", [call]))).To;
        await _world.ArriveAsync("Wang calls again", off, "c.example");
        await _world.ArriveAsync("Port stays closed", "story_port", "d.example");
        await SettleAsync();

        Assert.Single(await ToldAsync());
        Assert.Single(await FirstAsync(null, off));
        Assert.Empty(await FirstAsync(null, "story_port"));
    }

    [Fact]
    public async Task Who_was_shown_an_article_that_remains_is_not_told_of_its_story_again()
    {
        await _world.SubscribeAsync("call", "wang");
        var visit = await _world.ArriveAsync("Wang visits", "story_both");
        await _world.ArriveAsync("Wang calls", "story_both", "b.example");
        await SettleAsync();

        var off = (await _world.ChangeAsync(StoryChangeProposal.Split("story_both", [visit]))).To;
        await SettleAsync();

        // The alert rests on the visit, the first to match, but the call stood in it too.
        Assert.Equal([("story_both", AlertOccasion.New)], await ToldAsync());
        Assert.Single(await FirstAsync(null, off));
        Assert.Single(await FirstAsync(null, "story_both"));
    }

    [Fact]
    public async Task However_many_of_the_shown_articles_leave_one_after_the_other_nobody_is_told_again()
    {
        await _world.SubscribeAsync("call", "wang");
        var articles = new List<string>();
        for (var i = 0; i < 4; i++)
            articles.Add(await _world.ArriveAsync("Wang calls", "story_call", $"s{i}.example"));
        await _world.ArriveAsync("Storm", "story_storm");
        await SettleAsync();

        foreach (var article in articles.Take(3))
        {
            await _world.ChangeAsync(StoryChangeProposal.Move("story_call", "story_storm", [article]));
            await SettleAsync();
        }

        Assert.Equal([("story_call", AlertOccasion.New)], await ToldAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task A_story_that_remains_with_articles_from_after_the_alert_is_told_of(int minutes)
    {
        await _world.SubscribeAsync("call", "wang");
        var visit = await _world.ArriveAsync("Wang visits", "story_both");
        await SettleAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await _world.ArriveAsync("Wang calls", "story_both", "b.example");

        var off = (await _world.ChangeAsync(StoryChangeProposal.Split("story_both", [visit]))).To;
        await SettleAsync();

        Assert.Equal([("story_both", AlertOccasion.New), ("story_both", AlertOccasion.New)], await ToldAsync());
        Assert.Equal("Wang visits", (await FirstAsync(null, off)).Single().Story!.Headline);
        Assert.Single(await FirstAsync(null, "story_both"));
    }

    [Fact]
    public async Task What_remains_when_a_merge_is_undone_is_told_of_if_only_the_other_half_had_been()
    {
        await _world.SubscribeAsync("call", "wang");
        var visit = await _world.ArriveAsync("Wang visits", "story_visit");
        await SettleAsync();
        await _world.ArriveAsync("Wang calls", "story_call", "b.example");
        // The call was there before the alert, as a story that waited.
        await _world.Database.WriteAsync(c => c.Execute("UPDATE articles SET assignment = 0, assigned_at = 0 WHERE story_id = 'story_call'"), default);
        await _world.ChangeAsync(StoryChangeProposal.Merge("story_visit", "story_call"));
        await SettleAsync();
        Assert.Single(await ToldAsync());

        await _world.ChangeAsync(StoryChangeProposal.Split("story_call", [visit]));
        await SettleAsync();

        Assert.Equal([("story_call", AlertOccasion.New), ("story_visit", AlertOccasion.New)], await ToldAsync());
    }

    [Fact]
    public async Task The_story_that_was_split_off_is_judged_for_its_own_matches()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls", "story_both");
        var visit = await _world.ArriveAsync("Wang visits", "story_both", "b.example");
        await SettleAsync();

        var off = (await _world.ChangeAsync(StoryChangeProposal.Split("story_both", [visit]))).To;
        await SettleAsync();

        Assert.Equal([(off, AlertOccasion.New), ("story_both", AlertOccasion.New)], await ToldAsync());
    }

    [Fact]
    public async Task An_alert_that_rests_on_both_sides_of_a_split_counts_for_both()
    {
        await _world.SubscribeAsync("call", "call");
        await _world.SubscribeAsync("visit", "visit");
        await _world.ArriveAsync("Wang to call", "story_both");
        var visit = await _world.ArriveAsync("Wang to visit", "story_both", "b.example");
        await SettleAsync();
        Assert.Equal(2, (await _world.AlertsAsync()).Single().Subscriptions.Length);

        var off = (await _world.ChangeAsync(StoryChangeProposal.Split("story_both", [visit]))).To;
        await SettleAsync();

        Assert.Single(await ToldAsync());
        Assert.Single(await FirstAsync(null, off));
        Assert.Single(await FirstAsync(null, "story_both"));
    }

    [Fact]
    public async Task A_merge_that_is_undone_tells_nobody_again()
    {
        await _world.SubscribeAsync("call", "wang");
        await _world.ArriveAsync("Wang calls", "story_stays");
        var visit = await _world.ArriveAsync("Wang visits", "story_goes", "b.example");
        await SettleAsync();
        await _world.ChangeAsync(StoryChangeProposal.Merge("story_goes", "story_stays"));
        await SettleAsync();

        await _world.ChangeAsync(StoryChangeProposal.Split("story_stays", [visit]));
        await SettleAsync();

        Assert.Equal(2, (await ToldAsync()).Length);
    }

    [Fact]
    public async Task Changes_that_come_one_upon_the_other_before_the_alerts_follow_lose_no_match()
    {
        await _world.SubscribeAsync("call", "wang");
        var port = await _world.ArriveAsync("Wang in the port", "story_all");
        var call = await _world.ArriveAsync("Wang calls", "story_all", "b.example");
        var visit = await _world.ArriveAsync("Wang visits", "story_all", "c.example");
        await _world.ArriveAsync("Storm", "story_storm", "d.example");
        await _world.Matcher.RunAsync("en", default);

        var first = (await _world.ChangeAsync(StoryChangeProposal.Split("story_all", [port]))).To;
        var second = (await _world.ChangeAsync(StoryChangeProposal.Split("story_all", [call]))).To;
        await _world.ChangeAsync(StoryChangeProposal.Merge("story_all", "story_storm"));
        await SettleAsync();

        Assert.Equal(new[] { first, second, "story_storm" }.Order(StringComparer.Ordinal), (await ToldAsync()).Select(t => t.Story).Order(StringComparer.Ordinal));
        Assert.NotNull(visit);
    }

    [Fact]
    public async Task A_subscription_that_came_after_the_story_is_not_told_because_of_a_split()
    {
        await _world.ArriveAsync("Wang calls", "story_both");
        var visit = await _world.ArriveAsync("Wang visits", "story_both", "b.example");
        await SettleAsync();
        _world.Clock.Advance(TimeSpan.FromDays(2));
        await _world.SubscribeAsync("call", "wang");
        var late = await _world.ArriveAsync("Wang speaks", "story_both", "c.example");
        await SettleAsync();
        Assert.Single(await ToldAsync());

        await _world.ChangeAsync(StoryChangeProposal.Split("story_both", [visit]));
        await _world.ChangeAsync(StoryChangeProposal.Split("story_both", [late]));
        await SettleAsync();

        Assert.Single(await ToldAsync());
    }

    private Task DevelopAsync(string article) => _world.Database.WriteAsync(
        connection => connection.Execute("""UPDATE articles SET development = '{"facts":["new: more dead"]}' WHERE id = @article""", new { article }), default);

    private async Task SettleAsync()
    {
        await _world.RunAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await _world.RunAsync();
    }

    /// <summary>Newest first.</summary>
    /// <summary>What told of a story, without corrections.</summary>
    private async Task<Alert[]> FirstAsync(string? subscriber, string story) =>
        [.. (await _world.Alerts.ListAsync(subscriber, story, new PageRequest(), default)).Items.Where(alert => alert.Occasion != AlertOccasion.Corrected)];

    /// <summary>Without corrections.</summary>
    private async Task<(string Story, AlertOccasion Occasion)[]> ToldAsync() => [.. (await AllToldAsync()).Where(alert => alert.Occasion != AlertOccasion.Corrected)];

    private async Task<(string Story, AlertOccasion Occasion)[]> AllToldAsync() => [.. (await _world.AlertsAsync()).Select(a => (a.StoryId!, a.Occasion))];
}
