using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Text;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("Raimondo's call", "raimondo call")]
    [InlineData("Raimondo ’s call", "raimondo call")]
    [InlineData("the U.S. and the U.N", "the us and the un")]
    [InlineData("Señor Łódź, Straße, Œuvre", "senor lodz strasse oeuvre")]
    [InlineData("Se\u0301gole\u0300ne", "segolene")]
    [InlineData("2,500 people, 1.5 million, 3.5.2", "2500 people 1.5 million 3.5.2")]
    [InlineData("L'homme d’État", "l homme d etat")]
    [InlineData("Ёлка МОСКВА", "елка москва")]
    [InlineData("中国商务部长", "中国 国商 商务 务部 部长")]
    [InlineData("東京オリンピック2020開幕", "東京 京オ オリ リン ンピ ピッ ック 2020 開幕")]
    [InlineData("王 said", "王 said")]
    [InlineData("ที่ประชุม", "ทป ปร ระ ะช ชม")]
    [InlineData("한국 대통령", "한국 대통 통령")]
    [InlineData("وقالت الوزيرةُ", "وقالت الوزيره")]
    [InlineData("iPhone在中国🎉販売", "iphone 在中 中国 販売")]
    [InlineData("👍🏽 \u0000\u001f …", "")]
    [InlineData("", "")]
    public void Text_is_read_as_folded_words(string text, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Words(text)));
    }

    [Fact]
    public void A_word_without_end_is_cut()
    {
        Assert.Equal(Tokenizer.MaximumLength, Assert.Single(Words(new string('a', 100_000))).Length);
    }

    [Fact]
    public void Capitals_sentence_starts_and_acronyms_are_told()
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var tokens = new Tokenizer("Talks ended. Gina Raimondo of the USA spoke", buffer);
        var seen = new List<string>();
        while (tokens.MoveNext())
        {
            if (tokens.Capitalised)
                seen.Add($"{tokens.Current} {(tokens.StartsSentence ? "first" : "inside")} {(tokens.Adjacent ? "adjacent" : "apart")} {tokens.Kind}");
        }

        Assert.Equal(["talks first apart Word", "gina first apart Word", "raimondo inside adjacent Word", "usa inside adjacent Acronym"], seen);
    }

    private static List<string> Words(string text)
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var tokens = new Tokenizer(text, buffer);
        var words = new List<string>();
        while (tokens.MoveNext())
            words.Add(tokens.Current.ToString());
        return words;
    }
}
