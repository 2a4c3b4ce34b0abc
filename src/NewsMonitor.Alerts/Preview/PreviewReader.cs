using System.Text;
using NewsMonitor.Alerts.Queries;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Preview;

/// <summary>
/// Asks one query of stored articles, one after the other, and makes as little of each as it can: first a look at its letters; only where they let the query hold,
/// its words, and of these only those that the query asks for. The answer is the matcher's. For one thread.
/// </summary>
internal sealed class PreviewReader
{
    private static readonly AskedWords None = new([]);

    private readonly Query _query;
    private readonly ArticleTexts _texts;
    private readonly IReadOnlyDictionary<string, ArticleFeed> _feeds;
    private readonly RequiredTerms? _required;
    private readonly AskedWords _asked;
    private readonly LetterFilter _filter;
    private readonly bool _onlyWords;
    private char[] _title = [];
    private char[] _text = [];

    /// <param name="feeds">Needed when the query asks for feeds, see <see cref="AsksFeed"/>.</param>
    public PreviewReader(Query query, ArticleTexts texts, IReadOnlyDictionary<string, ArticleFeed> feeds)
    {
        (_query, _texts, _feeds) = (query, texts, feeds);
        var words = AskedWords.Of(query.Root).Distinct().ToArray();
        _asked = new AskedWords(words);
        _required = RequiredTerms.Of(query.Root);
        _filter = new LetterFilter([.. (_required?.Words ?? words).Select(word => word.Text)]);
        _onlyWords = Leaves(query.Root).All(leaf => leaf is WordsNode or NearNode or StoryNode);
    }

    public static bool AsksFeed(Query query) => Leaves(query.Root).Any(leaf => leaf is FeedNode or LabelNode { Label: Label.Tag });

    public PreviewRow Read(IHistoricRow row)
    {
        var title = Decode(row.Title, ref _title);
        var text = Decode(row.Text, ref _text);
        var mayHave = _filter.MayHave(title) || _filter.MayHave(text);
        if (!mayHave && _required is not null)
            return new PreviewRow(row.Sequence, row.FirstSeen, false, null, null);
        var asked = mayHave ? _asked : None;
        var article = _onlyWords ? Words(title, text, asked) : Whole(row.Read(), asked);
        if (_required?.AreIn(article) == false)
            return new PreviewRow(row.Sequence, row.FirstSeen, false, null, null);
        var residual = _query.Ask(article);
        return new PreviewRow(row.Sequence, row.FirstSeen, true, residual is null ? null : row.StoryId, residual);
    }

    private static ArticleText Words(ReadOnlySpan<char> title, ReadOnlySpan<char> text, AskedWords asked) =>
        asked == None ? new ArticleText("", "", asked) : new ArticleText(title.ToString(), text.ToString(), asked);

    private ArticleText Whole(Article article, AskedWords asked) =>
        _texts.Read(article, _feeds.GetValueOrDefault(article.FeedId), asked);

    private static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> text, ref char[] buffer)
    {
        if (buffer.Length < text.Length)
            buffer = new char[Encoding.UTF8.GetMaxCharCount(text.Length)];
        return buffer.AsSpan(0, Encoding.UTF8.GetChars(text, buffer));
    }

    private static IEnumerable<QueryNode> Leaves(QueryNode node) => node switch
    {
        NotNode not => Leaves(not.Part),
        AllNode all => all.Parts.SelectMany(Leaves),
        AnyNode any => any.Parts.SelectMany(Leaves),
        _ => [node],
    };
}
