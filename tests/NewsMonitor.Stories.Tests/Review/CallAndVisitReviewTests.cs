using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Tests.Examples;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Review;

/// <summary>The ministers' call and the visit of the year before, in many orders: whatever the first assignments made of them, second thoughts part them.</summary>
public sealed class CallAndVisitReviewTests
{
    private const int Orders = 60;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void The_call_and_the_visit_are_two_stories_after_second_thoughts_in_whatever_order_they_came(bool dated, bool amongOtherNews)
    {
        for (var seed = 0; seed < Orders; seed++)
        {
            var random = new Random(seed);
            var analyser = new ArticleAnalyser(new StoryOptions());
            var stream = new ReviewedStream(new StoryOptions(), analyser);
            var articles = (amongOtherNews ? MinisterNews.Interleaved : [.. MinisterNews.TheCall, .. MinisterNews.TheVisit]).OrderBy(_ => random.Next());
            foreach (var (at, article) in articles.Index())
                stream.Assign(analyser.Analyse(article with { FirstSeen = article.FirstSeen.AddMinutes(at), Published = dated ? article.Published : null }));

            Assert.True(stream.Settle());

            var stories = stream.Current().GroupBy(a => a.Value, a => a.Key).Select(story => string.Join(' ', story.Order())).ToList();
            Assert.DoesNotContain(stories, story => story.Contains("call-", StringComparison.Ordinal) && story.Contains("visit-", StringComparison.Ordinal));
            Assert.Contains(stories, story => story.Contains("visit-1 visit-2 visit-3 visit-4", StringComparison.Ordinal));
        }
    }
}
