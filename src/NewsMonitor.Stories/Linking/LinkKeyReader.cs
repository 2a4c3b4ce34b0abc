using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using NewsMonitor.Model;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Linking;

/// <summary>Reads out of an article what another language would have as well: names, places, numbers, days, what happens, links. Stateless.</summary>
internal static class LinkKeyReader
{
    /// <summary>Words of a text that are read: the lead says who, where and when.</summary>
    private const int MaximumWords = 250;

    private const int MaximumCharacters = 6_000;

    // Chinese writes names in two to five characters.
    private const int MaximumHanName = 5;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> LinkEnds = SearchValues.Create(" \t\r\n\"'<>()[]?#");

    /// <summary>The keys of an article with their weights, each once.</summary>
    public static Dictionary<string, LinkKey> Read(Article article)
    {
        var keys = new Dictionary<string, LinkKey>();
        Read(Start(article.Title), article.Language, title: true, keys);
        Read(Start(article.Text), article.Language, title: false, keys);
        return keys;
    }

    private static ReadOnlySpan<char> Start(string text) => text.AsSpan(0, Math.Min(text.Length, MaximumCharacters));

    private static void Read(ReadOnlySpan<char> text, string language, bool title, Dictionary<string, LinkKey> keys)
    {
        var functionWords = FunctionWords.Of(language).GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var tokens = new Tokenizer(text, buffer);
        var days = default(DateReader);
        var read = 0;
        var unspacedTo = 0;
        while (read < MaximumWords && tokens.MoveNext())
        {
            read++;
            if (tokens.Kind == TokenKind.Pair)
            {
                if (tokens.Start >= unspacedTo)
                    unspacedTo = Unspaced(text, tokens.Start, keys);
                continue;
            }

            var word = tokens.Current;
            days.Add(word, tokens.Kind);
            if (days.Day is { } day)
                Add(keys, new LinkKey(LinkKeyKind.Day, day.ToString(CultureInfo.InvariantCulture), "", false, 1));
            if (tokens.Kind == TokenKind.Number)
                Number(word, keys);
            else if (!functionWords.Contains(word) && word.Length > 1)
                Word(word, tokens.Capitalised, tokens.StartsSentence, title, keys);
        }

        Links(text, keys);
    }

    private static void Word(ReadOnlySpan<char> word, bool capital, bool startsSentence, bool title, Dictionary<string, LinkKey> keys)
    {
        Span<char> bare = stackalloc char[Tokenizer.MaximumLength];
        word.CopyTo(bare);
        var arabic = word[0] is >= '\u0600' and <= '\u06FF';
        ReadOnlySpan<char> stem = arabic ? bare[..LightStemmer.Stem(bare[..word.Length], "ar")] : word;
        if ((Lexicon.Places.Find(word) ?? Lexicon.Places.Find(stem)) is { } place)
        {
            Add(keys, new LinkKey(LinkKeyKind.Place, place, "", false, 1));
            return;
        }

        if ((Lexicon.Concepts.Find(word) ?? Lexicon.Concepts.Find(stem)) is { } concept)
        {
            Add(keys, new LinkKey(LinkKeyKind.Concept, concept, "", false, title ? 1 : 0.7f));
            return;
        }

        if (stem.Length < 3 || NameSpelling.Of(stem) is not { } spelling)
            return;
        // Arabic and Hebrew have no capitals: any word may be a name. In a title and at a sentence's start a capital says little.
        var cased = !arabic && word[0] is not (>= '\u0590' and <= '\u05FF');
        if (!cased)
            Add(keys, new LinkKey(LinkKeyKind.Name, spelling.Skeleton, spelling.Letters, false, 0.6f));
        else if (capital)
            Add(keys, new LinkKey(LinkKeyKind.Name, spelling.Skeleton, spelling.Letters, true, startsSentence ? 0.6f : 1));
        else if (word.Length >= 6 && spelling.Skeleton.Length >= 4)
            Add(keys, new LinkKey(LinkKeyKind.Cognate, spelling.Skeleton, spelling.Letters, true, 0.4f));
    }

