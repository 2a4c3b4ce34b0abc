using FsCheck.Fluent;
using NewsMonitor.Alerts.Preview;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Alerts.Tests.Queries;
using NewsMonitor.Alerts.Tests.World;
using NewsMonitor.Model;
using NewsMonitor.TestKit;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Preview;

public sealed class QueryPreviewerTests
{
    private readonly AlertOptions _options = new();
    private readonly FakeClock _clock = new(Start);
    private readonly WrittenHistory _history = new();

    [Fact]
    public async Task It_counts_matches_and_stories_a_day_and_shows_the_latest_with_reasons()
    {
        Write(Start.AddDays(-2), "Raimondo calls Wang", "story_1");
        Write(Start.AddDays(-2).AddHours(1), "Gold rises", "story_2");
        Write(Start.AddDays(-1), "Raimondo called Wang", "story_1");
        Write(Start, "Raimondo visits Harbin", "story_3");

        var preview = await RunAsync("raimondo");

        Assert.Equal(("raimondo", 4, 3, 2, true), (preview.Query, preview.Looked, preview.Matched, preview.Stories, preview.Complete));
        Assert.Equal((Start.AddDays(-2), Start), (preview.From, preview.To));
        Assert.Equal((1.5, 1.0), (preview.MatchesPerDay, preview.StoriesPerDay));
        Assert.Equal([("2024-10-08", 1, 1), ("2024-10-07", 1, 0), ("2024-10-06", 1, 1)], preview.Days.Select(d => ($"{d.Date:yyyy-MM-dd}", d.Matches, d.Stories)));
        Assert.Equal(["Raimondo visits Harbin", "Raimondo called Wang", "Raimondo calls Wang"], preview.Samples.Select(s => s.Article.Title));
        Assert.Equal(["raimondo in the title: Raimondo visits Harbin"], preview.Samples[0].Why);
    }

    [Fact]
    public async Task Less_than_an_hour_says_nothing_of_a_day()
    {
        Write(Start, "Raimondo calls Wang", "story_1");
        Assert.Null((await RunAsync("raimondo")).MatchesPerDay);
        Assert.Equal(0, (await new QueryPreviewer(new WrittenHistory(), new ArticleTexts(new NamedCountries()), _options, _clock).RunAsync("raimondo", "desk", null, default)).Looked);
    }

    [Fact]
    public async Task Only_what_arrived_since_a_time_is_looked_at_and_no_more_than_the_option_says()
    {
        for (var i = 0; i < 10; i++)
            Write(Start.AddMinutes(i), "Raimondo calls Wang", $"story_{i}");
        Assert.Equal(4, (await RunAsync("raimondo", Start.AddMinutes(6))).Matched);
        _options.Preview.Articles = 3;
        Assert.Equal((3, Start.AddMinutes(7)), (await RunAsync("raimondo")) is var few ? (few.Looked, few.From!.Value) : default);
    }

    [Fact]
    public async Task Every_one_of_very_many_is_asked()
    {
        for (var i = 0; i < 6000; i++)
            Write(Start.AddMinutes(i), i % 3 == 0 ? "Raimondo calls Wang" : i % 3 == 1 ? "Raimondo and nobody" : "Raimondo and gold", $"story_{i / 4}");

        var preview = await RunAsync("raimondo AND (calls OR nobody) AND NOT gold");

        Assert.Equal((6000, 4000, 1500, true), (preview.Looked, preview.Matched, preview.Stories, preview.Complete));
    }

    [Fact]
    public async Task It_finds_what_the_matcher_finds()
    {
        foreach (var sample in QueryGenerators.Article.Sample(3000, 50))
            _history.Add(sample.Stored($"art_{_history.Articles.Count}"), null);
        foreach (var sample in QueryGenerators.OddText.Sample(1000, 50))
            _history.Add(Article($"art_{_history.Articles.Count}", sample, sample), null);
        foreach (var feed in QueryGenerators.Feeds)
            _history.Feeds.Add(feed.Id, feed);
        _options.Preview.Samples = int.MaxValue;
        var texts = new ArticleTexts(new NamedCountries());
        var articles = _history.Articles.ConvertAll(a => (a.Article.Id, Text: texts.Read(a.Article, _history.Feeds.GetValueOrDefault(a.Article.FeedId))));
        foreach (var query in QueryGenerators.Node.Sample(200, 50).Select(node => Query.Parse(node.ToString())))
        {
            var matched = articles.FindAll(article => query.Match(article.Text) is not null).Select(article => article.Id).Reverse().ToArray();
            var preview = await RunAsync(query.Canonical);
            Assert.Equal((query.Canonical, matched.Length), (preview.Query, preview.Matched));
            Assert.Equal(matched, preview.Samples.Select(sample => sample.Article.Id));
        }
    }

