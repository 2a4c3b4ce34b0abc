using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>Articles that are compared as if they were a story, without being in the index.</summary>
internal sealed class ArticleGroup
{
    private readonly HashSet<TableArticle> _articles;

    // What there is of the story beside the articles that are known one by one; null for nothing.
    private readonly ActiveStory? _more;
    private readonly int _unknown;

    public ArticleGroup(params IEnumerable<TableArticle> articles)
    {
        _articles = [];
        foreach (var article in articles)
            Add(article);
    }

    private ArticleGroup(ActiveStory story, IEnumerable<TableArticle> some)
    {
        _articles = [.. some];
        _more = story;
        _unknown = story.Articles - _articles.Count;
        Story.Vector.Copy(story.Vector);
        Count();
    }

    public ActiveStory Story { get; } = new("", -1);

    /// <summary>Those that are known one by one: not all of a very large story.</summary>
    public IReadOnlyCollection<TableArticle> Articles => _articles;

    /// <summary>A story as a group of its own.</summary>
    public static ArticleGroup Of(ActiveStory story, IReadOnlyCollection<TableArticle> articles) =>
        articles.Count == story.Articles ? new ArticleGroup(articles) : new ArticleGroup(story, articles);

    public bool Has(TableArticle article) => _articles.Contains(article);

    public void Add(TableArticle article)
    {
        _articles.Add(article);
        Story.Vector.Add(article.Query.Ids, article.Query.Weights, article.Query.Names, []);
        Story.Take(article.Query);
    }

    public void Remove(TableArticle article)
    {
        _articles.Remove(article);
        Story.Vector.Remove(article.Query.Ids, article.Query.Weights, article.Query.Names);
        Count();
    }

    /// <summary>Counts anew: days and vectors cannot be taken away one by one.</summary>
    private void Count()
    {
        Story.Clear();
        foreach (var article in _articles)
            Story.Take(article.Query);
        if (_more is null)
            return;
        Story.Articles += _unknown;
        (Story.Calls, Story.Visits, Story.Times) = (_more.Calls, _more.Visits, _more.Times);
        (Story.FirstDay, Story.LastDay, Story.FirstShownDay, Story.LastShownDay) = (_more.FirstDay, _more.LastDay, _more.FirstShownDay, _more.LastShownDay);
    }
}
