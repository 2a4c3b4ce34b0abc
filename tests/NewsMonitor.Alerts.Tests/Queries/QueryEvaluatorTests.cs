using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Tests.Queries;

public sealed class QueryEvaluatorTests
{
    private static readonly ArticleText Call = new(
        "Raimondo and Wang hold “candid” phone call",
        "US Commerce Secretary Gina Raimondo spoke with Minister Wang Wentao. 中国商务部 called it pragmatic.",
        "www.news.bbc.co.uk",
        "en");

    [Theory]
    [InlineData("raimondo", true)]
    [InlineData("raimondo AND wentao", true)]
    [InlineData("\"gina raimondo\"", true)]
    [InlineData("\"raimondo gina\"", false)]
    [InlineData("\"phone call us\"", false)]
    [InlineData("title:gina", false)]
    [InlineData("title:\"phone call\"", true)]
    [InlineData("商务部", true)]
    [InlineData("部商务", false)]
    [InlineData("raimondo AND NOT pragmatic", false)]
    [InlineData("raimondo NOT candour", true)]
    [InlineData("source:bbc", true)]
    [InlineData("source:bbc.co.uk", true)]
    [InlineData("source:bc.co.uk", false)]
    [InlineData("source:(reuters.com OR bbc.co)", true)]
    [InlineData("lang:en", true)]
    [InlineData("lang:zh OR xinhua", false)]
    public void A_query_holds_or_not(string query, bool holds) => Assert.Equal(holds, Query.Parse(query).Match(Call) is not null);

    [Fact]
    public void A_match_says_which_parts_held_and_where()
    {
        var match = Query.Parse("(\"wang wentao\" OR tariffs) AND title:raimondo AND source:bbc AND NOT gold").Match(Call);
        Assert.NotNull(match);
        Assert.Equal(
            [
                "\"wang wentao\" in the text: … Gina Raimondo spoke with Minister Wang Wentao. 中国商务部 called it pragmatic.",
                "source:bbc is the source: news.bbc.co.uk",
                "title:raimondo in the title: Raimondo and Wang hold “candid” phone call",
            ],
            match.Why);
        var hit = match.Hits[0];
        Assert.Equal("Wang Wentao", Call.Text.Substring(hit.Start, hit.Length));
    }

    [Fact]
    public void The_evaluator_agrees_with_the_plain_meaning() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(
            Arb.From(QueryGenerators.Node), Arb.From(QueryGenerators.Article),
            (node, article) => QueryEvaluator.Holds(node, article.Compiled) == NaiveEvaluator.Holds(node, article)));

    [Fact]
    public void A_match_always_has_a_hit() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(
            Arb.From(QueryGenerators.AnchoredNode), Arb.From(QueryGenerators.Article),
            (node, article) => !QueryEvaluator.Holds(node, article.Compiled) || QueryEvaluator.Explain(node, article.Compiled).Hits.Count > 0));

    [Fact]
    public void A_query_without_anchors_is_one_that_holds_for_an_article_with_none_of_its_words() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(
            Arb.From(QueryGenerators.Node),
            node => QueryAnchors.Exist(node) != QueryEvaluator.Holds(node, new ArticleText("zzz", "zzz", "zzz.zz", "zz"))));

    [Fact]
    public void Excerpts_never_cut_a_character_in_two()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 100)) + " needle " + string.Concat(Enumerable.Repeat("😀", 100));
        var excerpt = Query.Parse("needle").Match(new ArticleText("", text, "", "und"))!.Hits[0].Excerpt;
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(excerpt)));
        Assert.InRange(excerpt.Length, 10, 140);
    }
}
