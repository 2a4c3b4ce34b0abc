using System.Text;
using NewsMonitor.Alerts.Queries;

namespace NewsMonitor.Alerts.Tests.Queries;

public sealed class WordSegmenterTests
{
    [Theory]
    [InlineData("Raimondo's phone-call, on $18bn", "raimondo s phone call on 18bn")]
    [InlineData("The U.S. and the E.U.", "the us and the eu")]
    [InlineData("J.K. Rowling, J.K.Rowling", "jk rowling jk rowling")]
    [InlineData("a. b. c.d", "a b cd")]
    [InlineData("co\u00adopera\u200dtion", "cooperation")]
    [InlineData("Ångström ŁÓDŹ Þór İstanbul", "angstrom lodz thor istanbul")]
    [InlineData("ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ")]
    [InlineData("Москва́ ёлка", "москва елка")]
    [InlineData("كِتَاب كتاب", "كتاب كتاب")]
    [InlineData("الخارجية إلى أمريكا", "الخارجيه الي امريكا")]
    [InlineData("शांति", "शांति")]
    [InlineData("中国商务部", "中 国 商 务 部")]
    [InlineData("ガザ ｶﾞｻﾞ", "ガ ザ ガ ザ")]
    [InlineData("미국은", "미 국 은")]
    [InlineData("ＡＢＣ １２３ ﬁne", "abc 123 fine")]
    [InlineData("CO₂", "co2")]
    [InlineData("iPhone15 発売", "iphone15 発 売")]
    [InlineData("🙂 ... —", "")]
    [InlineData("", "")]
    public void Words_are_found_and_folded_in_every_script(string text, string words) => Assert.Equal(words, string.Join(' ', WordSegmenter.Fold(text)));

    [Fact]
    public void A_word_knows_its_place()
    {
        var text = WordSegmenter.Normalise("Der U.S.-Straßenbau");
        Assert.Equal(["Der", "U.S", "Straßenbau"], WordSegmenter.Words(text).Select(word => text.Substring(word.Start, word.Length)));
    }

    [Fact]
    public void Folding_a_folded_word_changes_nothing_for_any_character()
    {
        var wrong = new List<string>();
        for (var value = 0; value <= 0x3FFFF; value++)
        {
            if (!Rune.IsValid(value))
                continue;
            var words = WordSegmenter.Fold(new Rune(value).ToString());
            var again = WordSegmenter.Fold(string.Join(' ', words));
            if (!words.SequenceEqual(again, StringComparer.Ordinal))
                wrong.Add($"U+{value:X}: {string.Join('|', words)} -> {string.Join('|', again)}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Half_a_surrogate_pair_breaks_nothing() => Assert.Equal(["a", "b"], WordSegmenter.Fold("a \ud83d b \ude00"));
}
