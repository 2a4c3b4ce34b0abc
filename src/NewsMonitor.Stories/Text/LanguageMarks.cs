namespace NewsMonitor.Stories.Text;

/// <summary>What gives a language away: its function words, everyday words of headlines, endings and clusters of letters.</summary>
internal static class LanguageMarks
{
    /// <summary>Everyday words of headlines, folded: they say less than function words, but a headline may have nothing else.</summary>
    private static readonly (string Language, string Words)[] Headlines =
    [
        ("en", "new latest day days week year years team women men woman man world win wins won lose loses game games live update updates report reports city state police president "
            + "government court news people first second third look meet storm house home north south east west hopes fans young old big high low top open end start begin set "
            + "death killed dies fire car school health deal talks vote law plan call calls hits falls rise rises join joins back ahead amid keep keeps lead leads test tests gold"),
        ("es", "nuevo nueva dia dias ano anos gobierno presidente juegos primera primer mujer mujeres hombre hombres mundo equipo gana pierde pais paises ciudad policia muerte casos "
            + "positivos mejor medalla oro plata tres cuatro cinco jornada mil millones frente registra confirma ley elecciones semana vivo conoce mira video asi"),
        ("pt", "novo nova dia dias ano anos governo presidente jogos primeira primeiro mulher mulheres homem homens mundo equipe equipa vence perde cidade policia morte ouro prata "
            + "medalha tres quatro cinco mil milhoes semana ao conheca veja confira cerimonia abertura brasil lei eleicoes"),
        ("fr", "nouveau nouvelle jour jours an ans annee gouvernement president jeux premiere premier femme femmes homme hommes monde equipe pays ville mort or argent medaille trois "
            + "quatre cinq mille millions semaine direct loi"),
        ("de", "neue neuer neues tag tage jahr jahre regierung prasident spiele erste frau frauen mann manner welt land stadt polizei tod gold drei vier funf tausend millionen woche "
            + "medaille gewinnt verliert gesetz"),
        ("it", "nuova giorno giorni anno governo presidente giochi prima primo donna donne uomo uomini mondo squadra paese citta polizia morte oro argento medaglia tre quattro cinque "
            + "mila milioni settimana legge"),
        ("nl", "nieuwe dag dagen jaren regering spelen vrouw vrouwen mannen wereld land stad politie dood goud zilver drie vier vijf duizend miljoen week wint verliest wet"),
        ("pl", "nowy nowa dzien dni rok lat rzad prezydent igrzyska kobieta kobiet swiat kraj miasto policja smierc zloto srebro trzy cztery piec tysiac milionow tydzien"),
        ("tr", "gun yil hukumet baskan oyunlari birinci kadin kadinlar erkek dunya ulke sehir polis olum altin gumus uc dort bes bin milyon hafta"),
        ("sl", "nova novi dan dni leto let vlada predsednik igre prva prvi zenske moski svet drzava mesto policija smrt zlato srebro tri stiri pet tisoc milijonov teden"),
    ];

    /// <summary>For each word the languages that have it, and its worth: less the more of them there are.</summary>
    public static Dictionary<string, (string[] Languages, double Worth)>.AlternateLookup<ReadOnlySpan<char>> Words { get; } = BuildWords();

