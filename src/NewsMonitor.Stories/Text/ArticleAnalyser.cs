using System.Runtime.InteropServices;
using NewsMonitor.Model;

namespace NewsMonitor.Stories.Text;

/// <summary>Turns an article into what the engine compares. Stateless but for caches: any number of threads may use one.</summary>
public sealed class ArticleAnalyser(StoryOptions options)
{
    // No title has more words that matter, and no part of a URL.
    private const int TitleTerms = 100;
    private const int UrlTerms = 20;

    // How much the mention of an encounter counts, against one further down.
    private const int TitleMention = 3;
    private const int LeadMention = 2;

    // Words of running text that are no names weigh less: who and where tells events apart better than what is said of it.
    private const double OtherWordWeight = 0.8;

    // Titles have so few words that olympics and olympians must not differ: the beginning of a longer word counts beside it.
    private const int BeginningLength = 5;
    private const double BeginningWeight = 0.7;

    /// <summary>Ends a term that is the beginning of a title's words.</summary>
    public const char BeginningMark = '~';

    private static readonly TermPool Pool = new();

    [ThreadStatic]
    private static Workspace? _workspace;

    public AnalysedArticle Analyse(Article article)
    {
        var work = _workspace ??= new Workspace(Pool);
        work.Clear();
        var title = article.Title.AsSpan();
        var body = WithoutTitle(article.Text, title);
        if (title.IsEmpty && FirstLine(body) is > 0 and var end)
        {
            title = body[..end];
            body = body[(end + 1)..];
        }

        var words = FunctionWords.HashesOf(article.Language);
        Span<char> buffer = stackalloc char[Tokenizer.MaximumLength];

        var hasBody = !body.IsWhiteSpace();
        Read(Headline.WithoutOutlet(title), article.Language, words, buffer, work, hasBody ? options.TitleWeight : 1, TitleTerms, 0, running: false);
        if (!hasBody)
            ReadUrl(Headline.OfUrl(article.Url), article.Language, words, buffer, work);
        work.Shingler.BeginBody();
        var bodyTerms = hasBody ? Read(body, article.Language, words, buffer, work, 1, options.BodyTerms, options.LeadTerms, running: true) : 0;

        var counts = work.Counts;
        var terms = new string[counts.Count];
        var weights = new float[counts.Count];
        var names = new sbyte[counts.Count];
        var at = 0;
        var squares = 0.0;
        foreach (var use in counts.Uses)
        {
            var weight = (1 + use.LogCount) * (use.Term[^1] == BeginningMark ? BeginningWeight : use.Names < 0 ? OtherWordWeight : 1);
            names[at] = (sbyte)Math.Sign(use.Names);
            squares += weight * weight;
            terms[at] = use.Term;
            weights[at++] = (float)weight;
        }

        var scale = (float)(1 / Math.Sqrt(Math.Max(squares, 1e-9)));
        for (var i = 0; i < weights.Length; i++)
            weights[i] = TermWeight.Round(weights[i] * scale);
        var sketch = work.Shingler.Sketch();
        return new AnalysedArticle(article, terms, weights, names, sketch, work.Shingler.Opening(), bodyTerms, DateReader.OfUrl(article.Url) ?? work.Dateline, work.Encounter.Encounter, work.Times);
    }

    /// <summary>Many feeds and scrapers repeat the title as the first line of the text.</summary>
    private static ReadOnlySpan<char> WithoutTitle(ReadOnlySpan<char> text, ReadOnlySpan<char> title) =>
        !title.IsEmpty && text.StartsWith(title, StringComparison.OrdinalIgnoreCase) ? text[title.Length..] : text;

    /// <summary>A text without a title: its first line is the title if it looks like one.</summary>
    /// <returns>Where it ends; 0 when there is none.</returns>
    private static int FirstLine(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        return end is > 0 and <= 150 && end + 1 < text.Length ? end : 0;
    }

