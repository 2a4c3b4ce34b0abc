using NewsMonitor.Alerts.Matching;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Alerts.Tests.Queries;
using FsCheck;
using FsCheck.Fluent;

namespace NewsMonitor.Alerts.Tests.Matching;

public sealed class AnchorTests
{
    [Theory]
    [InlineData("the AND wentao", "wentao+the says all")]
    [InlineData("the AND wentao AND wang", "wentao+wang has the")]
    [InlineData("the AND wentao AND NOT wang", "wentao+the lacks wang")]
    [InlineData("the AND wentao AND wang AND raimondo", "raimondo+wentao")]
    [InlineData("the AND (wang OR wentao)", "wang+the says all, wentao+the says all")]
    [InlineData("wang OR (the AND wentao)", "wang says all, wentao+the says all")]
    [InlineData("wang OR wentao", "wang says all, wentao says all")]
    [InlineData("wentao AND sources>=3", "wentao says all")]
    [InlineData("wentao AND NOT wang", "wentao lacks wang")]
    [InlineData("NOT (wang OR NOT wentao)", "wentao lacks wang")]
    [InlineData("title:wentao", "title wentao says all")]
    [InlineData("the NEAR/3 wentao", "wentao+the")]
    [InlineData("NOT wang", "none")]
    [InlineData("sources>=3", "none")]
    [InlineData("wang OR sources>=3", "none")]
    public void A_query_is_filed_under_what_is_rarest_of_what_it_needs_and_a_second_where_there_is_one(string query, string expected)
    {
        var compiler = new QueryCompiler();
        var plan = compiler.Compile(Query.Parse(query).Root);
        Assert.Equal(expected, Anchors(compiler, plan, anchor => Remainder.OfQuery(Denial.Of(plan), anchor)));
    }

    [Theory]
    [InlineData("NOT wang", "wang says all")]
    [InlineData("NOT (wang OR wentao)", "wang says all, wentao says all")]
    [InlineData("NOT (the AND wentao)", "wentao+the says all")]
    [InlineData("NOT (wentao AND NOT wang)", "wentao lacks wang")]
    [InlineData("sources>=3 AND NOT wang", "wang says all")]
    [InlineData("sources>=3 OR (wang AND wentao)", "nothing denies it")]
    [InlineData("sources>=3 AND (raimondo OR NOT wang)", "wang lacks raimondo")]
    [InlineData("NOT wang OR NOT (wentao AND sources>=3)", "nothing denies it")]
    [InlineData("NOT wang AND NOT (wentao AND sources>=3)", "wang says all")]
    [InlineData("NOT (the NEAR/3 wentao)", "wentao+the")]
    [InlineData("is:new", "nothing denies it")]
    public void A_query_without_anchors_is_filed_under_those_of_what_denies_it(string query, string expected)
    {
        var compiler = new QueryCompiler();
        var plan = compiler.Compile(Query.Parse(query).Root);
        Assert.Equal("none", Anchors(compiler, plan, _ => default));
        Assert.Equal(expected, Denial.Of(plan) is { } denial ? Anchors(compiler, denial, anchor => Remainder.OfDenial(denial, anchor)) : "nothing denies it");
    }

    [Fact]
    public void A_query_has_no_anchors_exactly_when_people_are_told_so() =>
        Check.One(Cases.Of(500), Prop.ForAll(
            Arb.From(QueryGenerators.NodeOfStory),
            node => QueryAnchors.Exist(node) == AnchorSet.Find(new QueryCompiler().Compile(node), _ => 0.5) is not null));

    [Fact]
    public void What_denies_a_query_without_anchors_has_some() =>
        Check.One(Cases.Of(500), Prop.ForAll(
            Arb.From(QueryGenerators.NodeOfStory.Where(node => !QueryAnchors.Exist(node))),
            node => Denial.Of(new QueryCompiler().Compile(node)) is not { } denial || AnchorSet.Find(denial, _ => 0.5) is not null));

    private static string Anchors(QueryCompiler compiler, QueryPlan plan, Func<Anchor, Remainder> remainder)
    {
        var anchors = AnchorSet.Find(plan, feature => compiler.Features[feature].Text == "the" ? 0.9 : 1.0 / compiler.Features[feature].Text.Length / 10);
        return anchors is null ? "none" : string.Join(", ", anchors.Anchors.Select(anchor => Name(anchor) + Left(remainder(anchor))).Order(StringComparer.Ordinal));

        string Name(Anchor anchor) => anchor.Second < 0 ? Text(anchor.First) : $"{Text(anchor.First)}+{Text(anchor.Second)}";

        string Left(Remainder left) => left.Kind switch
        {
            RemainderKind.Nothing => " says all",
            RemainderKind.Has => $" has {Text(left.Feature)}",
            RemainderKind.Lacks => $" lacks {Text(left.Feature)}",
            _ => "",
        };

        string Text(int feature) => (compiler.Features[feature].Kind == FeatureKind.TitleWord ? "title " : "") + compiler.Features[feature].Text;
    }
}