    /// <summary>Endings of folded words that are frequent in one language and rare in the others.</summary>
    private static readonly (string Language, string Ending, double Worth)[] Endings =
    [
        ("en", "ing", 0.4), ("en", "tion", 0.2), ("fr", "tion", 0.15), ("en", "ed", 0.25), ("en", "ly", 0.2), ("en", "ght", 0.4), ("en", "ership", 0.3), ("en", "ers", 0.15),
        ("en", "ness", 0.3), ("en", "ity", 0.3), ("en", "ck", 0.2), ("en", "ous", 0.2),
        ("es", "cion", 0.5), ("es", "ciones", 0.6), ("es", "dad", 0.5), ("es", "ados", 0.25), ("pt", "ados", 0.25), ("es", "ando", 0.2), ("pt", "ando", 0.2), ("es", "iento", 0.5), ("es", "eros", 0.2), ("es", "eron", 0.4), ("es", "ara", 0.15),
        ("pt", "cao", 0.6), ("pt", "coes", 0.6), ("pt", "dade", 0.5), ("pt", "mento", 0.3), ("it", "mento", 0.3), ("pt", "agem", 0.4), ("pt", "eiro", 0.4), ("pt", "eira", 0.4), ("pt", "oes", 0.4), ("pt", "ao", 0.4), ("pt", "inha", 0.3), ("pt", "ais", 0.2), ("fr", "ais", 0.3),
        ("fr", "eux", 0.5), ("fr", "euse", 0.5), ("fr", "ment", 0.2), ("fr", "aux", 0.4), ("fr", "eur", 0.4), ("fr", "ique", 0.4), ("fr", "ois", 0.3), ("fr", "ait", 0.3), ("fr", "elle", 0.2), ("fr", "ee", 0.15), ("fr", "ees", 0.3),
        ("de", "ung", 0.5), ("de", "lich", 0.5), ("de", "isch", 0.5), ("de", "ische", 0.5), ("de", "schaft", 0.6), ("de", "en", 0.15), ("nl", "en", 0.1), ("de", "keit", 0.5), ("de", "er", 0.1), ("de", "ten", 0.2), ("de", "spiele", 0.5), ("de", "iert", 0.4),
        ("it", "zione", 0.6), ("it", "zioni", 0.6), ("it", "ita", 0.2), ("it", "ato", 0.3), ("it", "ata", 0.2), ("it", "etti", 0.3), ("it", "ini", 0.2), ("it", "elli", 0.3), ("it", "are", 0.15), ("it", "ggio", 0.5), ("it", "tta", 0.3), ("it", "tto", 0.3),
        ("nl", "ijk", 0.6), ("nl", "heid", 0.5), ("nl", "ing", 0.15), ("nl", "tje", 0.5), ("nl", "isch", 0.1), ("nl", "ische", 0.2),
        ("pl", "owy", 0.5), ("pl", "owe", 0.4), ("pl", "ski", 0.3), ("pl", "skie", 0.4), ("pl", "ego", 0.4), ("pl", "osc", 0.4), ("pl", "cja", 0.4),
        ("tr", "lar", 0.3), ("tr", "ler", 0.3), ("tr", "lari", 0.4), ("tr", "leri", 0.4), ("tr", "inda", 0.4), ("tr", "yor", 0.5), ("tr", "nin", 0.3), ("tr", "dan", 0.2), ("tr", "iyor", 0.5), ("tr", "nda", 0.3),
        ("sl", "ski", 0.3), ("sl", "ega", 0.4), ("sl", "skih", 0.5), ("sl", "anje", 0.4), ("sl", "enje", 0.4), ("sl", "ijo", 0.4), ("sl", "ska", 0.3), ("sl", "ji", 0.3), ("sl", "ih", 0.3), ("sl", "jo", 0.4), ("sl", "mo", 0.15),
        ("ru", "ого", 0.4), ("ru", "ются", 0.5), ("ru", "ский", 0.4), ("uk", "ого", 0.3), ("uk", "ський", 0.6), ("uk", "ння", 0.6),
    ];

