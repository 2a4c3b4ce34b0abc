using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Queries;

/// <summary>An article as queries see it: its words and where each occurs. Made once, asked by many queries.</summary>
public sealed class ArticleText
{
    private readonly List<Word> _words = [];
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);
    private readonly int _titleWords;

    public ArticleText(string title, string text, string source, string language)
    {
        Title = WordSegmenter.Normalise(title);
        Text = WordSegmenter.Normalise(text);
        Source = SourceHost.Normalise(source) ?? "";
        Language = language.ToLowerInvariant();
        Add(Title);
        _titleWords = _words.Count;
        // A gap that no word fills: a phrase does not run from the title into the text.
        _words.Add(default);
        Add(Text);
    }

    public ArticleText(Article article)
        : this(article.Title, article.Text, article.Source, article.Language)
    {
    }

    /// <summary>Normalised; offsets of matches refer to it.</summary>
    public string Title { get; }

    /// <inheritdoc cref="Title"/>
    public string Text { get; }

    public string Source { get; }

    public string Language { get; }

    /// <summary>The different words of title and text.</summary>
    public IEnumerable<string> Words => _places.Keys;

    /// <summary>The first place where these words stand one after the other; null when there is none.</summary>
    internal WordPlace? Find(WordsNode node)
    {
        var first = FindIndex(node);
        if (first < 0)
            return null;
        var (start, end) = (_words[first], _words[first + node.Words.Length - 1]);
        return new WordPlace(first < _titleWords, start.Start, end.Start + end.Length - start.Start);
    }

    internal bool Has(WordsNode node) => FindIndex(node) >= 0;

    private int FindIndex(WordsNode node)
    {
        if (!_places.TryGetValue(node.Words[0], out var places))
            return -1;
        foreach (var place in places)
        {
            if (node.Field == WordField.Title && place >= _titleWords)
                return -1;
            if (Continues(place, node))
                return place;
        }

        return -1;
    }

    private bool Continues(int place, WordsNode node)
    {
        if (place + node.Words.Length > _words.Count)
            return false;
        for (var i = 1; i < node.Words.Length; i++)
        {
            if (_words[place + i].Text != node.Words[i])
                return false;
        }

        return true;
    }

    private void Add(string text)
    {
        foreach (var word in WordSegmenter.Words(text))
        {
            if (!_places.TryGetValue(word.Text, out var places))
                _places.Add(word.Text, places = []);
            places.Add(_words.Count);
            _words.Add(word);
        }
    }
}

/// <summary>Where words stand in an article.</summary>
/// <param name="InTitle">In the title, else in the text.</param>
/// <param name="Start">In UTF-16 units of the normalised title or text.</param>
internal readonly record struct WordPlace(bool InTitle, int Start, int Length);
