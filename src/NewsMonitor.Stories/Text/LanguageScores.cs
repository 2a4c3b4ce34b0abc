using System.Runtime.InteropServices;

namespace NewsMonitor.Stories.Text;

/// <summary>Points for each language that a text could be in.</summary>
internal sealed class LanguageScores
{
    private static readonly string[] Latin = ["en", "es", "pt", "fr", "de", "it", "nl", "pl", "tr", "sl"];
    private static readonly string[] Cyrillic = ["ru", "uk"];

    private readonly Dictionary<string, double> _points = [];
    private readonly Dictionary<string, int> _known = [];
    private readonly int[] _scripts = new int[(int)Script.Other + 1];
    private bool _beyondAscii;
    private int _words;
    private int _persian;
    private int _urdu;

    private enum Script
    {
        Latin, Cyrillic, Arabic, Han, Kana, Hangul, Thai, Greek, Hebrew, Devanagari, Other,
    }

    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            AddLetter(c);
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var tokens = new Tokenizer(text, buffer);
        while (tokens.MoveNext())
        {
            if (tokens.Kind == TokenKind.Number || tokens.Kind == TokenKind.Pair)
                continue;
            var word = tokens.Current;
            _words++;
            if (LanguageMarks.Words.TryGetValue(word, out var found))
            {
                foreach (var language in found.Languages)
                {
                    Give(language, found.Worth);
                    CollectionsMarshal.GetValueRefOrAddDefault(_known, language, out _)++;
                }
            }
            else if (word.Length > 3)
            {
                AddShape(word);
            }
        }
    }

    /// <summary>True for a language that is told from others of its script by more than the script.</summary>
    public static bool Scores(string language) => Latin.Contains(language) || Cyrillic.Contains(language);

    /// <summary>True when the text has as many everyday words of the language as its own texts have.</summary>
    public bool IsClear(string language) => _words >= 8 && Familiar(language) >= LanguageMarks.EverydayShare(language);

    /// <summary>True when a text long enough to tell has hardly any everyday word of the language that is otherwise the likeliest.</summary>
    public bool IsForeign(string language) => _words >= 20 && Scores(language) && Familiar(language) < LanguageMarks.EverydayShare(language) / 3;

    public double Of(string language) => _points.GetValueOrDefault(language);

    /// <summary>The likeliest language, its points, and those of the second.</summary>
    public (string Language, double Points, double Second) Best()
    {
        var script = Dominant();
        if (_scripts[(int)script] == 0)
            return (LanguageIdentifier.Undetermined, 0, 0);
        switch (script)
        {
            case Script.Han or Script.Kana:
                return (_scripts[(int)Script.Kana] * 10 > _scripts[(int)Script.Han] ? "ja" : "zh", Grown(4), 0);
            case Script.Hangul:
                return ("ko", 10, 0);
            case Script.Thai:
                return ("th", 10, 0);
            case Script.Greek:
                return ("el", 10, 0);
            case Script.Hebrew:
                return ("he", 10, 0);
            case Script.Devanagari:
                return ("hi", 10, 0);
            case Script.Arabic:
                return (_urdu > 0 && _urdu * 40 > _scripts[(int)Script.Arabic] ? "ur" : _persian * 50 > _scripts[(int)Script.Arabic] ? "fa" : "ar", Grown(15), 0);
            case Script.Cyrillic:
                // Without a telling letter or word, the language with by far the most feeds.
                Give("ru", 1);
                return Ranked(Cyrillic);
            case Script.Latin:
                // English is the one that needs no letters beyond the basic twenty-six, and whose headlines may do without function words.
                if (!_beyondAscii)
                    Give("en", _words >= 4 ? 0.55 : 0.3);
                return Ranked(Latin);
            default:
                return (LanguageIdentifier.Undetermined, 0, 0);
        }
    }

    /// <summary>
    /// Points of a language that shares its script with others and is told by letters that do not occur: few letters leave that open (a
    /// Japanese headline may have no kana), many do not.
    /// </summary>
    private double Grown(int lettersAPoint) => 1 + ((double)_scripts[(int)Dominant()] / lettersAPoint);

    /// <summary>False when the text is in a script in which the language is never written.</summary>
    public bool MayBeWrittenLike(string language)
    {
        var script = Dominant();
        return language switch
        {
            "ja" => script is Script.Kana or Script.Han,
            "zh" => script is Script.Han,
            "ko" => script is Script.Hangul or Script.Han,
            "ru" or "uk" or "be" or "bg" or "mk" => script is Script.Cyrillic,
            "ar" or "fa" or "ur" => script is Script.Arabic,
            "el" => script is Script.Greek,
            "he" => script is Script.Hebrew,
            "th" => script is Script.Thai,
            "hi" or "mr" or "ne" => script is Script.Devanagari,
            "en" or "es" or "pt" or "fr" or "de" or "it" or "nl" or "pl" or "tr" or "sl" or "sv" or "da" or "no" or "nb" or "fi" or "cs" or "sk" or "ro" or "hu" or "hr"
                => script is Script.Latin,
            _ => true,
        };
    }

    /// <summary>Share of the words that are everyday words of a language.</summary>
    private double Familiar(string language) => (double)_known.GetValueOrDefault(language) / _words;

    private Script Dominant()
    {
        // A Chinese character says as much as three letters: names in a Chinese text are often Latin.
        var most = Script.Latin;
        for (var script = Script.Latin; script <= Script.Other; script++)
        {
            if (Weight(script) > Weight(most))
                most = script;
        }

        return most;

        int Weight(Script script) => _scripts[(int)script] * (script is Script.Han or Script.Kana or Script.Hangul ? 3 : 1);
    }

    private (string, double, double) Ranked(string[] languages)
    {
        var best = languages[0];
        double second = 0;
        foreach (var language in languages.AsSpan(1))
        {
            if (Of(language) > Of(best))
            {
                second = Of(best);
                best = language;
            }
            else
            {
                second = Math.Max(second, Of(language));
            }
        }

        return (best, Of(best), second);
    }

    private void AddLetter(char c)
    {
        if (c < 0x80)
        {
            if (char.IsAsciiLetter(c))
                _scripts[(int)Script.Latin]++;
            return;
        }

        if (!char.IsLetter(c))
        {
            if (c is '¿' or '¡')
                Give("es", 2);
            return;
        }

        var script = c switch
        {
            < '\u0250' => Script.Latin,
            >= '\u0370' and < '\u0400' => Script.Greek,
            >= '\u0400' and < '\u0530' => Script.Cyrillic,
            >= '\u0590' and < '\u0600' => Script.Hebrew,
            >= '\u0600' and < '\u0780' or >= '\uFB50' and < '\uFE00' or >= '\uFE70' and < '\uFEFF' => Script.Arabic,
            >= '\u0900' and < '\u0980' => Script.Devanagari,
            >= '\u1E00' and < '\u1F00' => Script.Latin,
            _ when Scripts.IsKana(c) => Script.Kana,
            _ when Scripts.IsHan(c) => Script.Han,
            _ when Scripts.IsHangul(c) => Script.Hangul,
            _ when Scripts.IsThai(c) => Script.Thai,
            _ => Script.Other,
        };
        _scripts[(int)script]++;
        _beyondAscii = true;
        if (script is Script.Latin or Script.Cyrillic)
            AddTelling(char.ToLowerInvariant(c));
        else if (c is 'پ' or 'چ' or 'ژ' or 'گ')
            _persian++;
        else if (c is 'ٹ' or 'ڈ' or 'ے' or 'ں' or 'ڑ')
            _urdu++;
    }

    /// <summary>Letters that few of the languages have.</summary>
    private void AddTelling(char c)
    {
        switch (c)
        {
            case 'ñ': Give("es", 1.5); break;
            case 'ã' or 'õ': Give("pt", 1.5); break;
            case 'ß': Give("de", 2); break;
            case 'ä': Give("de", 1); break;
            case 'ö' or 'ü': Give("de", 0.6); Give("tr", 0.5); break;
            case 'ł' or 'ą' or 'ę' or 'ś' or 'ź' or 'ż' or 'ń' or 'ć': Give("pl", 1.5); break;
            case 'ş' or 'ğ' or 'ı': Give("tr", 1.5); break;
            case 'č' or 'š' or 'ž': Give("sl", 1.5); break;
            case 'œ' or 'ê' or 'è' or 'ë' or 'î' or 'û' or 'ù': Give("fr", 0.6); Give("it", c is 'è' or 'ù' ? 0.5 : 0); Give("pt", c is 'ê' ? 0.6 : 0); break;
            case 'à': Give("fr", 0.4); Give("it", 0.4); Give("pt", 0.3); break;
            case 'ò' or 'ì': Give("it", 1); break;
            case 'â' or 'ô': Give("fr", 0.4); Give("pt", 0.6); break;
            case 'ç': Give("fr", 0.3); Give("pt", 0.6); Give("tr", 0.3); break;
            case 'á' or 'í' or 'ú' or 'ó': Give("es", 0.5); Give("pt", 0.4); Give("pl", c == 'ó' ? 0.4 : 0); break;
            case 'é': Give("fr", 0.5); Give("es", 0.3); Give("pt", 0.3); break;
            case 'і' or 'ї' or 'є' or 'ґ': Give("uk", 2); break;
            case 'ы' or 'э' or 'ё' or 'ъ': Give("ru", 2); break;
            default: break;
        }
    }

    /// <summary>Endings and clusters, folded, that are frequent in one language and rare in the others.</summary>
    private void AddShape(ReadOnlySpan<char> word)
    {
        foreach (var (language, ending, worth) in LanguageMarks.EndingsIn(word[^1]))
        {
            if (word.EndsWith(ending))
                Give(language, worth);
        }

        // Most words are without one: their letters tell at once.
        var letters = LanguageMarks.LettersOf(word);
        foreach (var (language, cluster, worth, needed) in LanguageMarks.Clusters)
        {
            if ((needed & ~letters) == 0 && word.IndexOf(cluster) >= 0)
                Give(language, worth);
        }
    }

    private void Give(string language, double points)
    {
        if (points > 0)
            CollectionsMarshal.GetValueRefOrAddDefault(_points, language, out _) += points;
    }
}
