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
        "en",
        ["US Politics/Trade"],
        new ArticleFeed("feed_1", "BBC — World", "https://feeds.bbci.co.uk/world", ["Asia desk"]),
        () => ["US", "CN"]);

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
    [InlineData("wen*", true)]
    [InlineData("rai* AND NOT wentaos*", true)]
    [InlineData("\"minist* wang\"", true)]
    [InlineData("\"minist* wentao\"", false)]
    [InlineData("body:candid", false)]
    [InlineData("body:gina", true)]
    [InlineData("entity:gina", true)]
    [InlineData("entity:\"secretary gina\"", true)]
    [InlineData("entity:pragmatic", false)]
    [InlineData("entity:商务", true)]
    [InlineData("domain:bbc.co.uk", true)]
    [InlineData("domain:uk", true)]
    [InlineData("domain:bbc", false)]
    [InlineData("country:us AND country:cn", true)]
    [InlineData("country:uk", false)]
    [InlineData("category:politics", true)]
    [InlineData("category:\"politics trade\"", true)]
    [InlineData("category:sport", false)]
    [InlineData("tag:asia", true)]
    [InlineData("tag:desk-asia", false)]
    [InlineData("feed:feed_1", true)]
    [InlineData("feed:bbci.co.uk", true)]
    [InlineData("feed:\"bbc world\"", true)]
    [InlineData("feed:feed_2 OR feed:reuters", false)]
    [InlineData("gina NEAR/3 spoke", true)]
    [InlineData("gina NEAR/1 spoke", false)]
    [InlineData("gina NEAR/2 spoke", true)]
    [InlineData("spoke NEAR/2 gina", true)]
    [InlineData("spoke ONEAR/2 gina", false)]
    [InlineData("gina ONEAR/2 spoke", true)]
    [InlineData("call NEAR/50 us", false)]
    [InlineData("title:(raimondo NEAR/9 call)", true)]
    [InlineData("body:(candid NEAR/9 call)", false)]
    [InlineData("\"gina raimondo\" NEAR/3 (tariffs OR \"wang wentao\")", false)]
    [InlineData("\"gina raimondo\" NEAR/3 (tariffs OR minist*)", true)]
    [InlineData("secretary NEAR/2 raimondo NEAR/1 spoke", true)]
    [InlineData("secretary NEAR/1 raimondo NEAR/1 spoke", false)]
    [InlineData("pragmatic NEAR/2 pragmatic", false)]
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

    [Theory]
    [InlineData("rai*", "rai* in the title: Raimondo and Wang hold “candid” phone call")]
    [InlineData("spoke NEAR/2 gina", "gina NEAR/2 spoke in the text: US Commerce Secretary Gina Raimondo spoke with Minister Wang Wentao. 中国商务部 called it pragmatic.")]
    [InlineData("domain:uk", "domain:uk is the source: news.bbc.co.uk")]
    [InlineData("category:trade", "category:trade is a category: US Politics/Trade")]
    [InlineData("tag:asia", "tag:asia is a tag of the feed: Asia desk")]
    [InlineData("feed:bbc", "feed:bbc is the feed: BBC — World")]
    [InlineData("country:cn", "country:cn is a country that it names: CN")]
    [InlineData("NOT gold", "NOT gold: nothing in the article speaks against it")]
    public void Every_kind_of_part_says_why_it_held(string query, string why) => Assert.Equal([why], Query.Parse(query).Match(Call)!.Why);

    [Fact]
    public void Words_near_one_another_are_shown_from_the_first_to_the_last()
    {
        var hit = Query.Parse("raimondo NEAR/3 secretary NEAR/4 spoke").Match(Call)!.Hits[0];
        Assert.Equal("Secretary Gina Raimondo spoke", Call.Text.Substring(hit.Start, hit.Length));
    }

    [Theory]
    [InlineData("raimondo AND sources>=3", "sources>=3")]
    [InlineData("raimondo OR sources>=3", "")]
    [InlineData("(gold AND sources>=3) OR (wang AND languages>=2)", "languages>=2")]
    [InlineData("raimondo AND NOT (wang AND is:new)", "NOT is:new")]
    [InlineData("gold OR NOT sources>=3", "NOT sources>=3")]
    [InlineData("raimondo AND (gold OR sources>=2) AND sources>=5", "sources>=5")]
    [InlineData("gold AND sources>=3", null)]
    public void What_only_the_story_can_tell_remains_of_a_match(string query, string? residual) =>
        Assert.Equal(residual, Query.Parse(query).Match(Call)?.Residual);

    [Fact]
    public void What_remains_decides_as_the_whole_query_would()
    {
        var cases =
            from node in QueryGenerators.NodeOfStory
            from article in QueryGenerators.Article
            from counts in Gen.Choose(0, 6).ListOf(3)
            from states in Gen.Choose(0, 1).ListOf(3)
            select (Node: node, Article: article, Story: (Func<StoryNode, bool>)(asked => asked.IsCount
                ? counts[(int)asked.Predicate] >= asked.Least
                : states[(int)asked.Predicate - (int)StoryPredicate.New] == 1));
        Check.One(Cases.Of(5000), Prop.ForAll(Arb.From(cases), sample =>
        {
            var match = Query.Parse(sample.Node.ToString()).Match(sample.Article.Compiled);
            var remains = match is not null && (match.Residual.Length == 0 || NaiveEvaluator.Holds(Query.Parse(match.Residual).Root, sample.Article, sample.Story));
            return remains == NaiveEvaluator.Holds(sample.Node, sample.Article, sample.Story);
        }));
    }

    [Fact]
    public void A_chain_of_frequent_words_costs_no_more_than_looking_at_each_place()
    {
        var text = new ArticleText("", string.Concat(Enumerable.Repeat("to be or not ", 5_000)), "", "en");
        Assert.True(Query.Parse(string.Join(" NEAR/50 ", Enumerable.Repeat("(to OR be OR \"or not\")", 16))).Holds(text));
        Assert.False(Query.Parse(string.Join(" ONEAR/50 ", Enumerable.Repeat("(to OR be)", 15)) + " ONEAR/50 gold").Holds(text));
    }

    [Fact]
    public void The_evaluator_agrees_with_the_plain_meaning() =>
        Check.One(Cases.Of(5000), Prop.ForAll(
            Arb.From(QueryGenerators.Node), Arb.From(QueryGenerators.Article),
            (node, article) => QueryEvaluator.Holds(node, article.Compiled) == NaiveEvaluator.Holds(node, article)));

    [Fact]
    public void A_match_always_has_a_hit() =>
        Check.One(Cases.Of(3000), Prop.ForAll(
            Arb.From(QueryGenerators.AnchoredNode), Arb.From(QueryGenerators.Article),
            (node, article) => !QueryEvaluator.Holds(node, article.Compiled) || QueryEvaluator.Explain(node, article.Compiled).Hits.Count > 0));

    [Fact]
    public void A_query_without_anchors_is_one_that_holds_for_an_article_with_none_of_its_words() =>
        Check.One(Cases.Of(3000), Prop.ForAll(
            Arb.From(QueryGenerators.Node),
            node => QueryAnchors.Exist(node) != QueryEvaluator.Holds(node, new ArticleText("zzz", "zzz", "zzz.zz", "zz"))));

    [Fact]
    public void A_number_of_the_story_is_no_anchor() =>
        Check.One(Cases.Of(1000), Prop.ForAll(
            Arb.From(QueryGenerators.NodeOfStory),
            node => QueryAnchors.Exist(node) || QueryReducer.Reduce(node, _ => false).Known != false));

    [Fact]
    public void Excerpts_never_cut_a_character_in_two()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 100)) + " needle " + string.Concat(Enumerable.Repeat("😀", 100));
        var excerpt = Query.Parse("needle").Match(new ArticleText("", text, "", "und"))!.Hits[0].Excerpt;
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(excerpt)));
        Assert.InRange(excerpt.Length, 10, 140);
    }
}
