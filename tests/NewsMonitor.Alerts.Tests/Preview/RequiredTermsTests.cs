using NewsMonitor.Alerts.Preview;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Tests.Preview;

public sealed class RequiredTermsTests
{
    [Theory]
    [InlineData("call AND raimondo", "raimondo")]
    [InlineData("call OR raimondo", "call raimondo")]
    [InlineData("raimondo NEAR/5 wang", "raimondo")]
    [InlineData("\"the call\" AND lang:en", "call")]
    [InlineData("elect* AND NOT us", "elect*")]
    [InlineData("NOT us", null)]
    [InlineData("us OR lang:en", null)]
    [InlineData("sources>=3", null)]
    public void The_longest_words_of_which_one_must_be_there(string query, string? words) =>
        Assert.Equal(words, RequiredTerms.Of(Query.Parse(query).Root) is { } terms ? string.Join(' ', terms.Words) : null);

    [Theory]
    [InlineData("elect*", "Electoral college", true)]
    [InlineData("elect*", "reelect", false)]
    [InlineData("us", "The U.S. said", true)]
    [InlineData("us", "Russia", false)]
    public void They_are_words_of_the_article_and_not_parts_of_words(string query, string text, bool there)
    {
        var root = Query.Parse(query).Root;
        Assert.Equal(there, RequiredTerms.Of(root)!.AreIn(new ArticleText("", text, new AskedWords([.. AskedWords.Of(root)]))));
    }
}
