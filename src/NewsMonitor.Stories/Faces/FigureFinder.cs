using System.Globalization;
using NewsMonitor.Model;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Faces;

/// <summary>
/// Finds numbers and sums of money with what they count, and tolls: how many people are dead, injured, missing, arrested or displaced. Dates,
/// times, ages and small numbers that count nothing of weight are left out.
/// </summary>
internal static class FigureFinder
{
    /// <summary>Smallest number that is a figure by itself.</summary>
    private const double Least = 10;

    // How many words away what a toll counts may stand: "more than 120 people were injured", "killing at least nine".
    private const int After = 6;
    private const int Before = 3;

    /// <summary>From here on no two things are the same number by chance.</summary>
    private const double Distinctive = 1000;

    /// <summary>Nothing that is reported is counted in larger numbers; and one without end could not be stored.</summary>
    private const double Most = 1e18;

    /// <summary>How much of a figure's surroundings is shown at most, in characters.</summary>
    private const int MaximumText = 40;

    /// <param name="text">The article's words.</param>
    /// <returns>Each fact once, in the order of mention.</returns>
    public static List<StoryFact> Find(TextWords text)
    {
        var facts = new List<StoryFact>();
        var words = text.Words;
        for (var i = 0; i < words.Length; i++)
        {
            if (Number(words, i, out var last) is not { } value)
                continue;
            var money = Money(text, i, ref last, ref value);
            if (Read(text, i, last, value, money) is { } fact)
                Add(facts, fact);
            i = last;
        }

        return facts;
    }

    private static void Add(List<StoryFact> facts, StoryFact fact)
    {
        var at = facts.FindIndex(known => known.Key == fact.Key);
        if (at < 0)
            facts.Add(fact);
        else
            facts[at] = facts[at] with { InTitle = facts[at].InTitle || fact.InTitle, Prominent = true, IsNew = facts[at].IsNew && fact.IsNew };
    }

    private static StoryFact? Read(TextWords text, int first, int last, double value, string? money)
    {
        var words = text.Words;
        var inLetters = words[first].Kind != TokenKind.Number;
        var prominent = text.IsProminent(first);
        var isNew = IsNew(words, first, last);
        if (money is null && IsTimeOrDate(text, first, last))
            return null;
        if (money is null && Counted(words, first, last) is var (counts, at))
        {
            var shown = at > last ? Show(text, first, at, money) : Show(text, first, last, money);
            return new StoryFact(StoryFactKind.Toll, Key(Name(counts), value), at > last && shown.Length <= MaximumText ? shown : $"{Show(text, first, last, money)} {Name(counts)}", value, Name(counts), isNew, words[first].InTitle, prominent);
        }

        if (inLetters || (money is null && value < Least))
            return null;
        var end = last;
        var unit = money;
        if (money is null && words.Length > last + 1 && words[last + 1].Continues(words[last]) && !words[last + 1].IsFunction && !IsNumber(words[last + 1]))
        {
            end = last + 1;
            unit = words[end].Said == FactWord.Percent ? "%" : words[end].Term;
            // Mostly the first of two says of what kind the second is: "600 baggage handlers".
            if (unit != "%" && end + 1 < words.Length && words[end + 1].Continues(words[end]) && words[end + 1] is { Kind: TokenKind.Word, IsFunction: false })
                end++;
        }
        else if (money is null && text.TextOf(words[last]) is var line && words[last].End < line.Length && line[words[last].End] == '%')
        {
            unit = "%";
        }

        // A bare number says nothing to a reader.
        return unit is null ? null : new StoryFact(
            StoryFactKind.Figure, Key(unit, value, money is not null), Show(text, first, end, money), value, null, isNew, words[first].InTitle, prominent);
    }

    /// <summary>The number that begins at a word, in digits or letters, with thousand, million and so on after it.</summary>
    private static double? Number(ReadOnlySpan<TextWords.Word> words, int at, out int last)
    {
        last = at;
        ref readonly var word = ref words[at];
        double value;
        if (word.Kind == TokenKind.Number)
        {
            if (!word.IsPlainNumber)
                return null;
            value = word.Number;
        }
        else if (word.Said == FactWord.Number)
        {
            value = word.Number;
            // twenty-three
            if (value >= 20 && at + 1 < words.Length && words[at + 1] is { Said: FactWord.Number, Number: < 10 } next && next.Continues(word))
                (value, last) = (value + next.Number, at + 1);
        }
        else
        {
            return null;
        }

        while (last + 1 < words.Length && words[last + 1].Said == FactWord.Multiplier && words[last + 1].Continues(words[last]))
            value *= words[++last].Number;
        return value <= Most ? value : null;
    }

