using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Linking;

/// <summary>Writes a folded word of another alphabet in Latin letters, as newspapers do; of Arabic, which writes hardly any vowels, the consonants.</summary>
internal static class Latin
{
    private static readonly Dictionary<char, string> Letters = Build();

    private static readonly (string Greek, string Latin)[] GreekPairs = [("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("ου", "u"), ("αυ", "av"), ("ευ", "ev"), ("τζ", "j"), ("τσ", "ts")];

    /// <summary>Appends the word in Latin letters as far as there is room. Letters of other scripts are dropped.</summary>
    /// <returns>The length of what was written.</returns>
    public static int Write(ReadOnlySpan<char> word, Span<char> to)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            ReadOnlySpan<char> letters = default;
            if (char.IsAsciiLetterLower(c))
                letters = word.Slice(i, 1);
            else if (c is >= 'α' and <= 'ω' && Pair(word[i..]) is { } pair)
            {
                letters = pair;
                i++;
            }
            else if (Scripts.IsKatakana(c))
            {
                letters = Kana(word, i, out var characters);
                i += characters - 1;
            }
            else if (c is 'و' && i == 0)
                letters = "w";
            else if (Letters.TryGetValue(c, out var known))
                letters = known;
            if (letters.Length > to.Length - length)
                break;
            letters.CopyTo(to[length..]);
            length += letters.Length;
        }

        return length;
    }

    private static string? Pair(ReadOnlySpan<char> word)
    {
        foreach (var (greek, latin) in GreekPairs)
        {
            if (word.StartsWith(greek))
                return latin;
        }

        return null;
    }

    /// <summary>A syllable of katakana; a small vowel after it takes the place of its own: ティ is ti.</summary>
    private static string Kana(ReadOnlySpan<char> word, int i, out int characters)
    {
        characters = 1;
        if (!Letters.TryGetValue(word[i], out var syllable))
            return "";
        if (i + 1 < word.Length && word[i + 1] is 'ァ' or 'ィ' or 'ゥ' or 'ェ' or 'ォ' or 'ャ' or 'ュ' or 'ョ')
        {
            var vowel = Letters.GetValueOrDefault((char)(word[i + 1] + 1), "");
            characters = 2;
            return syllable[..Math.Max(1, syllable.Length - 1)] + vowel;
        }

        return syllable;
    }

    private static Dictionary<char, string> Build()
    {
        const string alphabets =
            "а a б b в v г g д d е e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sh ы i э e ю iu я ia і i ї i є e ґ g ў u ј i љ l њ n ћ ch ђ j џ j "
            + "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ ks ο o π p ρ r σ s ς s τ t υ i φ f χ h ψ ps ω o "
            + "ب b ت t ث th ج j ح h خ k د d ذ d ر r ز z س s ش sh ص s ض d ط t ظ z غ g ف f ق k ك k ل l م m ن n ه h پ p چ ch گ g ڤ v ژ zh ک k "
            + "א a ב b ג g ד d ה h ו v ז z ח h ט t י i כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f צ ts ץ ts ק k ר r ש sh ת t "
            + "ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko ガ ga ギ gi グ gu ゲ ge ゴ go サ sa シ shi ス su セ se ソ so ザ za ジ ji ズ zu ゼ ze ゾ zo "
            + "タ ta チ chi ツ tsu テ te ト to ダ da ヂ ji ヅ zu デ de ド do ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho バ ba ビ bi ブ bu ベ be ボ bo "
            + "パ pa ピ pi プ pu ペ pe ポ po マ ma ミ mi ム mu メ me モ mo ヤ ia ユ iu ヨ io ラ ra リ ri ル ru レ re ロ ro ワ wa ヲ o ン n ヴ vu";
        var letters = new Dictionary<char, string>();
        var words = alphabets.Split(' ');
        for (var i = 0; i < words.Length; i += 2)
            letters[words[i][0]] = words[i + 1];
        return letters;
    }
}
