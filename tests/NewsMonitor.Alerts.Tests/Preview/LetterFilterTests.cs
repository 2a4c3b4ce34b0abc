using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Preview;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Alerts.Tests.Queries;

namespace NewsMonitor.Alerts.Tests.Preview;

public sealed class LetterFilterTests
{
    [Fact]
    public void It_never_says_no_where_a_word_or_its_beginning_is() => Check.One(
        Cases.Of(20_000),
        Prop.ForAll(
            Arb.From(QueryGenerators.OddText),
            text => WordSegmenter.Fold(text).All(word => new LetterFilter([word]).MayHave(text) && new LetterFilter([word[..1]]).MayHave(text))));

    [Theory]
    [InlineData("elysee", "Palais de l’Élysée", true)]
    [InlineData("us", "The U.S. said", true)]
    [InlineData("us", "At example.com, said J. Smith.", false)]
    [InlineData("сша", "в С.Ш.А. сказали", true)]
    [InlineData("strasse", "In der Straße", true)]
    [InlineData("raimon", "Raimondo’s call", true)]
    [InlineData("raimondo", "the call", false)]
    [InlineData("raimondo", "Élysée, Москва, 中国", false)]
    [InlineData("商务部", "中国商务部长", true)]
    [InlineData("soft", "so\u00ADft hyphen", true)]
    [InlineData("a", "𝐀", true)]
    public void A_text_without_the_letters_is_passed_over(string word, string text, bool may) => Assert.Equal(may, new LetterFilter([word]).MayHave(text));

    [Fact]
    public void No_words_are_nowhere() => Assert.False(new LetterFilter([]).MayHave("anything"));
}