    [Fact]
    public async Task A_reader_that_fails_ends_the_preview()
    {
        for (var i = 0; i < 5000; i++)
            Write(Start.AddMinutes(i), "Raimondo calls Wang", null);
        var reads = 0;
        _history.OnRead = () =>
        {
            if (Interlocked.Increment(ref reads) == 2)
                throw new StoreUnavailableException("gone");
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => RunAsync("raimondo"));
    }

    [Fact]
    public async Task What_is_asked_of_the_story_is_asked_of_the_story_as_it_is_now()
    {
        Write(Start, "Raimondo calls Wang", "story_1");
        Write(Start.AddHours(2), "Raimondo visits Harbin", "story_2");
        _history.Sources["story_2"] = 3;
        Assert.Equal(["Raimondo visits Harbin"], (await RunAsync("raimondo AND sources>=3")).Samples.Select(s => s.Article.Title));
        Assert.Equal(1, (await RunAsync("raimondo AND NOT sources>=3")).Stories);
        // What had been told of it is not known: it may be.
        Assert.Equal(2, (await RunAsync("raimondo AND is:new")).Stories);
    }

    [Theory]
    [InlineData("raimondo", QueryCost.Cheap)]
    [InlineData("wang", QueryCost.Moderate)]
    [InlineData("gold", QueryCost.Dear)]
    [InlineData("raimondo OR gold", QueryCost.Dear)]
    public async Task The_cost_is_the_share_of_articles_that_it_has_to_be_asked_of(string query, QueryCost cost)
    {
        for (var i = 0; i < 1000; i++)
            Write(Start.AddMinutes(i), i switch { 0 => "Raimondo", < 9 => "Wang", _ => "Gold" }, null);
        Assert.Equal(cost, (await RunAsync(query)).Cost);
    }

    [Fact]
    public async Task When_time_is_up_it_tells_of_what_it_has_looked_at()
    {
        for (var i = 0; i < 5000; i++)
            Write(Start.AddMinutes(i), "Raimondo calls Wang", null);
        _history.OnRead = () => _clock.Advance(TimeSpan.FromSeconds(1));
        var preview = await RunAsync("raimondo");
        Assert.False(preview.Complete);
        Assert.InRange(preview.Looked, 0, 2000);
    }

    [Fact]
    public async Task Nobody_has_two_previews_at_a_time_and_few_have_one_and_each_gets_it()
    {
        _options.Preview.Queue = 3;
        Write(Start, "Raimondo calls Wang", null);
        var open = new TaskCompletionSource();
        _history.OnFeeds = open.Task;
        using var previewer = new QueryPreviewer(_history, new ArticleTexts(new NamedCountries()), _options, _clock);
        var running = PreviewAsync("desk");
        var waiting = PreviewAsync("other");
        using var impatience = new CancellationTokenSource();
        var impatient = PreviewAsync("impatient", impatience.Token);

        var second = await Assert.ThrowsAsync<PreviewsBusyException>(() => PreviewAsync("desk"));
        Assert.Equal(("Another preview for you is not over yet; one at a time is run.", _options.Preview.Time), (second.Message, second.Wait));
        var full = await Assert.ThrowsAsync<PreviewsBusyException>(() => PreviewAsync("late"));
        Assert.Equal("3 previews run or wait already, the most that may (NewsMonitor:Alerts:Preview:Queue).", full.Message);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        var late = PreviewAsync("late");
        open.SetResult();
        Assert.All(await Task.WhenAll(running, waiting, late), preview => Assert.Equal(1, preview.Looked));
        Assert.Equal(1, (await PreviewAsync("desk")).Looked);

        Task<QueryPreview> PreviewAsync(string account, CancellationToken token = default) => previewer.RunAsync("raimondo feed:none", account, null, token);
    }

    [Fact]
    public async Task A_query_that_cannot_be_understood_is_refused_with_its_column() =>
        Assert.Equal("query", (await Assert.ThrowsAsync<InvalidInputException>(() => RunAsync("a OR"))).Field);

    [Fact]
    public void Wrong_settings_are_told_in_a_sentence_each() => Assert.Equal(
        ["NewsMonitor:Alerts:Preview:Articles is 0; it must be 1 or more.", "NewsMonitor:Alerts:Preview:Readers is 0; it must be 1 or more.", "NewsMonitor:Alerts:Preview:Queue is 0; it must be 1 or more.", "NewsMonitor:Alerts:Preview:ModerateShare is 0; it must be CheapShare or more and at most 1."],
        new AlertOptions { Preview = new PreviewOptions { Articles = 0, Readers = 0, Queue = 0, ModerateShare = 0 } }.Validate());

    private Task<QueryPreview> RunAsync(string query, DateTimeOffset? since = null) => new QueryPreviewer(_history, new ArticleTexts(new NamedCountries()), _options, _clock).RunAsync(query, "desk", since, default);

    private void Write(DateTimeOffset at, string title, string? story) =>
        _history.Add(Article($"art_{_history.Articles.Count}", title) with { FirstSeen = at }, story);
}
