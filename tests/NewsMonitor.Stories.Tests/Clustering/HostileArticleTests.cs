using System.Diagnostics;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Tests.Stage;

namespace NewsMonitor.Stories.Tests.Clustering;

public sealed class HostileArticleTests
{
    private readonly StoryEngine _engine = new(new StoryOptions());

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("\0\u0001\u001b[31m\u202e")]
    [InlineData("👍🏽👩‍👩‍👧 🇫🇷")]
    [InlineData("العربية English русский 中文 עברית")]
    [InlineData("a\u0301\u0301\u0301\u0301\u0301\u0301\u0301")]
    [InlineData("\ud800 lone surrogate \udc00")]
    [InlineData("''''''s 's ’s U.S.A.U.S. .....A.B")]
    [InlineData("99999999999999999999 2024-99-99 31 February 2023 00/00/0000")]
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

    [Fact]
    public void Megabytes_of_text_cost_what_their_first_words_cost()
    {
        var text = string.Join(' ', Enumerable.Range(0, 400_000).Select(i => $"word{i}"));
        var unbroken = new string('x', 2_000_000);

        var (_, allocated) = Measure(() =>
        {
            _engine.Assign(Wire.Article("a", "A very long report", text));
            _engine.Assign(Wire.Article("b", "One very long word", unbroken));
            _engine.Assign(Wire.Article("c", text));
        });

        Assert.True(allocated < 8_000_000, $"{allocated} bytes were allocated");
    }

    [Fact]
    public void Ten_thousand_articles_with_one_title_are_one_story_at_a_bounded_cost_each()
    {
        var (elapsed, _) = Measure(() =>
        {
            for (var i = 0; i < 10_000; i++)
                _engine.Assign(Wire.Article($"{i}", "Subscribe to our newsletter for the latest updates"));
        });

        Assert.Equal(1, _engine.OpenStories);
        // A generous bound: a cost that grew with the number of articles would be far over it.
        Assert.True(elapsed < TimeSpan.FromSeconds(20), $"It took {elapsed}.");
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

    private static (TimeSpan Elapsed, long Allocated) Measure(Action action)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        action();
        return (Stopwatch.GetElapsedTime(started), GC.GetAllocatedBytesForCurrentThread() - allocated);
    }
}
