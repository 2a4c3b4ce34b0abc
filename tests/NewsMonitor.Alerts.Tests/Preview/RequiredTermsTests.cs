using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Preview;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Alerts.Tests.Queries;

namespace NewsMonitor.Alerts.Tests.Preview;

public sealed class RequiredTermsTests
{
    [Fact]
    public void They_never_say_no_where_a_query_holds() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(
            Arb.From(from node in QueryGenerators.Node from article in QueryGenerators.Article select (Node: node, Article: article)),
            sample => !Query.Parse(Anchored(sample.Node)).Holds(sample.Article.Compiled)
                || RequiredTerms.Of(Query.Parse(Anchored(sample.Node)).Root).MayHold(sample.Article.Title, sample.Article.Text)));

    [Theory]
    [InlineData("elysee", "Palais de l’Élysée", true)]
    [InlineData("us", "The U.S. said", true)]
    [InlineData("us", "At example.com, said J. Smith.", false)]
    [InlineData("strasse", "In der Straße", true)]
    [InlineData("raimon*", "Raimondo’s call", true)]
    [InlineData("call AND raimondo", "the call", false)]
    [InlineData("call OR raimondo", "the call", true)]
    [InlineData("raimondo NEAR/5 wang", "Wang alone", false)]
    [InlineData("商务部", "中国商务部长", true)]
    [InlineData("soft", "so\u00ADft hyphen", true)]
    [InlineData("lang:en", "anything", true)]
    public void A_text_without_the_words_is_passed_over(string query, string text, bool may)
    {
        var terms = RequiredTerms.Of(Query.Parse(query).Root);
        Assert.Equal(may, terms.MayHold("", text));
        Assert.Equal(may, terms.MayHold(text, ""));
    }

    private static string Anchored(QueryNode node) => node.ToString();
}
