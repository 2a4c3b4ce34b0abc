namespace NewsMonitor.Stories.Linking;

/// <summary>
/// A name so that its spellings in other languages and alphabets are found: a skeleton of classes of consonants to look it up by, and its letters
/// to compare. Зеленский, Zelensky, Zelenskyy, Selenskyj and زيلينسكي share a skeleton.
/// </summary>
/// <param name="Skeleton">Classes of its consonants: P (b p f v w), T (d t), K (k g q), S (s z c j), L (l r), M, N.</param>
/// <param name="Letters">Latin letters, differences of spelling taken out; of Arabic only consonants.</param>
internal readonly record struct NameSpelling(string Skeleton, string Letters, bool HasVowels)
{
    /// <summary>Consonants a skeleton has at least: shorter ones are shared by too many names.</summary>
    public const int LeastConsonants = 3;

    private const int MaximumLength = 24;

    // Letters that one alphabet has to write for the other.
    private static readonly string[] Confusable = ["pb", "vf", "vb", "lr", "gj", "gk", "sz", "fb"];

    /// <summary>The spelling of a folded word; null when it has too few consonants.</summary>
    public static NameSpelling? Of(ReadOnlySpan<char> word)
    {
        Span<char> latin = stackalloc char[MaximumLength * 3];
        var letters = latin[..Latin.Write(word, latin)];
        Span<char> skeleton = stackalloc char[MaximumLength];
        var consonants = Consonants(letters, skeleton);
        if (consonants < LeastConsonants)
            return null;
        Span<char> plain = stackalloc char[MaximumLength];
        var length = Plain(letters, plain);
        return new NameSpelling(skeleton[..consonants].ToString(), plain[..length].ToString(), word[0] is < '\u0590' or > '\u06FF');
    }

    /// <summary>True when two spellings with the same skeleton may be one name.</summary>
    public bool MayBe(NameSpelling other)
    {
        if (Letters == other.Letters)
            return true;
        if (HasVowels && other.HasVowels)
        {
            var longer = Math.Max(Letters.Length, other.Letters.Length);
            // Endings change with the language and the case: over half the name, a letter in four.
            return Letters[0] == other.Letters[0] ? Distance(Letters, other.Letters) <= longer * 0.38 : Distance(Letters, other.Letters) <= longer * 0.25;
        }

        return SameConsonants(Letters, other.Letters);
    }

    private static bool SameConsonants(string one, string other)
    {
        Span<char> a = stackalloc char[MaximumLength], b = stackalloc char[MaximumLength];
        var n = Without(one, a);
        if (Without(other, b) != n)
            return false;
        var different = 0;
        for (var i = 0; i < n; i++)
        {
            if (a[i] != b[i] && !Alike(a[i], b[i]))
                different++;
        }

        return different <= (n >= 5 ? 1 : 0);

        static int Without(string letters, Span<char> to)
        {
            var length = 0;
            foreach (var c in letters)
            {
                // The g of ng is not written in every alphabet.
                if (c is not ('a' or 'e' or 'i' or 'o' or 'u' or 'h') && (length == 0 || (to[length - 1] != c && (c, to[length - 1]) is not ('g', 'n'))))
                    to[length++] = c;
            }

            return length;
        }

        static bool Alike(char a, char b) => Array.Exists(Confusable, pair => (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a));
    }

    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[MaximumLength + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }

    /// <summary>One letter for what languages write with one or with several: sch, sh and sz are s, ph is f, y and j are i.</summary>
    private static int Plain(ReadOnlySpan<char> letters, Span<char> to)
    {
        var length = 0;
        for (var i = 0; i < letters.Length && length < to.Length; i++)
        {
            var rest = letters[i..];
            char plain;
            if (Cluster(rest) is > 1 and var cluster)
                (plain, i) = ('s', i + cluster - 1);
            else if (rest.StartsWith("ph"))
                (plain, i) = ('f', i + 1);
            else if (rest.StartsWith("ck") || rest.StartsWith("kh") || rest.StartsWith("gh") || rest.StartsWith("th") || rest.StartsWith("qu"))
                (plain, i) = (rest[0] switch { 'g' => 'g', 't' => 't', _ => 'k' }, i + 1);
            else
                plain = rest[0] switch { 'z' => 's', 'y' => 'i', 'j' => i == 0 ? 's' : 'i', 'w' => 'v', 'q' => 'k', 'x' => 'k', 'c' => Soft(rest) ? 's' : 'k', var c => c };
            if (length == 0 || to[length - 1] != plain)
                to[length++] = plain;
            if (rest[0] == 'x' && length < to.Length)
                to[length++] = 's';
        }

        return length;
    }

    private static int Consonants(ReadOnlySpan<char> letters, Span<char> to)
    {
        var length = 0;
        for (var i = 0; i < letters.Length && length < to.Length; i++)
        {
            var rest = letters[i..];
            var kind = rest[0] switch
            {
                'b' or 'p' or 'f' or 'v' or 'w' => 'P',
                'd' or 't' => 'T',
                'k' or 'q' => 'K',
                'g' => Soft(rest) ? 'S' : 'K',
                'c' => Soft(rest) || rest.StartsWith("ch") ? 'S' : 'K',
                's' or 'z' or 'x' => 'S',
                // Between vowels and at the end it is the vowel of German and Slavic spellings.
                'j' => i == 0 ? 'S' : '\0',
                'l' or 'r' => 'L',
                'm' => 'M',
                'n' => 'N',
                _ => '\0',
            };
            // The cluster is one sound; the g of ng is not heard before a consonant or at the end.
            if (Cluster(rest) is > 1 and var cluster)
                (kind, i) = ('S', i + cluster - 1);
            else if (rest.StartsWith("ng") && (rest.Length == 2 || !IsVowel(rest[2])))
                i++;
            else if (rest[0] == 'x' && length < to.Length - 1)
                Add('K', to);
            if (kind != '\0')
                Add(kind, to);
        }

        return length;

        void Add(char kind, Span<char> skeleton)
        {
            if (length == 0 || skeleton[length - 1] != kind)
                skeleton[length++] = kind;
        }
    }

    /// <summary>Letters at the beginning that stand for one hissing sound.</summary>
    private static int Cluster(ReadOnlySpan<char> letters)
    {
        foreach (var cluster in (ReadOnlySpan<string>)["tsch", "shch", "sch", "tch", "dzh", "sh", "zh", "ch", "cz", "sz", "ts", "tz", "dj", "dz"])
        {
            if (letters.StartsWith(cluster))
                return cluster.Length;
        }

        return 1;
    }

    private static bool Soft(ReadOnlySpan<char> letters) => letters.Length > 1 && letters[1] is 'e' or 'i' or 'y';

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
