using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Faces;
using NewsMonitor.Stories.Linking;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;
using NewsMonitor.TestKit;

namespace NewsMonitor.Stories.Tests.Clustering;

public sealed class HostileArticleTests
{
    private readonly StoryEngine _engine = new(new StoryOptions());

    [Theory]
    [MemberData(nameof(HostileTexts.Odd), MemberType = typeof(HostileTexts))]
    public void An_odd_title_is_an_article_like_any_other(string title)
    {
        Assert.Equal("a", _engine.Assign(Wire.Article("a", title)).ArticleId);
        Assert.Equal("b", _engine.Assign(Wire.Article("b", "", title)).ArticleId);
        Assert.Equal("c", _engine.Assign(Wire.Article("c", title, title)).ArticleId);
    }

    [Fact]
    public void Articles_without_words_do_not_gather_in_one_story()
    {
        Assert.True(_engine.Assign(Wire.Article("a", "")).Began);
        Assert.True(_engine.Assign(Wire.Article("b", "!!!")).Began);
    }

    [Fact]
    public void A_date_decades_off_does_not_draw_articles_to_it()
    {
        _engine.Assign(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm", published: DateTimeOffset.MinValue));
        _engine.Assign(Wire.Article("b", "Quake of magnitude 6.1 strikes the island of Qeshm", published: DateTimeOffset.MaxValue));

        Assert.True(_engine.Assign(Wire.Article("c", "Quake of magnitude 6.1 strikes the island of Qeshm", published: Wire.Start)).Began);
    }

    [Theory]
    [InlineData("A.", "x")]
    [InlineData("a ", "")]
    [InlineData("the ", "")]
    [InlineData("1,", "x")]
    [InlineData("1.", "1111")]
    [InlineData("กี่", "")]
    [InlineData("中", "")]
    [InlineData("'s ", "")]
    [InlineData("://", "")]
    [InlineData("http://a/", "")]
    [InlineData("1 October ", "")]
    [InlineData("Name ", "")]
    [InlineData("9 million ", "dead")]
    [InlineData("(", "AFP) - ")]
    [InlineData("Read more. ", "")]
    [InlineData("\n", "Title")]
    public async Task The_time_for_a_text_grows_with_its_length_and_not_with_its_square(string part, string end)
    {
        var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)) + end;
        foreach (var (title, body) in new[] { (text, ""), ("", text), ("Title", text), (text, text) })
        {
            var article = Wire.Article("a", title, body);
            await Task.Run(() =>
            {
                var options = new StoryOptions();
                var assignment = _engine.Assign(new ArticleAnalyser(options).Analyse(article), out var news);
                ArticleFacts.Add(assignment, article, news, options);
                LinkKeyReader.Read(article);
                _engine.Forget(assignment.StoryId);
            }).Soon($"a million characters of '{part}' are read");
        }
    }

    [Fact]
    public void Megabytes_of_text_cost_what_their_first_words_cost()
    {
        var text = string.Join(' ', Enumerable.Range(0, 400_000).Select(i => $"word{i}"));
        var unbroken = new string('x', 2_000_000);

        var allocated = Allocated(() =>
        {
            _engine.Assign(Wire.Article("a", "A very long report", text));
            _engine.Assign(Wire.Article("b", "One very long word", unbroken));
            _engine.Assign(Wire.Article("c", text));
        });

        Assert.True(allocated < 8_000_000, $"{allocated} bytes were allocated");
    }

    [Fact]
    public void Ten_thousand_articles_with_one_title_are_one_story_and_the_last_costs_what_the_first_did()
    {
        long Thousand(int from) => Allocated(() =>
        {
            for (var i = 0; i < 1_000; i++)
                _engine.Assign(Wire.Article($"{from + i}", "Subscribe to our daily letter for the latest updates"));
        });

        var costs = Enumerable.Range(0, 10).Select(i => Thousand(i * 1_000)).ToList();

        Assert.Equal(1, _engine.OpenStories);
        Assert.True(costs[^1] < costs[0] * 1.5, $"The first thousand allocated {costs[0]} bytes, the last {costs[^1]}.");
    }

    [Fact]
    public void Ten_thousand_articles_with_one_title_and_a_page_each_keep_a_bounded_cost_each()
    {
        long Thousand(int from) => Allocated(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                var page = string.Join(' ', Enumerable.Range(0, 60).Select(word => $"w{(from + i) * 60 % 9_973}x{word}"));
                _engine.Assign(Wire.Article($"{from + i}", "Live: the day in pictures", page));
            }
        });

        var costs = Enumerable.Range(0, 10).Select(i => Thousand(i * 1_000)).ToList();

        // The index grows with what it remembers; what an article costs to compare does not.
        Assert.True(costs.Skip(1).Max() < costs[1] * 3, $"Bytes allocated a thousand: {string.Join(", ", costs)}.");
    }

    [Fact]
    public void However_much_is_stuffed_into_an_article_only_its_first_words_are_kept()
    {
        var options = new StoryOptions();
        var stuffed = string.Join(' ', Enumerable.Range(0, 300_000).Select(i => $"term{i}"));

        var analysed = new ArticleAnalyser(options).Analyse(Wire.Article("a", stuffed, stuffed));

        Assert.True(analysed.Terms.Length <= options.BodyTerms + 100, $"{analysed.Terms.Length} terms are kept.");
        Assert.True(analysed.ToBytes().Length < 20_000, $"{analysed.ToBytes().Length} bytes are stored.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("und")]
    [InlineData("xx")]
    [InlineData("zh")]
    [InlineData("ar")]
    public void A_wrong_language_tag_costs_nobody_anything(string tag)
    {
        Assert.True(_engine.Assign(Wire.Article("a", "Quake of magnitude 6.1 strikes the island of Qeshm", "People ran into the streets of the town.", language: tag)).Began);
        Assert.False(_engine.Assign(Wire.Article("b", "Magnitude 6.1 quake strikes the island of Qeshm", language: tag)).Began);
        Assert.True(_engine.Assign(Wire.Article("c", "市议会决定关闭游泳馆", "两座最老的游泳馆将于夏天关闭。", language: tag)).Began);
    }

    [Fact]
    public void The_language_of_a_megabyte_is_told_from_its_beginning()
    {
        var text = string.Join(' ', Enumerable.Repeat("The council will close the pool before the summer.", 40_000));
        var languages = new LanguageIdentifier();
        languages.Identify(null, text[..100], text[..100]);

        var allocated = Allocated(() => Assert.Equal("en", languages.Identify(null, text, text)));

        Assert.True(allocated < 100_000, $"{allocated} bytes were allocated");
    }

    [Fact]
    public void Stuffing_terms_of_every_story_does_not_pull_the_stories_together()
    {
        var titles = Enumerable.Range(0, 200).Select(i => $"Report{i} on place{i} with person{i} and thing{i}").ToList();
        for (var i = 0; i < titles.Count; i++)
            _engine.Assign(Wire.Article($"{i}", titles[i]));

        Assert.True(_engine.Assign(Wire.Article("stuffed", "Everything you want to read", string.Join(' ', titles))).Began);
        Assert.False(_engine.Assign(Wire.Article("honest", titles[7])).Began);
    }

    private static long Allocated(Action action)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - allocated;
    }
}
