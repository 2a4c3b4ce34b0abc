using NewsMonitor.Model;
using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Tests.Examples;

public sealed class CallAndVisitTests
{
    public static TheoryData<bool, string> Streams() => new()
    {
        { true, "in time order" },
        { true, "interleaved" },
        { true, "reversed" },
        { true, "shuffled" },
        { false, "in time order" },
        { false, "interleaved" },
        { false, "reversed" },
        { false, "shuffled" },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void The_call_and_the_visit_are_two_stories(bool dated, string order)
    {
        var all = MinisterNews.Interleaved;
        var random = new Random(7);
        var stream = order switch
        {
            "in time order" => all.OrderBy(a => a.Published),
            "reversed" => all.Reverse(),
            "shuffled" => all.OrderBy(_ => random.Next()),
            _ => all.AsEnumerable(),
        };
        var engine = new StoryEngine(new StoryOptions());

        var assignments = stream.Select(a => engine.Assign(dated ? a : a with { Published = null })).ToDictionary(a => a.ArticleId);

        Assert.Equal("call-1 call-2 call-3 call-4 call-5 call-6", Together(assignments, "call-1", dated));
        Assert.Equal("visit-1 visit-2 visit-3 visit-4", Together(assignments, "visit-1", dated));
    }

    [Fact]
    public void The_syndicated_copy_is_told_as_one_although_it_was_cut_and_got_a_new_beginning()
    {
        var engine = new StoryEngine(new StoryOptions());

        var assignments = MinisterNews.TheCall.Select(engine.Assign).ToList();

        Assert.Equal(["call-5"], assignments.Where(a => a.CopyOf is not null).Select(a => a.ArticleId));
        Assert.Equal("call-1", assignments.Single(a => a.CopyOf is not null).CopyOf);
    }

    [Fact]
    public void An_assignment_says_what_the_article_shares_with_its_story()
    {
        var engine = new StoryEngine(new StoryOptions());

        var last = MinisterNews.TheCall.Select(engine.Assign).ToList()[1];

        Assert.False(last.Began);
        Assert.True(last.Score > 0);
        Assert.Contains(last.Reasons, reason => reason.Contains("raimondo", StringComparison.Ordinal) && reason.StartsWith("shared", StringComparison.Ordinal));
        Assert.Contains(last.Reasons, reason => reason.Contains("Chinese and US commerce chiefs hold candid phone talks", StringComparison.Ordinal));
    }

    /// <summary>The articles of one story. Without dates other news of the same trade dispute may still stray into it: see the room's README.</summary>
    private static string Together(Dictionary<string, StoryAssignment> assignments, string article, bool dated) =>
        string.Join(' ', assignments.Values
            .Where(a => a.StoryId == assignments[article].StoryId && (dated || !a.ArticleId.StartsWith("other", StringComparison.Ordinal))).Select(a => a.ArticleId).Order());
}