    /// <summary>The same for clusters anywhere in the word.</summary>
    private static readonly (string Language, string Cluster, double Worth)[] WrittenClusters =
    [
        ("en", "wh", 0.2), ("en", "th", 0.15), ("en", "sh", 0.1), ("en", "oo", 0.15), ("en", "ough", 0.5), ("en", "ea", 0.1), ("en", "aw", 0.2),
        ("es", "ll", 0.1), ("es", "ue", 0.1), ("pt", "lh", 0.4), ("pt", "nh", 0.4), ("pt", "ei", 0.1), ("pt", "ou", 0.1), ("fr", "ou", 0.15), ("fr", "eau", 0.4), ("fr", "oi", 0.2),
        ("de", "sch", 0.35), ("de", "cht", 0.3), ("de", "ei", 0.15), ("de", "tz", 0.3), ("de", "pf", 0.3), ("nl", "ij", 0.4), ("nl", "aa", 0.4), ("nl", "oe", 0.2), ("nl", "uit", 0.3), ("nl", "sch", 0.15), ("nl", "ee", 0.15),
        ("it", "gli", 0.4), ("it", "cch", 0.4), ("it", "zz", 0.3), ("it", "gg", 0.15), ("pl", "rz", 0.3), ("pl", "cz", 0.4), ("pl", "sz", 0.4), ("pl", "dzi", 0.5), ("pl", "szcz", 0.5), ("sl", "lj", 0.4), ("sl", "nj", 0.3), ("sl", "ij", 0.15), ("sl", "trz", 0.2), ("sl", "vr", 0.2),
        ("tr", "iy", 0.2), ("tr", "yu", 0.15),
    ];

    // By last letter, in their order: sums of fractions depend on it.
    private static readonly Dictionary<char, (string Language, string Ending, double Worth)[]> EndingsByLetter =
        Endings.GroupBy(mark => mark.Ending[^1]).ToDictionary(marks => marks.Key, marks => marks.ToArray());

    /// <summary>Clusters that are frequent in one language, anywhere in a folded word, with the letters that such a word has (<see cref="LettersOf"/>).</summary>
    public static readonly (string Language, string Cluster, double Worth, ulong Letters)[] Clusters =
        [.. WrittenClusters.Select(mark => (mark.Language, mark.Cluster, mark.Worth, LettersOf(mark.Cluster)))];

    /// <summary>The endings that a word may have, by its last letter.</summary>
    public static ReadOnlySpan<(string Language, string Ending, double Worth)> EndingsIn(char letter) => EndingsByLetter.GetValueOrDefault(letter);

    /// <summary>A bit for each letter of a word; letters of other alphabets share some.</summary>
    public static ulong LettersOf(ReadOnlySpan<char> word)
    {
        var letters = 0UL;
        foreach (var c in word)
            letters |= 1UL << (c & 63);
        return letters;
    }

    /// <summary>
    /// Share of the words of running text that are everyday words of the language: what hardly any passage of it stays below, and none of its
    /// neighbours' reaches (Catalan read as French has a third, Bulgarian as Russian a seventh). Languages that inflect much have fewer.
    /// </summary>
    public static double EverydayShare(string language) => language switch
    {
        "pl" => 0.3,
        "ru" => 0.25,
        "uk" => 0.22,
        "tr" => 0.06,
        _ => 0.36,
    };

    private static Dictionary<string, (string[] Languages, double Worth)>.AlternateLookup<ReadOnlySpan<char>> BuildWords()
    {
        var words = new Dictionary<string, (List<string> Languages, double Worth)>(4096);
        foreach (var language in FunctionWords.Languages)
        {
            foreach (var word in FunctionWords.Of(language))
                Add(word, language, word.Length == 1 ? 0.4 : 1);
        }

        foreach (var (language, list) in Headlines)
        {
            foreach (var word in list.Split(' '))
                Add(word, language, 0.7);
        }

        var marks = new Dictionary<string, (string[] Languages, double Worth)>(words.Count);
        foreach (var (word, (languages, worth)) in words)
            // A word of many languages says little.
            marks.Add(word, ([.. languages], worth / Math.Pow(languages.Count, 1.2)));
        return marks.GetAlternateLookup<ReadOnlySpan<char>>();

        void Add(string word, string language, double worth)
        {
            if (!words.TryGetValue(word, out var known))
                known = ([], 0);
            if (!known.Languages.Contains(language))
                known.Languages.Add(language);
            words[word] = (known.Languages, Math.Max(known.Worth, worth));
        }
    }
}
