namespace NewsMonitor.Stories.Text;

/// <summary>
/// Takes the endings off that change most between reports of one event (plurals, past tense, cases of Slavic nouns). Light on purpose: two
/// words that become one must nearly always mean the same. Spanish, Portuguese and Italian keep their endings: stripping them measured worse.
/// </summary>
internal static class LightStemmer
{
    private static readonly string[] Russian = ["иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "ия", "ии", "ию", "ой", "ей", "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ую", "юю", "ом", "ем", "ах", "ях", "ов", "ев", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й"];
    private static readonly string[] Ukrainian = ["ями", "ами", "ого", "ому", "ими", "ією", "ія", "ії", "ію", "ої", "ий", "ій", "их", "ую", "ою", "ею", "ах", "ях", "ів", "ом", "ем", "а", "я", "о", "е", "и", "і", "у", "ю", "ь", "й"];
    private static readonly string[] Slovenian = ["ega", "emu", "imi", "ami", "ih", "im", "em", "om", "ov", "ev", "ah", "a", "e", "i", "o", "u"];
    private static readonly string[] Polish = ["owie", "ego", "emu", "ymi", "imi", "ami", "ach", "ow", "om", "ej", "ym", "im", "ie", "ia", "iu", "a", "e", "i", "o", "u", "y"];
    private static readonly string[] Turkish = ["larin", "lerin", "lari", "leri", "lar", "ler", "nin", "nun", "dan", "den", "tan", "ten", "da", "de", "ta", "te"];

    /// <summary>Shortens <paramref name="word"/>, which is folded, in place.</summary>
    /// <returns>Its new length.</returns>
    public static int Stem(Span<char> word, string language) => language switch
    {
        "en" or "und" => English(word),
        "fr" => French(word),
        "de" or "nl" => Germanic(word),
        "ru" => Strip(word, Russian, 3),
        "uk" => Strip(word, Ukrainian, 3),
        "sl" => Strip(word, Slovenian, 4),
        "pl" => Strip(word, Polish, 4),
        "tr" => Strip(word, Turkish, 4),
        "ar" => Arabic(word),
        _ => word.Length,
    };

    private static int English(Span<char> word)
    {
        var n = word.Length;
        if (n > 3 && word[n - 1] == 's' && word[n - 2] is not ('s' or 'u' or 'i'))
        {
            n--;
            if (n > 3 && word[n - 1] == 'e' && word[n - 2] == 'i')
            {
                n -= 2;
                word[n++] = 'y';
            }
            else if (n > 4 && word[n - 1] == 'e' && (word[n - 2] is 's' or 'x' or 'z' || (word[n - 2] == 'h' && word[n - 3] is 's' or 'c')))
            {
                n--;
            }
        }

        var stem = word[..n];
        if (n > 5 && stem.EndsWith("ing"))
            n = Undouble(word, n - 3);
        else if (n > 4 && stem.EndsWith("ied"))
            word[(n -= 2) - 1] = 'y';
        else if (n > 4 && stem.EndsWith("ed"))
            n = Undouble(word, n - 2);
        else if (n > 5 && stem.EndsWith("ly"))
            n -= 2;
        if (n > 3 && word[n - 1] == 'e')
            n--;
        return n;
    }

    private static int Undouble(Span<char> word, int n) =>
        n > 3 && word[n - 1] == word[n - 2] && word[n - 1] is not ('l' or 's' or 'z' or 'e' or 'o') ? n - 1 : n;

    private static int French(Span<char> word)
    {
        var n = word.Length;
        if (n > 3 && word[n - 1] is 's' or 'x')
            n--;
        if (n > 4 && word[n - 1] == 'e')
            n--;
        if (n > 4 && word[n - 1] == 'e')
            n--;
        return n;
    }

    private static int Germanic(Span<char> word)
    {
        var n = word.Length;
        if (n > 5 && word[n - 1] is 'n' or 's' or 'm' or 'r' && word[n - 2] == 'e')
            return n - 2;
        if (n > 4 && word[n - 1] is 's' or 'e' or 'n')
            return n - 1;
        return n;
    }

    private static int Arabic(Span<char> word)
    {
        // The article, alone or with a preposition or "and" before it.
        var from = 0;
        if (word.Length > 5 && word[0] is 'و' or 'ب' or 'ف' or 'ك' && word[1] == 'ا' && word[2] == 'ل')
            from = 3;
        else if (word.Length > 4 && word[0] == 'ا' && word[1] == 'ل')
            from = 2;
        else if (word.Length > 4 && word[0] == 'ل' && word[1] == 'ل')
            from = 2;
        word[from..].CopyTo(word);
        return word.Length - from;
    }

    private static int Strip(Span<char> word, string[] endings, int keep)
    {
        foreach (var ending in endings)
        {
            if (word.Length - ending.Length >= keep && ((ReadOnlySpan<char>)word).EndsWith(ending))
                return word.Length - ending.Length;
        }

        return word.Length;
    }
}
