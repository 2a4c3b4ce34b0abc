using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Tests.Examples;
using NewsMonitor.Stories.Tests.Stage;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Review;

public sealed class StoryReviewerTests
{
    private static readonly ArticleAnalyser Analyser = new(new StoryOptions());

    private readonly StoryEngine _engine = new(new StoryOptions(), Analyser);
    private readonly Dictionary<string, List<Article>> _stories = [];

    public StoryReviewerTests()
    {
        foreach (var (at, article) in MinisterNews.Others.Index())
            Put($"news-{at}", article);
    }

    [Fact]
    public void A_fragment_whose_articles_would_join_a_larger_story_now_is_merged_into_it()
    {
        Put("call", MinisterNews.TheCall.Take(4));
        Put("fragment", MinisterNews.TheCall[4]);

        var merge = Assert.Single(Review("fragment"));

        Assert.Equal(StoryChangeKind.Merged, merge.Kind);
        Assert.Equal(("fragment", "call"), (merge.From, merge.To));
        Assert.Contains(merge.Reasons, r => r.StartsWith("1 of 1 articles would now join “Chinese and US commerce chiefs", StringComparison.Ordinal));
        Assert.True(merge.ByEngine);
    }

    [Fact]
    public void Nothing_is_asked_of_a_story_that_an_operator_told_apart()
    {
        Put("call", MinisterNews.TheCall.Append(MinisterNews.TheVisit[1]).Select(Undated));
        Put("visit", MinisterNews.TheVisit.Where(a => a.Id != "visit-2").Select(Undated));
        Put("fragment", Copy(MinisterNews.TheCall[1]));
        Assert.Equal(["call"], Review("fragment").Select(change => change.To));

        Assert.Empty(ReviewApart("fragment", "call"));
        Assert.DoesNotContain(ReviewApart("call", "visit"), change => change.To == "visit");
    }

