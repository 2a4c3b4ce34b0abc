using System.Runtime.InteropServices;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Queries;

/// <summary>An article as queries see it: its words and where each occurs, its outlet, its labels. Made once, asked by many queries.</summary>
public sealed class ArticleText
{
    private readonly List<Word> _words = [];

    // The place of each of the words; null when none was left out, so that they are at their places.
    private readonly List<int>? _kept;
    private readonly List<int> _sequence = [];
    private readonly List<string> _different = [];
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);
    private readonly int _titleWords;
    private readonly int _length;
    private readonly Lazy<string[]> _sorted;
    private readonly Lazy<IReadOnlyCollection<string>> _countries;

    public ArticleText(string title, string text, string source, string language)
        : this(title, text, source, language, [], null, static () => [])
    {
    }

    public ArticleText(Article article, ArticleFeed? feed = null, IArticleCountries? countries = null)
        : this(article.Title, article.Text, article.Source, article.Language, article.Categories, feed, () => countries?.Find(article) ?? [])
    {
    }

    /// <param name="feed">Null when it is not known (any more).</param>
    /// <param name="countries">Asked once, and only when a query wants to know.</param>
    public ArticleText(
        string title, string text, string source, string language, IEnumerable<string> categories, ArticleFeed? feed, Func<IReadOnlyCollection<string>> countries)
        : this(title, text, source, language, categories, feed, countries, null)
    {
    }

    /// <summary>As one query sees the article: of the words that it does not ask for only their number is kept. That takes a fraction of the time.</summary>
    internal ArticleText(Article article, ArticleFeed? feed, IArticleCountries? countries, AskedWords asked)
        : this(article.Title, article.Text, article.Source, article.Language, article.Categories, feed, () => countries?.Find(article) ?? [], asked)
    {
    }

    /// <inheritdoc cref="ArticleText(Article, ArticleFeed, IArticleCountries, AskedWords)"/>
    /// <remarks>For a query that asks for nothing but words.</remarks>
    internal ArticleText(string title, string text, AskedWords asked)
        : this(title, text, "", "", [], null, static () => [], asked)
    {
    }

    /// <param name="asked">Null for any query.</param>
    private ArticleText(
        string title, string text, string source, string language, IEnumerable<string> categories, ArticleFeed? feed, Func<IReadOnlyCollection<string>> countries, AskedWords? asked)
    {
        if (asked is { IsEmpty: true })
            (title, text) = ("", "");
        Title = WordSegmenter.Normalise(title);
        Text = WordSegmenter.Normalise(text);
        Source = SourceHost.Normalise(source) ?? "";
        Language = language.ToLowerInvariant();
        Labels = new ArticleLabels(categories, feed);
        _kept = asked is null ? null : [];
        _titleWords = Add(Title, 0, asked);
        // A gap that no word fills: a phrase does not run from the title into the text.
        if (asked is null)
        {
            _words.Add(default);
            _sequence.Add(-1);
        }

        _length = Add(Text, _titleWords + 1, asked);
        _sorted = new Lazy<string[]>(() => [.. _places.Keys.Order(StringComparer.Ordinal)]);
        _countries = new Lazy<IReadOnlyCollection<string>>(() => [.. countries().Select(code => code.ToLowerInvariant())]);
    }

    /// <summary>Normalised; offsets of matches refer to it.</summary>
    public string Title { get; }

    /// <inheritdoc cref="Title"/>
    public string Text { get; }

    public string Source { get; }

    public string Language { get; }

    /// <summary>Categories, and what is known of the feed.</summary>
    public ArticleLabels Labels { get; }

    /// <summary>Countries that it names: ISO 3166-1 alpha-2, in lower case.</summary>
    public IReadOnlyCollection<string> Countries => _countries.Value;

    /// <summary>The different words of title and text.</summary>
    public IReadOnlyList<string> Words => _different;

    /// <summary>All words of title and text in their order, by their number among the <see cref="Words"/>, with a -1 between the two. Only where all are kept.</summary>
    internal IReadOnlyList<int> Sequence => _sequence;

    /// <summary>The first place where these words stand one after the other; null when there is none.</summary>
    internal WordPlace? Find(WordsNode node)
    {
        foreach (var place in Places(node))
            return At(place);
        return null;
    }

    /// <summary>A place of words near one another, from the first of them to the last; null when there is none.</summary>
    internal WordPlace? Find(NearNode node) => NearSearch.Find(node, this) is { } place ? At(place) : null;

    internal bool Has(WordsNode node)
    {
        foreach (var _ in Places(node))
            return true;
        return false;
    }

    internal bool Has(NearNode node) => node is
    {
        Parts: [WordsNode { Field: WordField.Everywhere, Words: [{ IsPrefix: false } one] }, WordsNode { Words: [{ IsPrefix: false } other] }],
        Steps: [var step],
    }
        ? AreNear(PlacesOf(one), PlacesOf(other), step)
        : NearSearch.Find(node, this) is not null;

    /// <summary>Where the title's words end, and those of the text begin two later.</summary>
    internal int LastOfTitle => _titleWords - 1;

    /// <summary>All places where these words stand one after the other, in the order of their first word.</summary>
    internal IEnumerable<WordSpan> Places(WordsNode node)
    {
        foreach (var place in PlacesOf(node.Words[0]))
        {
            if (node.Field == WordField.Title && place > LastOfTitle)
                yield break;
            var span = new WordSpan(place, place + node.Words.Length - 1);
            if ((node.Field != WordField.Body || place > LastOfTitle) && Continues(place, node) && (node.Field != WordField.Entity || IsName(span)))
                yield return span;
        }
    }

    // What is asked most often, at less cost: two words.
    private bool AreNear(List<int> ones, List<int> others, NearStep step)
    {
        var from = 0;
        foreach (var one in ones)
        {
            while (from < others.Count && others[from] < one - step.Distance)
                from++;
            for (var i = from; i < others.Count && others[i] <= one + step.Distance; i++)
            {
                if ((step.InOrder ? others[i] > one : others[i] != one) && one <= LastOfTitle == others[i] <= LastOfTitle)
                    return true;
            }
        }

        return false;
    }

    private List<int> PlacesOf(QueryWord word)
    {
        if (!word.IsPrefix)
            return _places.TryGetValue(word.Text, out var places) ? places : [];
        var sorted = _sorted.Value;
        var first = Array.BinarySearch(sorted, word.Text, StringComparer.Ordinal);
        var all = new List<int>();
        for (var i = first < 0 ? ~first : first; i < sorted.Length && word.Fits(sorted[i]); i++)
            all.AddRange(_places[sorted[i]]);
        all.Sort();
        return all;
    }

    private bool Continues(int place, WordsNode node)
    {
        if (place + node.Words.Length > _length)
            return false;
        for (var i = 1; i < node.Words.Length; i++)
        {
            if (WordAt(place + i).Text is not { } word || !node.Words[i].Fits(word))
                return false;
        }

        return true;
    }

    private bool IsName(WordSpan span) => IsCapital(span.First) || (span.Last != span.First && IsCapital(span.Last));

    // Where a script has no capitals, and for digits, any spelling will do.
    private bool IsCapital(int place)
    {
        var small = false;
        foreach (var rune in (place <= LastOfTitle ? Title : Text).AsSpan(WordAt(place).Start, WordAt(place).Length).EnumerateRunes())
        {
            if (System.Text.Rune.IsUpper(rune) || System.Text.Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.TitlecaseLetter)
                return true;
            small |= System.Text.Rune.IsLower(rune);
        }

        return !small;
    }

    private WordPlace At(WordSpan span)
    {
        var (start, end) = (WordAt(span.First), WordAt(span.Last));
        return new WordPlace(span.First <= LastOfTitle, start.Start, end.Start + end.Length - start.Start);
    }

    /// <returns>No word when it was left out.</returns>
    private Word WordAt(int place)
    {
        var at = _kept is null ? place : _kept.BinarySearch(place);
        return at < 0 ? default : _words[at];
    }

    /// <param name="place">Of the first word.</param>
    /// <returns>The place after the last.</returns>
    private int Add(string text, int place, AskedWords? asked)
    {
        var end = 0;
        while (WordSegmenter.NextSpelling(text, ref end, out var start))
        {
            var spelling = text.AsSpan(start, end - start);
            var word = asked is null ? Folding.Fold(spelling) : asked.Find(spelling);
            if (word?.Length > 0)
                Add(new Word(word, start, end - start), place);
            if (word?.Length != 0)
                place++;
        }

        return place;
    }

    private void Add(Word word, int place)
    {
        if (!_places.TryGetValue(word.Text, out var places))
        {
            _places.Add(word.Text, places = []);
            _different.Add(word.Text);
        }

        places.Add(place);
        _words.Add(word);
        if (_kept is not null)
            _kept.Add(place);
        else // A word has the number that it had where it came first.
            _sequence.Add(places.Count == 1 ? _different.Count - 1 : _sequence[places[0]]);
    }
}

/// <summary>Where words stand in an article.</summary>
/// <param name="InTitle">In the title, else in the text.</param>
/// <param name="Start">In UTF-16 units of the normalised title or text.</param>
internal readonly record struct WordPlace(bool InTitle, int Start, int Length);

/// <summary>Words one after the other, by their numbers in the article, the title's before the text's.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WordSpan(int First, int Last);
