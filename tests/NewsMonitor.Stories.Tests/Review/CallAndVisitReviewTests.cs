using NewsMonitor.Model;
using NewsMonitor.Stories.Review;
using NewsMonitor.Stories.Tests.Examples;
using NewsMonitor.Stories.Text;
using Xunit.Abstractions;

namespace NewsMonitor.Stories.Tests.Review;

/// <summary>The ministers' call and the visit of the year before, in many orders: whatever the first assignments made of them, second thoughts part them.</summary>
public sealed class CallAndVisitReviewTests(ITestOutputHelper output)
{
    private const int Orders = 60;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void The_call_and_the_visit_are_two_stories_after_second_thoughts(bool dated, bool others)
    {
        var parted = 0;
        var first = 0;
        for (var seed = 0; seed < Orders; seed++)
        {
            var random = new Random(seed);
            var articles = (others ? MinisterNews.Interleaved : [.. MinisterNews.TheCall, .. MinisterNews.TheVisit])
                .OrderBy(_ => random.Next())
                .Select((a, i) => a with { FirstSeen = MinisterNews.TheCall[0].FirstSeen.AddMinutes(i), Published = dated ? a.Published : null });
            var analyser = new ArticleAnalyser(new StoryOptions());
            var stream = new ReviewedStream(new StoryOptions(), analyser);
            var firsts = articles.ToDictionary(a => a.Id, a => stream.Assign(analyser.Analyse(a)).StoryId);
            if (!Mixed(firsts)) first++;
            Assert.True(stream.Settle());
            var current = stream.Current();
            if (!Mixed(current))
                parted++;
            output.WriteLine($"{seed} {Show(firsts)} => {Show(current)}");
        }
        output.WriteLine($"{first} {parted} of {Orders}");
        Assert.Fail();
    }

    private static string Show(Dictionary<string, string> s) => string.Join(" | ", s.GroupBy(x => x.Value).Select(g => string.Join(' ', g.Select(x => x.Key).Order())));

    private static bool Mixed(Dictionary<string, string> stories) => stories.GroupBy(s => s.Value)
        .Any(story => story.Any(a => a.Key.StartsWith("call", StringComparison.Ordinal)) && story.Any(a => a.Key.StartsWith("visit", StringComparison.Ordinal)));
}