    [Fact]
    public void The_larger_of_two_stories_never_asks_to_be_merged()
    {
        Put("call", MinisterNews.TheCall.Take(4));
        Put("fragment", MinisterNews.TheCall[4]);

        Assert.Empty(Review("call"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_story_of_two_events_is_split_and_the_smaller_part_leaves(bool dated)
    {
        Put("both", MinisterNews.Interleaved.Where(a => !a.Id.StartsWith("other", StringComparison.Ordinal)).Select(a => dated ? a : a with { Published = null }));

        var split = Assert.Single(Review("both"));

        Assert.Equal(StoryChangeKind.Split, split.Kind);
        Assert.Null(split.To);
        Assert.Equal("visit-1 visit-2 visit-3 visit-4", string.Join(' ', split.Articles.Order()));
        Assert.Contains(split.Reasons, r => r.StartsWith("two groups", StringComparison.Ordinal));
        Assert.Contains(split.Reasons, r => r.StartsWith("only in", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_stories_of_the_same_people_are_not_merged()
    {
        Put("call", MinisterNews.TheCall.Select(Undated));
        Put("visit", MinisterNews.TheVisit.Select(Undated));

        Assert.Empty(Review("visit"));
        Assert.Empty(Review("call"));
    }

    [Fact]
    public void An_article_that_fits_its_story_does_not_go_to_a_smaller_one_that_may_be_a_fragment_of_it()
    {
        Put("call", MinisterNews.TheCall);
        Put("fragment", Copy(MinisterNews.TheCall[1]));

        Assert.Empty(Review("call"));
    }

    [Fact]
    public void An_article_that_strayed_moves_to_the_story_that_it_fits_clearly_better()
    {
        Put("call", MinisterNews.TheCall.Append(MinisterNews.TheVisit[1]).Select(Undated));
        Put("visit", MinisterNews.TheVisit.Where(a => a.Id != "visit-2").Select(Undated));

        var move = Assert.Single(Review("call"));

        Assert.Equal(StoryChangeKind.Moved, move.Kind);
        Assert.Equal(("call", "visit"), (move.From, move.To));
        Assert.Equal(["visit-2"], move.Articles);
        Assert.Contains(move.Reasons, r => r.StartsWith("evidence for “Raimondo meets Wang", StringComparison.Ordinal));
    }

    [Fact]
    public void An_article_that_nothing_holds_leaves()
    {
        var stray = Wire.Article("stray", "Rovers sign a goalkeeper", "The club said on Monday that the goalkeeper had signed for three seasons.", MinisterNews.TheCall[0].Published);
        Put("call", MinisterNews.TheCall.Append(stray));

        var split = Assert.Single(Review("call"));

        Assert.Equal(StoryChangeKind.Split, split.Kind);
        Assert.Equal(["stray"], split.Articles);
        Assert.Contains(split.Reasons, r => r.StartsWith("evidence for the rest of the story is", StringComparison.Ordinal));
    }

    [Fact]
    public void What_an_operator_placed_stays()
    {
        Put("call", MinisterNews.TheCall.Append(MinisterNews.TheVisit[1]).Select(Undated));
        Put("visit", MinisterNews.TheVisit.Where(a => a.Id != "visit-2").Select(Undated));
        Put("fragment", Undated(MinisterNews.TheCall[2] with { Id = "call-3 again" }));

        Assert.NotEmpty(Review("call"));
        Assert.Empty(Review("call", "visit-2"));
        Assert.NotEmpty(Review("fragment"));
        Assert.Empty(Review("fragment", "call-3 again"));
    }

    [Fact]
    public void Of_a_split_the_part_stays_that_an_operator_placed_and_none_leaves_if_both_are()
    {
        Put("both", [.. MinisterNews.TheCall, .. MinisterNews.TheVisit]);

        Assert.Equal("call-1", Assert.Single(Review("both", "visit-3")).Articles.Order().First());
        Assert.Equal("visit-1", Assert.Single(Review("both", "call-3")).Articles.Order().First());
        Assert.Empty(Review("both", "visit-3", "call-3"));
    }

    [Fact]
    public void A_story_that_is_right_is_left_alone()
    {
        Put("call", MinisterNews.TheCall);
        Put("visit", MinisterNews.TheVisit);

        Assert.Empty(Review("call"));
        Assert.Empty(Review("visit"));
    }

    [Fact]
    public void A_story_that_is_not_open_is_left_alone() =>
        Assert.Empty(StoryReviewer.Review(_engine, "unknown", [new ReviewedArticle(Analyser.Analyse(MinisterNews.TheCall[0]))]));

    [Fact]
    public void Looking_again_leaves_the_index_as_it_was_and_does_not_ask_in_what_order_articles_come()
    {
        Put("both", [.. MinisterNews.TheCall, .. MinisterNews.TheVisit]);
        var before = Review("both");

        _stories["both"].Reverse();

        Assert.Equivalent(before, Review("both"), strict: true);
        Assert.Equivalent(Fresh().Assign(Copy(MinisterNews.TheCall[1])), _engine.Assign(Copy(MinisterNews.TheCall[1])), strict: true);
    }

    [Fact]
    public void Copies_of_one_report_do_not_make_an_event_of_their_own()
    {
        Put("call", [.. MinisterNews.TheCall, .. Enumerable.Range(0, 5).Select(i => MinisterNews.TheCall[2] with { Id = $"copy-{i}", Source = $"outlet-{i}.example" })]);

        Assert.Empty(Review("call"));
    }

    private static Article Undated(Article article) => article with { Published = null };

    private static Article Copy(Article article) => article with { Id = article.Id + " again" };

    private IReadOnlyList<StoryChangeProposal> Review(string story, params string[] pinned) =>
        StoryReviewer.Review(_engine, story, [.. _stories[story].Select(a => new ReviewedArticle(Analyser.Analyse(a), pinned.Contains(a.Id)))]);

    private IReadOnlyList<StoryChangeProposal> ReviewApart(string story, params string[] others) =>
        StoryReviewer.Review(_engine, story, [.. _stories[story].Select(a => new ReviewedArticle(Analyser.Analyse(a)))], others.ToHashSet());

    private StoryEngine Fresh()
    {
        var engine = new StoryEngine(new StoryOptions(), Analyser);
        foreach (var (story, articles) in _stories)
        {
            foreach (var article in articles)
                engine.Restore(article, story);
        }

        return engine;
    }

    private void Put(string story, params IEnumerable<Article> articles)
    {
        foreach (var article in articles)
        {
            if (!_stories.TryGetValue(story, out var list))
                _stories.Add(story, list = []);
            list.Add(article);
            _engine.Restore(article, story);
        }
    }
}
