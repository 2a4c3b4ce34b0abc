using NewsMonitor.Stories.Linking;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Tests.Linking;

public sealed class NameSpellingTests
{
    [Theory]
    [InlineData("Zelensky", "Zelenskyy Zelenski Selenskyj Зеленский Зеленський ゼレンスキー زيلينسكي Ζελένσκι")]
    [InlineData("Raimondo", "Raymond Раймондо レイモンド رايموندو")]
    [InlineData("Putin", "Poutine Путин بوتين Πούτιν")]
    [InlineData("Macron", "Макрон マクロン ماكرون Μακρόν")]
    [InlineData("Washington", "Вашингтон ワシントン واشنطن Vašington")]
    [InlineData("Schröder", "Schroeder Шрёдер")]
    [InlineData("Johnson", "Джонсон ジョンソン جونسون")]
    [InlineData("Nepartak", "Непартак نيبارتاك")]
    [InlineData("Erdoğan", "Эрдоган اردوغان")]
    public void Spellings_of_one_name_in_many_languages_are_alike(string name, string spellings)
    {
        Assert.All(spellings.Split(' '), spelling => Assert.True(Alike(name, spelling), $"{name} {Of(name)} and {spelling} {Of(spelling)}"));
    }

    [Theory]
    [InlineData("Putin", "Biden Байден بايدن Батон")]
    [InlineData("Macron", "Marconi McLaren Морган")]
    [InlineData("Raimondo", "Lamont Roland")]
    [InlineData("Merkel", "Мороз Markov")]
    public void Different_names_are_not(string name, string others)
    {
        Assert.All(others.Split(' '), other => Assert.False(Alike(name, other), $"{name} {Of(name)} and {other} {Of(other)}"));
    }

    [Theory]
    [InlineData("雷蒙多", "Raimondo")]
    [InlineData("泽连斯基", "Zelensky")]
    [InlineData("拜登", "Biden")]
    [InlineData("马克龙", "Macron")]
    [InlineData("文涛", "Wentao")]
    public void Chinese_characters_that_write_a_name_sound_like_it(string characters, string name)
    {
        var read = NameSpelling.Of(HanSyllables.Read(characters));

        Assert.Equal(Of(name)?.Skeleton, read?.Skeleton);
    }

    [Theory]
    [InlineData("Li")]
    [InlineData("aeiou")]
    [InlineData("ー")]
    [InlineData("东京")]
    [InlineData("")]
    public void What_has_too_few_consonants_is_no_name_to_look_up(string word)
    {
        Assert.Null(Of(word));
    }

    private static bool Alike(string one, string other) =>
        Of(one) is { } a && Of(other) is { } b && a.Skeleton == b.Skeleton && a.MayBe(b) && b.MayBe(a);

    private static NameSpelling? Of(string word)
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var length = 0;
        foreach (var c in word)
            length = Folding.Append(c, buffer, length);
        return length == 0 ? null : NameSpelling.Of(buffer[..length]);
    }
}
