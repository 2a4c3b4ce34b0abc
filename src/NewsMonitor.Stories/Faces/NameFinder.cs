using System.Runtime.InteropServices;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Faces;

/// <summary>
/// Finds names by their capitals inside sentences, adjacent ones together: Gina Raimondo, Ministry of Commerce, Corepack 500. Scripts without
/// capitals have none to find.
/// </summary>
internal static class NameFinder
{
    /// <summary>Words of one name at most.</summary>
    private const int MaximumWords = 5;

    /// <param name="text">The article's words.</param>
    /// <returns>Each name once, in the order of first mention.</returns>
    public static List<Name> Find(TextWords text)
    {
        var words = text.Words;
        var names = new Dictionary<string, Name>(StringComparer.Ordinal);
        var order = new List<Name>();
        var nouns = text.Article.Language is "de" or "lb";
        var titleCapitals = TitleTells(text);
        var known = Capitalised(text);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].InTitle && !titleCapitals)
                continue;
            var first = i;
            if (!Begins(words[i], known))
                continue;
            var last = End(text, i);
            i = last;
            // "US Commerce Secretary Gina Raimondo": what stands before her name describes her.
            for (var at = last - 1; at >= first; at--)
            {
                if (words[at].Said == FactWord.Honorific)
                    first = at + 1;
            }

            // German writes every noun with a capital: one alone is no name.
            if (words[first].Said is FactWord.Honorific or FactWord.Calendar || (nouns && first == last && words[first].Kind != TokenKind.Acronym))
                continue;
            Add(text, first, last, names, order);
        }

        var whole = Whole(order);
        MarkTitle(text, whole);
        return whole;
    }

    private static bool Begins(in TextWords.Word word, bool[] known) =>
        word is { IsCapital: true, IsFunction: false, Term: not null, Kind: TokenKind.Word or TokenKind.Acronym }
        && word.End - word.Start > 1
        && word.Said != FactWord.Calendar
        && (!word.StartsSentence || known[word.Place]);

    /// <summary>Terms with a capital inside a sentence of the text: at the start of a sentence, too, they are names.</summary>
    private static bool[] Capitalised(TextWords text)
    {
        var known = new bool[text.Terms];
        foreach (ref readonly var word in text.Words)
        {
            if (word is { IsCapital: true, StartsSentence: false, InTitle: false, Place: >= 0 })
                known[word.Place] = true;
        }

        return known;
    }

    /// <summary>A title with a capital on most words says nothing by them.</summary>
    private static bool TitleTells(TextWords text)
    {
        int capitals = 0, others = 0;
        foreach (ref readonly var word in text.Words[..text.Title])
        {
            if (word.StartsSentence || word.IsFunction || word.Kind != TokenKind.Word)
                continue;
            if (word.IsCapital)
                capitals++;
            else
                others++;
        }

        return others > capitals;
    }

    private static int End(TextWords text, int first)
    {
        var words = text.Words;
        var last = first;
        var count = 1;
        for (var i = first + 1; i < words.Length && count < MaximumWords; i++)
        {
            if (!words[i].Continues(words[i - 1]) || words[i].Said == FactWord.Calendar)
                break;
            if (words[i].Kind is TokenKind.Word or TokenKind.Acronym && words[i].IsCapital && (!words[i].IsFunction || words[i].Said == FactWord.Particle || IsInside(words, i)))
            {
                last = i;
                count++;
            }
            else if (words[i] is { Kind: TokenKind.Number, IsPlainNumber: true, Said: not FactWord.Number } && i == last + 1 && words[i].Number is > 1 and < 1900)
            {
                // Corepack 500, Boeing 737
                return i;
            }
            else if (words[i].Said != FactWord.Particle || i > last + 2 || (last > first && IsOf(text, words[i])))
            {
                break;
            }
        }

        return last;
    }

    /// <summary>He, In and the like between capitals: Vice-Premier He Lifeng.</summary>
    private static bool IsInside(ReadOnlySpan<TextWords.Word> words, int at) =>
        at + 1 < words.Length && words[at + 1] is { IsCapital: true, IsFunction: false } && words[at + 1].Continues(words[at]);

    /// <summary>"of" joins a name only after its first word: Ministry of Commerce, but Inge Brandt of Corran Bank.</summary>
    private static bool IsOf(TextWords text, in TextWords.Word word) => text.TextOf(word)[word.Start..word.End] is "of";

    private static void Add(TextWords text, int first, int last, Dictionary<string, Name> names, List<Name> order)
    {
        var words = text.Words;
        double telling = 0, news = 0, heaviest = -1;
        string? head = null;
        var key = "";
        for (var i = first; i <= last; i++)
        {
            if (words[i].Term is not { } term)
                continue;
            key = key.Length == 0 ? term : $"{key} {term}";
            telling += words[i].Telling;
            if (words[i].IsNew)
                news += words[i].Telling;
            if (words[i].Telling > heaviest)
                (heaviest, head) = (words[i].Telling, term);
        }

        if (head is null)
            return;
        ref var name = ref CollectionsMarshal.GetValueRefOrAddDefault(names, key, out var found);
        if (!found)
        {
            name = new Name(key, first, last, head, last - first + 1, telling, heaviest, news >= telling / 2);
            order.Add(name);
        }

        name!.Mentions++;
        name.IsProminent |= text.IsProminent(first) || name.Mentions > 1;
    }

    /// <summary>A word alone that is part of a longer name is that name again: Raimondo, Gina Raimondo.</summary>
    private static List<Name> Whole(List<Name> names)
    {
        var parts = new Dictionary<string, Name>(StringComparer.Ordinal);
        foreach (var name in names.Where(name => name.Words > 1))
        {
            foreach (var part in name.Key.Split(' '))
                parts.TryAdd(part, name);
        }

        var whole = new List<Name>(names.Count);
        foreach (var name in names)
        {
            if (name.Words > 1 || !parts.TryGetValue(name.Key, out var longer))
            {
                whole.Add(name);
                continue;
            }

            longer.Mentions += name.Mentions;
            longer.IsProminent = true;
        }

        return whole;
    }

    /// <summary>A name is in the title when its most telling word is.</summary>
    private static void MarkTitle(TextWords text, List<Name> names)
    {
        foreach (var name in names)
        {
            foreach (ref readonly var word in text.Words[..text.Title])
            {
                if (word.Term == name.Head)
                    name.InTitle = name.IsProminent = true;
            }
        }
    }

    /// <summary>A name as it was written first: one space between words; capitals throughout, as in a dateline, made ordinary.</summary>
    /// <param name="words">What it was found in.</param>
    /// <param name="name">The name.</param>
    public static string Show(TextWords words, Name name)
    {
        var text = ShownText.Of(words.Between(words.Words[name.First], words.Words[name.Last]));
        if (text.Length <= 5 || text.Any(char.IsLower))
            return text;
        var shown = text.ToCharArray();
        for (var i = 1; i < shown.Length; i++)
        {
            if (char.IsLetter(shown[i - 1]))
                shown[i] = char.ToLowerInvariant(shown[i]);
        }

        return new string(shown);
    }

    /// <param name="Key">Its terms.</param>
    /// <param name="First">Its first word where it was found first.</param>
    /// <param name="Last">Its last word there.</param>
    /// <param name="Head">Its most telling term.</param>
    /// <param name="Words">How many words it has.</param>
    /// <param name="Telling">Sum over its terms.</param>
    /// <param name="HeadTelling">Of its most telling term.</param>
    /// <param name="IsNew">True when the story had less than half of it.</param>
    internal sealed record Name(string Key, int First, int Last, string Head, int Words, double Telling, double HeadTelling, bool IsNew)
    {
        public int Mentions { get; set; }

        public bool InTitle { get; set; }

        public bool IsProminent { get; set; }

        public double Weight => Telling / Math.Sqrt(Words) * (1 + Math.Log(Mentions)) * (InTitle ? 1.5 : 1);
    }
}