    private static int Read(
        ReadOnlySpan<char> text, string language, HashSet<ulong> functionWords,
        Span<char> buffer, Workspace work, int weight, int limit, int lead, bool running)
    {
        var tokens = new Tokenizer(text, buffer);
        var read = 0;
        while (read < limit && tokens.MoveNext())
        {
            var token = tokens.Current;
            if (token.Length == 1 && tokens.Kind != TokenKind.Pair && !char.IsAsciiDigit(token[0]))
                continue;
            var word = WordHash.Of(token);
            work.Shingler.Add(word, tokens.StartsSentence);
            work.ReadTimes(token, tokens.Kind);
            work.Encounter.Add(token, !running ? TitleMention : read < lead ? LeadMention : 1);
            if (tokens.Kind != TokenKind.Acronym && functionWords.Contains(word))
                continue;
            var length = token.Length;
            if (tokens.Kind == TokenKind.Word)
                length = LightStemmer.Stem(buffer[..length], language);
            read++;
            var term = buffer[..length];
            // Stemming shortens what it changes.
            ref var use = ref work.Counts.Of(term, length == token.Length ? word : WordHash.Of(term));
            use.Count += read <= lead ? weight + 1 : weight;
            // A capital tells a name only inside a sentence of running text.
            if (running && tokens.Kind is TokenKind.Word or TokenKind.Acronym && !tokens.StartsSentence)
                use.Names += tokens.Capitalised ? 1 : -1;
            // What has digits in it is a number of something.
            if (!running && tokens.Kind == TokenKind.Word && length > BeginningLength && term.IndexOfAnyInRange('0', '9') < 0)
                CountBeginning(buffer, work, weight);
        }

        return read;
    }

    private static void CountBeginning(Span<char> word, Workspace work, int weight)
    {
        word[BeginningLength] = BeginningMark;
        var beginning = word[..(BeginningLength + 1)];
        work.Counts.Of(beginning, WordHash.Of(beginning)).Count += weight;
    }

    /// <summary>Words of the URL that the title has not: numbers in it are mostly ids.</summary>
    private static void ReadUrl(ReadOnlySpan<char> text, string language, HashSet<ulong> functionWords, Span<char> buffer, Workspace work)
    {
        var tokens = new Tokenizer(text, buffer);
        for (var read = 0; read < UrlTerms && tokens.MoveNext();)
        {
            var token = tokens.Current;
            if (token.Length == 1 || token.IndexOfAnyInRange('0', '9') >= 0 || token is "html" or "htm" or "php" or "aspx" || functionWords.Contains(WordHash.Of(token)))
                continue;
            read++;
            var term = buffer[..LightStemmer.Stem(buffer[..token.Length], language)];
            ref var use = ref work.Counts.Of(term, WordHash.Of(term));
            use.Count = Math.Max(use.Count, 1);
        }
    }

    private sealed class Workspace(TermPool pool)
    {
        // The title and what comes first say when it happened; further down is what happened before.
        private const int TimeWords = 60;

        private DateReader _dates;
        private NamedTimeReader _times;

        // A field: it changes as it reads.
        public EncounterReader Encounter;

        public TermCounts Counts { get; } = new(pool);

        public Shingler Shingler { get; } = new();

        /// <summary>The first full date in the article's first words: its dateline.</summary>
        public int? Dateline { get; private set; }

        /// <summary>Weekdays and months that its first words name.</summary>
        public NamedTimes Times => _times.Times;

        public void ReadTimes(ReadOnlySpan<char> word, TokenKind kind)
        {
            if (Shingler.Words > TimeWords)
                return;
            _times.Add(word, kind);
            if (Dateline is not null)
                return;
            _dates.Add(word, kind);
            Dateline = _dates.Day;
        }

        public void Clear()
        {
            _dates = default;
            _times = default;
            Encounter = default;
            Dateline = null;
            Counts.Clear();
            Shingler.Clear();
        }
    }
}