    private static void Number(ReadOnlySpan<char> digits, Dictionary<string, LinkKey> keys)
    {
        var end = digits.IndexOfAnyExcept(Digits);
        var number = end < 0 ? digits : digits[..end];
        // One digit is everywhere.
        if (number.Length >= 2)
            Add(keys, new LinkKey(LinkKeyKind.Number, number.ToString(), "", false, number.Length == 2 ? 0.6f : 1));
    }

    /// <summary>A run of characters without spaces, read once from its first on.</summary>
    /// <returns>Where it ends.</returns>
    private static int Unspaced(ReadOnlySpan<char> text, int start, Dictionary<string, LinkKey> keys)
    {
        var end = start;
        while (end < text.Length && Scripts.IsUnspaced(text[end]))
            end++;
        for (var at = start; at < end;)
        {
            var run = text[at..end];
            if (Lexicon.Places.Find(run, out var place) is > 0 and var placeLength)
            {
                Add(keys, new LinkKey(LinkKeyKind.Place, place!, "", false, 1));
                at += placeLength;
            }
            else if (Lexicon.Concepts.Find(run, out var concept) is > 0 and var conceptLength)
            {
                Add(keys, new LinkKey(LinkKeyKind.Concept, concept!, "", false, 1));
                at += conceptLength;
            }
            else if (Katakana(run) is >= 3 and var kana)
            {
                if (NameSpelling.Of(run[..kana]) is { } spelling)
                    Add(keys, new LinkKey(LinkKeyKind.Name, spelling.Skeleton, spelling.Letters, true, 1));
                at += kana;
            }
            else
            {
                Han(run, keys);
                at++;
            }
        }

        return end;
    }

    private static int Katakana(ReadOnlySpan<char> run)
    {
        var length = 0;
        while (length < run.Length && Scripts.IsKatakana(run[length]))
            length++;
        return length;
    }

    /// <summary>Names that may begin here: three to five characters that write sounds, or a Chinese given name after its family name.</summary>
    private static void Han(ReadOnlySpan<char> run, Dictionary<string, LinkKey> keys)
    {
        var length = 0;
        while (length < Math.Min(run.Length, MaximumHanName) && HanSyllables.Has(run[length]))
            length++;
        for (var take = 3; take <= length; take++)
            AddHan(run[..take]);
        if (length >= 3 && HanSyllables.IsFamily(run[0]))
            AddHan(run[1..3]);

        void AddHan(ReadOnlySpan<char> name)
        {
            if (NameSpelling.Of(HanSyllables.Read(name)) is { } spelling)
                Add(keys, new LinkKey(LinkKeyKind.Name, spelling.Skeleton, spelling.Letters, true, 0.6f));
        }
    }

    private static void Links(ReadOnlySpan<char> text, Dictionary<string, LinkKey> keys)
    {
        for (var at = text.IndexOf("://"); at >= 0;)
        {
            var rest = text[(at + 3)..];
            var end = rest.IndexOfAny(LinkEnds);
            var link = (end < 0 ? rest : rest[..end]).TrimEnd("/.,;:");
            // A bare host says nothing about the event.
            if (link.Length is > 8 and < 300 && link.Contains('/'))
                Add(keys, new LinkKey(LinkKeyKind.Link, link.ToString().ToLowerInvariant(), "", false, 1));
            var next = rest.IndexOf("://");
            at = next < 0 ? -1 : at + 3 + next;
        }
    }

    private static void Add(Dictionary<string, LinkKey> keys, in LinkKey key)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(keys, key.Posting, out var exists);
        // The surest of several readings, and a name before a mere word.
        if (!exists || key.Weight > known.Weight)
            known = key;
    }
}
