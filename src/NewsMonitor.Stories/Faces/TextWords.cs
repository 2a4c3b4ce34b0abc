using System.Runtime.InteropServices;
using NewsMonitor.Model;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Faces;

/// <summary>The words of an article one after the other, with what the written form says of each: title first, then as many words of the text as the engine reads terms.</summary>
internal sealed class TextWords
{
    private const int TitleWords = 150;

    // Of a running text's words about half are function words, which the engine's lead does not count.
    private const int WordsPerTerm = 2;

    private Word[] _words = new Word[1024];
    private int _count;
    private int _lead;

    public ReadOnlySpan<Word> Words => _words.AsSpan(0, _count);

    /// <summary>Words of the title; the text's come after.</summary>
    public int Title { get; private set; }

    public Article Article { get; private set; } = null!;

    /// <summary>Terms of the article.</summary>
    public int Terms { get; private set; }

    /// <summary>True for a word of the title or among the first of the text.</summary>
    public bool IsProminent(int word) => word < Title + _lead;

    /// <param name="article">The article.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="options">How much the engine reads.</param>
    public void Read(Article article, TermNews terms, StoryOptions options)
    {
        _count = 0;
        Article = article;
        Terms = terms.Count;
        _lead = options.LeadTerms * WordsPerTerm;
        Read(article.Title, article.Language, terms, TitleWords, inTitle: true);
        Title = _count;
        Read(article.Text, article.Language, terms, options.BodyTerms, inTitle: false);
    }

    /// <summary>The text from the start of one word to the end of another, both of the title or both of the text.</summary>
    public ReadOnlySpan<char> Between(in Word first, in Word last) => TextOf(first)[first.Start..last.End];

    public ReadOnlySpan<char> TextOf(in Word word) => word.InTitle ? Article.Title : Article.Text;

    private void Read(string text, string language, TermNews terms, int limit, bool inTitle)
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];
        var functionWords = FunctionWords.Of(language).GetAlternateLookup<ReadOnlySpan<char>>();
        var lexicon = FactLexicon.Of(language);
        var tokens = new Tokenizer(text, buffer);
        var sentence = 0;
        var sinceNumber = 2;
        for (var position = 0; position < limit && tokens.MoveNext(); position++)
        {
            var token = tokens.Current;
            if (tokens.StartsSentence)
                sentence++;
            var said = lexicon.Find(token);
            var isNumber = tokens.Kind == TokenKind.Number;
            var (number, isPlain) = isNumber ? NumberText.Parse(token) : (said.Value, false);
            var isFunction = false;
            var place = -1;
            // Looking words up is most of the work, and only these are asked about.
            if (isNumber || sinceNumber < 2 || tokens.Capitalised || said.Word == FactWord.Number)
            {
                isFunction = tokens.Kind != TokenKind.Acronym && functionWords.Contains(token);
                var length = tokens.Kind == TokenKind.Word ? LightStemmer.Stem(buffer[..token.Length], language) : token.Length;
                if (!isFunction)
                    place = terms.Find(buffer[..length]);
            }

            sinceNumber = isNumber || said.Word is FactWord.Number or FactWord.Multiplier ? 0 : sinceNumber + 1;
            if (_count == _words.Length)
                Array.Resize(ref _words, _count * 2);
            _words[_count++] = new Word
            {
                Start = tokens.Start,
                End = tokens.End,
                Sentence = inTitle ? -sentence : sentence,
                Kind = tokens.Kind,
                IsCapital = tokens.Capitalised,
                StartsSentence = tokens.StartsSentence,
                IsAdjacent = tokens.Adjacent,
                InTitle = inTitle,
                IsFunction = isFunction,
                Said = said.Word,
                Currency = said.Currency,
                Number = number,
                IsPlainNumber = isPlain,
                Place = place,
                Term = place < 0 ? null : terms.Text(place),
                Telling = place < 0 ? 0 : terms.Telling(place),
                IsNew = place >= 0 && terms.IsNew(place),
            };
        }
    }

    [StructLayout(LayoutKind.Auto)]
    internal readonly struct Word
    {
        public int Start { get; init; }

        public int End { get; init; }

        /// <summary>Number of its sentence; negative in the title.</summary>
        public int Sentence { get; init; }

        public TokenKind Kind { get; init; }

        public bool IsCapital { get; init; }

        public bool StartsSentence { get; init; }

        /// <summary>One space or hyphen stands between it and the word before.</summary>
        public bool IsAdjacent { get; init; }

        public bool InTitle { get; init; }

        /// <summary>Known of words with a capital and the two after a number.</summary>
        public bool IsFunction { get; init; }

        /// <summary>What it says of a name or number beside it.</summary>
        public FactWord Said { get; init; }

        public string? Currency { get; init; }

        /// <summary>Value of a number in digits or letters, or of a multiplier.</summary>
        public double Number { get; init; }

        /// <summary>False for 5th, 3d and the like.</summary>
        public bool IsPlainNumber { get; init; }

        /// <summary>Its term's place among the article's; -1 without one.</summary>
        public int Place { get; init; }

        /// <summary>The engine's term for a word with a capital, a number or one of the two words after it; null for function words and what the engine did not read.</summary>
        public string? Term { get; init; }

        public float Telling { get; init; }

        public bool IsNew { get; init; }

        /// <summary>True when it follows the other with no sign between them.</summary>
        public bool Touches(in Word before) => InTitle == before.InTitle && (IsAdjacent || Start == before.End);

        public bool Continues(in Word before) => IsAdjacent && InTitle == before.InTitle;
    }
}
