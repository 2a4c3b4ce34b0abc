using NewsMonitor.Model;

namespace NewsMonitor.Storage.Tests.Stories;

/// <summary>Copies from the feed to the story's row: what an index decides and what the database makes of it.</summary>
public sealed class SyndicationTests : IAsyncDisposable
{
    private const string Report =
        """
        The bridge over the Arda at Merin was closed on Friday after inspectors found cracks in two of its steel beams, the ministry of transport said.
        Some 14,000 cars a day have to take the road through the old town until at least the end of November, and trains will run every ten minutes.
        Engineers measured the cracks, the longest of which is 40 centimetres, during a routine check that the city had ordered after a collapse elsewhere in spring.
        The mayor, Elena Dragan, asked people for patience and said that safety went before everything else. Repairs are expected to cost nine million euros.
        """;

    private readonly SqliteIndex _index = new();

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Fact]
    public async Task Forty_copies_of_one_wire_report_are_one_independent_source_and_a_report_of_ones_own_is_another()
    {
        for (var i = 0; i < 40; i++)
            await _index.ArriveAsync($"outlet{i}", Article($"copy-{i}", $"Bridge at Merin closed, version {i}", Version(i)));
        await _index.ArriveAsync(
            "own",
            Article("own", "Merin without its bridge: traders in the old town fear for the autumn", """
                Shopkeepers in the old town of Merin count the lorries since the bridge over the Arda was closed for its cracked beams on Friday.
                "Fourteen thousand cars a day past my door, and not one stops," said the baker Ion Petru. The mayor, Elena Dragan, promised a market on Sundays.
                """));

        await _index.RunAsync();

        var story = Assert.Single(await _index.StoriesAsync());
        Assert.Equal((41, 41, 2), (story.Articles, story.Sources, story.IndependentSources));
        var articles = (await _index.Stores.Stories.ArticlesAsync(story.Id, new PageRequest(null, 100), default)).Items;
        Assert.Equal([null, "copy-0"], articles.Where(a => a.Article.Id != "own").Select(a => a.Assignment.CopyOf).Distinct());
    }

    [Fact]
    public async Task A_fetch_that_brings_the_same_again_changes_nothing_also_after_a_restart()
    {
        var article = Article("a", "Bridge at Merin closed", Report);
        Assert.Equal(1, await _index.ArriveAsync("outlet", article));
        await _index.RunAsync();
        await _index.RestartAsync();

        Assert.Equal(0, await _index.ArriveAsync("outlet", article));
        await _index.RunAsync();

        var story = Assert.Single(await _index.StoriesAsync());
        Assert.Equal(1, story.Articles);
    }

    /// <summary>As desks treat a wire report: with a line before or after it, a word changed, cut at the end or to its first paragraph.</summary>
    private static string Version(int i) => (i % 6) switch
    {
        0 => Report,
        1 => $"MERIN (AFP) - {Report}",
        2 => $"{Report}\nRead more on our page. All rights reserved.",
        3 => Report.Replace("asked people for patience", "called for patience", StringComparison.Ordinal),
        4 => Report[..Report.IndexOf("The mayor", StringComparison.Ordinal)],
        _ => Report[..Report.IndexOf("Some 14,000", StringComparison.Ordinal)],
    };

    private static Article Article(string id, string title, string text) => new()
    {
        Id = id,
        FeedId = "",
        Identity = id,
        Source = $"{id}.example",
        Url = $"https://{id}.example/news/{id}",
        Title = title,
        Text = text,
        Language = "en",
        FirstSeen = SqliteIndex.Start,
        Updated = SqliteIndex.Start,
        ContentHash = $"hash of {id}",
    };
}
