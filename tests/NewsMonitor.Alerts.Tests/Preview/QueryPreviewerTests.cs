using NewsMonitor.Alerts.Preview;
using NewsMonitor.Alerts.Queries;
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

        Assert.Equal(("raimondo", 4, 3, 2, false, true), (preview.Query, preview.Looked, preview.Matched, preview.Stories, preview.Estimated, preview.Complete));
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
        Assert.Equal(0, (await new QueryPreviewer(new WrittenHistory(), new ArticleTexts(new NamedCountries()), _options, _clock).RunAsync("raimondo", null, default)).Looked);
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
    public async Task Of_a_query_that_may_hold_for_very_many_the_earlier_ones_are_sampled()
    {
        for (var i = 0; i < 1000; i++)
            Write(Start.AddMinutes(i), i % 2 == 0 ? "Raimondo calls Wang" : "Raimondo and nobody", $"story_{i / 4}");
        _options.Preview.Exact = 200;
        _options.Preview.Sampling = 5;

        var preview = await RunAsync("raimondo AND (calls OR nobody) AND NOT gold");

        Assert.True(preview.Estimated);
        Assert.Equal((1000, 1000, 250), (preview.Looked, preview.Matched, preview.Stories));
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
        Assert.InRange(preview.Looked, 0, 4000);
    }

    [Fact]
    public async Task A_query_that_cannot_be_understood_is_refused_with_its_column() =>
        Assert.Equal("query", (await Assert.ThrowsAsync<InvalidInputException>(() => RunAsync("a OR"))).Field);

    [Fact]
    public void Wrong_settings_are_told_in_a_sentence_each() => Assert.Equal(
        ["NewsMonitor:Alerts:Preview:Articles is 0; it must be 1 or more.", "NewsMonitor:Alerts:Preview:ModerateShare is 0; it must be CheapShare or more and at most 1."],
        new AlertOptions { Preview = new PreviewOptions { Articles = 0, ModerateShare = 0 } }.Validate());

    private Task<QueryPreview> RunAsync(string query, DateTimeOffset? since = null) => new QueryPreviewer(_history, new ArticleTexts(new NamedCountries()), _options, _clock).RunAsync(query, since, default);

    private void Write(DateTimeOffset at, string title, string? story) => _history.Articles.Add(
        new HistoricArticle(_history.Articles.Count + 1, Article($"art_{_history.Articles.Count}", title) with { FirstSeen = at }, story, null));

    private sealed class WrittenHistory : IArticleHistory
    {
        public List<HistoricArticle> Articles { get; } = [];

        public Dictionary<string, int> Sources { get; } = new(StringComparer.Ordinal) { ["story_1"] = 1 };

        public Action OnRead { get; set; } = () => { };

        public Task<IReadOnlyList<HistoricArticle>> ReadAsync(long? before, DateTimeOffset? since, int limit, CancellationToken cancellationToken)
        {
            OnRead();
            return Task.FromResult<IReadOnlyList<HistoricArticle>>(
                [.. Articles.Where(a => a.Sequence < (before ?? long.MaxValue) && a.Article.FirstSeen >= (since ?? default)).OrderByDescending(a => a.Sequence).Take(limit)]);
        }

        public Task<IReadOnlyDictionary<string, int>> SourcesAsync(IReadOnlyCollection<string> stories, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, int>>(Sources.Where(pair => stories.Contains(pair.Key)).ToDictionary());
    }
}
