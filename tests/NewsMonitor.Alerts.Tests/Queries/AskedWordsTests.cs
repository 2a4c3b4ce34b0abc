using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Tests.Queries;

public sealed class AskedWordsTests
{
    [Fact]
    public void A_query_says_the_same_of_an_article_of_which_only_its_words_were_kept() => Check.One(
        Cases.Of(20_000),
        Prop.ForAll(
            Arb.From(from node in Gen.OneOf(QueryGenerators.Node, QueryGenerators.NodeOfStory) from article in QueryGenerators.Article select (Node: node, Article: article)),
            sample =>
            {
                var query = Query.Parse(sample.Node.ToString());
                return query.Ask(sample.Article.CompiledFor(query)) == query.Match(sample.Article.Compiled)?.Residual;
            }));

    [Fact]
    public void Every_word_of_a_text_is_found_as_it_is_folded_and_no_other() => Check.One(
        Cases.Of(20_000),
        Prop.ForAll(
            Arb.From(QueryGenerators.OddText),
            text =>
            {
                var words = WordSegmenter.Words(WordSegmenter.Normalise(text)).ToArray();
                return Array.TrueForAll(words, word => words.Select(other => new AskedWords([word.Text]).Find(Spelling(text, other))).SequenceEqual(
                    words.Select(other => other.Text == word.Text ? word.Text : null)));
            }));

    [Fact]
    public void What_folds_to_nothing_is_no_word() => Assert.Equal("", new AskedWords(["a"]).Find("ـ"));

    [Fact]
    public void What_was_folded_once_is_found_again_after_very_many_others()
    {
        var asked = new AskedWords(["elysee", new QueryWord("el", IsPrefix: true)]);
        for (var i = 0; i < 60_000; i++)
            Assert.Null(asked.Find($"é{i}"));
        Assert.Equal(("elysee", "elan", null), (asked.Find("Élysée"), asked.Find("Élan"), asked.Find("Étude")));
    }

    private static string Spelling(string text, Word word) => WordSegmenter.Normalise(text).Substring(word.Start, word.Length);
}
