using System.Text;
using NewsMonitor.Stories.Embeddings;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>An open story as the engine remembers it.</summary>
internal sealed class ActiveStory(string id, int slot) : IComparable<ActiveStory>
{
    // In UTF-8: half the room.
    private byte[] _title = [];
    private NamedTimeCounts _times;

    public string Id { get; } = id;

    /// <summary>Its number in the postings.</summary>
    public int Slot { get; } = slot;

    /// <summary>Its article that arrived first (of equals the one with the least id).</summary>
    public string FirstArticle { get; private set; } = "";

    /// <summary>Title of that article, for reasons.</summary>
    public string Title => Encoding.UTF8.GetString(_title);

    /// <summary>When that article arrived, in ticks (UTC).</summary>
    public long FirstArrival { get; private set; }

    /// <summary>When its latest article arrived, in ticks (UTC).</summary>
    public long LatestArrival { get; private set; }

    public StoryVector Vector { get; } = new();

    public int Articles { get; set; }

    /// <summary>Earliest and latest publication of its articles, in days; NaN when none says.</summary>
    public double FirstDay { get; set; } = double.NaN;

    public double LastDay { get; set; } = double.NaN;

    public double FirstShownDay { get; set; } = double.NaN;

    public double LastShownDay { get; set; } = double.NaN;

    /// <summary>Its articles that tell of a telephone call.</summary>
    public int Calls { get; set; }

    /// <summary>Its articles that tell of a visit.</summary>
    public int Visits { get; set; }

    /// <summary>Weekdays and months that its articles name.</summary>
    public NamedTimeCounts Times { get => _times; set => _times = value; }

    /// <summary>What at least half of its articles tell of, and less than half as many of the other: a story that holds both says neither.</summary>
    public Encounter Encounter => Calls > 2 * Visits && 2 * Calls >= Articles ? Encounter.Call : Visits > 2 * Calls && 2 * Visits >= Articles ? Encounter.Visit : Encounter.None;

    /// <summary>The first of its texts in the index of copies; -1 for none.</summary>
    public int FirstText { get; set; } = -1;

    /// <summary>Sentence vectors of its latest articles; null while none has one.</summary>
    public RecentEmbeddings? Embeddings { get; private set; }

    /// <summary>Counts an article. Its terms are the caller's affair.</summary>
    public void Take(ArticleQuery query)
    {
        var article = query.Article;
        var arrived = article.Arrived.UtcTicks;
        if (Articles == 0 || arrived < FirstArrival || (arrived == FirstArrival && string.CompareOrdinal(article.Id, FirstArticle) < 0))
            (FirstArrival, FirstArticle, _title) = (arrived, article.Id, Encoding.UTF8.GetBytes(Cut(article.Title)));
        LatestArrival = Articles == 0 ? arrived : Math.Max(LatestArrival, arrived);
        Articles++;
        if (article.Embedding is { } embedding)
            (Embeddings ??= new RecentEmbeddings()).Add(arrived, article.Id, embedding);
        Calls += article.Encounter == Encounter.Call ? 1 : 0;
        Visits += article.Encounter == Encounter.Visit ? 1 : 0;
        _times.Add(article.Times);
        // Math.Min and Math.Max would keep NaN.
        (FirstShownDay, LastShownDay) = (double.MinNumber(FirstShownDay, query.ShownDay), double.MaxNumber(LastShownDay, query.ShownDay));
        (FirstDay, LastDay) = (double.MinNumber(FirstDay, query.Day), double.MaxNumber(LastDay, query.Day));
    }

    /// <summary>Forgets what <see cref="Take"/> counted.</summary>
    public void Clear()
    {
        Articles = Calls = Visits = 0;
        _times = default;
        Embeddings = null;
        FirstDay = LastDay = FirstShownDay = LastShownDay = double.NaN;
    }

    /// <summary>
    /// Stories by the arrival of their first article, then by id. Ties break by this and never by the order in which an index came to
    /// know them: an index that was rebuilt, or that dropped a story and took it back, decides as before.
    /// </summary>
    public int CompareTo(ActiveStory? other) => other is null ? 1
        : FirstArrival != other.FirstArrival ? FirstArrival.CompareTo(other.FirstArrival) : string.CompareOrdinal(Id, other.Id);

    /// <summary>A title can be a megabyte; to name a story takes a line.</summary>
    private static string Cut(string title) => title.Length <= 200 ? title : title[..200];
}
