using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Tests.Queries;

public sealed class ResidualTests
{
    private static readonly ArticleSample Nothing = new("", "", "", "und");

    [Theory]
    [InlineData("sources>=3", "sources>=3", "sources>=3")]
    [InlineData("sources>=3", "", "")]
    [InlineData("", "is:new", "")]
    [InlineData("sources>=3", "sources>=5", "sources>=3")]
    [InlineData("NOT sources>=3", "NOT sources>=5", "NOT sources>=5")]
    [InlineData("is:new AND sources>=3", "sources>=2", "sources>=2")]
    [InlineData("is:new AND sources>=3", "is:new OR languages>=2", "is:new OR languages>=2")]
    [InlineData("is:new", "NOT is:new", "")]
    [InlineData("sources>=2", "NOT sources>=4", "")]
    [InlineData("sources>=4", "NOT sources>=2", "NOT sources>=2 OR sources>=4")]
    [InlineData("is:new AND sources>=3", "is:corrected", "is:corrected OR is:new AND sources>=3")]
    public void Of_two_matches_the_story_has_to_be_as_either_asks(string one, string other, string union)
    {
        Assert.Equal(Canonical(union), Residual.Or(one, other));
        Assert.Equal(Canonical(union), Residual.Or(other, one));
    }

    [Fact]
    public void The_union_of_two_holds_exactly_when_one_of_them_does()
    {
        var cases =
            from nodes in Formula.ListOf(2)
            from counts in Gen.Choose(0, 6).ListOf(3)
            from states in Gen.Choose(0, 1).ListOf(3)
            select (One: nodes[0], Other: nodes[1], Story: (Func<StoryNode, bool>)(asked => asked.IsCount
                ? counts[(int)asked.Predicate] >= asked.Least
                : states[(int)asked.Predicate - (int)StoryPredicate.New] == 1));
        Check.One(Cases.Of(5000), Prop.ForAll(Arb.From(cases), sample =>
        {
            var union = Residual.Or(sample.One.ToString(), sample.Other.ToString());
            var holds = NaiveEvaluator.Holds(sample.One, Nothing, sample.Story) || NaiveEvaluator.Holds(sample.Other, Nothing, sample.Story);
            return Residual.Holds(union, sample.Story) == holds
                && (union.Length == 0 || Query.Parse(union).Canonical == union)
                && Residual.Or(union, sample.One.ToString()) == union;
        }));
    }

    [Fact]
    public void However_deep_two_are_nested_their_union_is_found_and_means_both()
    {
        var (one, other) = (Nested(48, "sources", "languages"), Nested(48, "velocity", "sources"));
        var union = Residual.Or(one, other);
        foreach (var many in new[] { 1, 20, 30, 60 })
        {
            bool Story(StoryNode asked) => asked.Predicate != StoryPredicate.Sources || asked.Least <= many;
            Assert.Equal(Residual.Holds(one, Story) || Residual.Holds(other, Story), Residual.Holds(union, Story));
        }

        static string Nested(int depth, string first, string second)
        {
            var query = "NOT is:new";
            for (var i = 1; i <= depth; i++)
                query = $"{Number(first, i)} {(i % 2 == 0 ? "AND" : "OR")} NOT {Number(second, depth + 1 - i)} {(i % 2 == 0 ? "AND" : "OR")} ({query})";
            return Query.Parse(query).Canonical;
        }

        static string Number(string name, int number) => $"{name}>={number}{(name == "velocity" ? "/h" : "")}";
    }

    [Fact]
    public void What_is_too_long_to_be_read_again_asks_nothing()
    {
        var tooLong = string.Join(" OR ", Enumerable.Range(1, 3000).Select(n => $"sources>={n}"));
        Assert.Equal(Residual.None, Residual.Or(tooLong, "is:new"));
        Assert.Equal(Residual.None, Residual.Or("is:new", tooLong));
        Assert.Equal(Residual.None, Residual.Or(tooLong, tooLong));
        Assert.True(Residual.Holds(tooLong, _ => false));
        Assert.Empty(Residual.Reasons(tooLong, _ => true));
        Assert.Equal(1, Residual.Sources(tooLong));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("is:new", 1)]
    [InlineData("sources>=3", 3)]
    [InlineData("languages>=5 AND sources>=3", 3)]
    [InlineData("languages>=5 OR sources>=3", 1)]
    [InlineData("sources>=4 OR (sources>=3 AND is:new)", 3)]
    public void A_residual_says_how_many_sources_were_waited_for(string residual, int sources) => Assert.Equal(sources, Residual.Sources(residual));

    [Fact]
    public void A_residual_that_holds_says_by_what() =>
        Assert.Equal(
            [new StoryNode(StoryPredicate.Sources, 2)],
            Residual.Reasons("sources>=2 AND (languages>=2 OR NOT is:new)", asked => asked.Predicate == StoryPredicate.Sources));

    private static Gen<QueryNode> Formula { get; } = Gen.Sized(size => Of(Math.Min(size, 3)));

    private static string Canonical(string residual) => residual.Length == 0 ? "" : Query.Parse(residual).Canonical;

    private static Gen<QueryNode> Of(int depth)
    {
        if (depth == 0)
            return QueryGenerators.Predicate;
        var parts = Gen.Choose(1, 3).SelectMany(count => Of(depth - 1).ListOf(count));
        return Gen.Frequency(
            (2, QueryGenerators.Predicate),
            (2, parts.Select(p => QueryNode.All(p))),
            (2, parts.Select(p => QueryNode.Any(p))),
            (1, Of(depth - 1).Select(QueryNode.Not)));
    }
}
