namespace NewsMonitor.Stories.Text;

/// <summary>
/// Sentences that outlets put round any text: "read more", notices on cookies and rights, calls to subscribe. They neither make two texts
/// copies nor keep a copy from being told.
/// </summary>
internal static class Boilerplate
{
    /// <summary>Words of a sentence that is left out at most: a longer one says something, too.</summary>
    public const int MaximumWords = 50;

    private const int MostWords = 4;

    private static readonly string[] Phrases =
    [
        // en
        "read more", "read full story", "read the full", "continue reading", "click here", "sign up for", "subscribe to", "our newsletter", "all rights reserved",
        "use cookies", "uses cookies", "cookie policy", "accept cookies", "privacy policy", "terms of service", "terms of use", "follow us on", "appeared first on", "first appeared on",
        "originally published", "may not be published", "reporting by", "editing by", "download our app", "this material may not", "share this article", "watch the video",
        // es, pt
        "leer mas", "lea mas", "seguir leyendo", "lee tambien", "lea tambien", "derechos reservados", "utiliza cookies", "utilizamos cookies", "usamos cookies", "suscribete",
        "leia mais", "leia tambem", "continue lendo", "continue a ler", "direitos reservados", "inscreva se", "assine a newsletter",
        // fr, it
        "lire la suite", "lire aussi", "a lire aussi", "tous droits reserves", "utilise des cookies", "utilisons des cookies", "inscrivez vous", "abonnez vous",
        "leggi anche", "leggi tutto", "continua a leggere", "diritti riservati", "utilizza cookie", "iscriviti alla",
        // de, nl
        "weiterlesen", "mehr lesen", "lesen sie auch", "lesen sie mehr", "alle rechte vorbehalten", "verwendet cookies", "verwenden cookies", "newsletter anmelden", "jetzt abonnieren",
        "lees meer", "lees ook", "lees verder", "alle rechten voorbehouden", "gebruikt cookies", "gebruiken cookies", "schrijf je in",
        // pl, sl, tr
        "czytaj wiecej", "czytaj dalej", "czytaj takze", "zobacz tez", "prawa zastrzezone", "uzywa plikow cookie", "preberite vec", "preberite tudi", "vse pravice pridrzane",
        "uporablja piskotke", "devamini oku", "haberin devami", "tum haklari saklidir", "cerez politikasi", "abone olun",
        // ru, uk
        "читать далее", "читать дальше", "читайте также", "все права защищены", "подписывайтесь на", "использует файлы cookie", "читати далі", "читайте також", "всі права захищені",
        "підписуйтесь на",
        // ar
        "اقرا المزيد", "اقرا ايضا", "جميع الحقوق محفوظة", "ملفات تعريف الارتباط", "تابعونا على",
        // zh, ja: read as pairs of characters
        "阅读更多", "点击阅读", "版权所有", "未经授权", "続きを読む", "無断転載",
    ];

    private static readonly string[] Agencies =
        ["reuters", "ap", "afp", "dpa", "efe", "ansa", "upi", "lusa", "anp", "xinhua", "kyodo", "jiji", "tass", "тасс", "интерфакс", "укринформ", "укрінформ"];

    private static readonly Dictionary<ulong, int> Hashed = [];

    // A bit for each last word of a phrase: nearly every word of a text stops here.
    private static readonly ulong[] Last = new ulong[64];
    private static readonly HashSet<ulong> AgencyHashes = [.. Agencies.Select(agency => WordHash.Of(agency))];

    static Boilerplate()
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        foreach (var phrase in Phrases)
        {
            var tokens = new Tokenizer(phrase, buffer);
            var hash = 0UL;
            var word = 0UL;
            var words = 0;
            while (tokens.MoveNext())
            {
                // As the reader of articles has it.
                if (tokens.Current.Length == 1 && tokens.Kind != TokenKind.Pair)
                    continue;
                word = WordHash.Of(tokens.Current);
                hash = Combine(hash, word);
                words++;
            }

            Hashed[hash] = words;
            Last[(word >> 6) & 63] |= 1UL << (int)(word & 63);
        }
    }

    public static bool IsAgency(ulong word) => AgencyHashes.Contains(word);

    /// <summary>True when a word completes a phrase.</summary>
    /// <param name="word">The word's hash.</param>
    /// <param name="before">The words before it, a ring.</param>
    /// <param name="inSentence">How many of them are of its sentence.</param>
    /// <param name="count">Words written to the ring so far.</param>
    public static bool Ends(ulong word, ReadOnlySpan<ulong> before, int inSentence, int count)
    {
        if ((Last[(word >> 6) & 63] & (1UL << (int)(word & 63))) == 0)
            return false;
        for (var words = 1; words <= MostWords && words - 1 <= inSentence; words++)
        {
            var hash = 0UL;
            for (var i = words - 1; i > 0; i--)
                hash = Combine(hash, before[(count - i) % before.Length]);
            if (Hashed.TryGetValue(Combine(hash, word), out var length) && length == words)
                return true;
        }

        return false;
    }

    private static ulong Combine(ulong hash, ulong word) => (hash * 0x9E3779B97F4A7C15UL) + word;
}