    /// <returns>ISO 4217; null when it is no money.</returns>
    private static string? Money(TextWords text, int first, ref int last, ref double value)
    {
        var words = text.Words;
        var line = text.TextOf(words[first]);
        var start = words[first].Start;
        var sign = start > 0 ? line[start - 1] : ' ';
        var currency = sign switch
        {
            '$' => "USD",
            '€' => "EUR",
            '£' => "GBP",
            '¥' or '￥' => "JPY",
            '₹' => "INR",
            '₽' => "RUB",
            '₴' => "UAH",
            '₺' => "TRY",
            _ => null,
        };
        if (currency is not null)
            return currency;
        var next = last + 1;
        // "2 millones de euros"
        if (next + 1 < words.Length && words[next] is { IsFunction: true } && words[next].Continues(words[last]) && words[next + 1].Said == FactWord.Currency)
            next++;
        if (next < words.Length && words[next].Currency is { } named && words[next].Continues(words[next - 1]))
        {
            last = next;
            return named;
        }

        return words[last].End < line.Length && line[words[last].End] is '€' ? "EUR" : null;
    }

    private static bool IsTimeOrDate(TextWords text, int first, int last)
    {
        var words = text.Words;
        var line = text.TextOf(words[first]);
        var (start, end) = (words[first].Start, words[last].End);
        // 5:12, 3-1, 10/8
        if ((end < line.Length - 1 && line[end] is ':' or '-' or '/' or '–' && char.IsLetterOrDigit(line[end + 1])) || (start > 1 && line[start - 1] is ':' or '-' or '/' or '–' or '#'))
            return true;
        if (last + 1 < words.Length && words[last + 1].Sentence == words[first].Sentence && words[last + 1].Said is FactWord.Time or FactWord.Calendar)
            return true;
        // "8 de octubre"
        if (last + 2 < words.Length && words[last + 2].Sentence == words[first].Sentence && words[last + 1].IsFunction && words[last + 2].Said == FactWord.Time)
            return true;
        // "October 8": a month or a day before it
        if (first > 0 && words[first - 1].Sentence == words[first].Sentence && words[first - 1].Said is FactWord.Calendar)
            return true;
        return words[first] is { Kind: TokenKind.Number, Number: >= 1900 and < 2100 } && words[first].End - words[first].Start == 4;
    }

    /// <summary>What people it counts, if it does: the nearest word that says so, in the same sentence, with no other number between.</summary>
    private static (FactWord Counts, int At)? Counted(ReadOnlySpan<TextWords.Word> words, int first, int last)
    {
        (FactWord, int)? found = null;
        var distance = After + 1;
        for (var i = last + 1; i < words.Length && i <= last + After && words[i].Sentence == words[first].Sentence; i++)
        {
            if (IsNumber(words[i]))
                break;
            // "John Doe, 23, was arrested"
            if (i == last + 1 && !words[i].Touches(words[last]))
                break;
            if (words[i].Said is >= FactWord.Dead and <= FactWord.Displaced && words[i].Number != FactLexicon.CountsBefore)
            {
                (found, distance) = ((words[i].Said, i), i - last);
                break;
            }
        }

        for (var i = first - 1; i >= 0 && i >= first - Before && first - i <= distance && words[i + 1].Touches(words[i]); i--)
        {
            if (IsNumber(words[i]))
                break;
            if (words[i].Said is >= FactWord.Dead and <= FactWord.Displaced && words[i].Number != FactLexicon.CountsAfter)
                return (words[i].Said, i);
        }

        return found;
    }

    private static bool IsNumber(in TextWords.Word word) => word.Kind == TokenKind.Number || word.Said == FactWord.Number;

    private static bool IsNew(ReadOnlySpan<TextWords.Word> words, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (words[i].IsNew)
                return true;
        }

        return false;
    }

    private static string Show(TextWords text, int first, int last, string? money)
    {
        var words = text.Words;
        var line = text.TextOf(words[first]);
        var start = words[first].Start;
        if (money is not null && start > 0 && char.GetUnicodeCategory(line[start - 1]) == UnicodeCategory.CurrencySymbol)
            start--;
        var end = words[last].End;
        if (end < line.Length && line[end] is '%' or '€')
            end++;
        return ShownText.Of(line[start..end]);
    }

    private static string Name(FactWord counts) => counts switch
    {
        FactWord.Dead => "dead",
        FactWord.Injured => "injured",
        FactWord.Missing => "missing",
        FactWord.Arrested => "arrested",
        _ => "displaced",
    };

    /// <summary>A large number is itself in whatever words it is reported.</summary>
    private static string Key(string unit, double value, bool isMoney = false) =>
        value >= Distinctive && !isMoney ? value.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{value} {unit}");
}
