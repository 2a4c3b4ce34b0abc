using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>Articles that are compared as if they were a story, without being in the index.</summary>
internal sealed class ArticleGroup
{
    private readonly HashSet<TableArticle> _articles = [];
    private bool _whole = true;

    public ActiveStory Story { get; } = new("", -1);

    /// <summary>Those that are known one by one: not all of a very large story.</summary>
    public IReadOnlyCollection<TableArticle> Articles => _articles;

    public bool Has(TableArticle article) => _articles.Contains(article);

    /// <summary>A story as a group of its own.</summary>
    public static ArticleGroup Of(ActiveStory story, IReadOnlyList<TableArticle> articles)
    {
        var group = new ArticleGroup();
        if (articles.Count == story.Articles)
        {
            foreach (var article in articles)
                group.Add(article);
            return group;
        }

        group._whole = false;
        group._articles.UnionWith(articles);
        group.Story.Vector.Copy(story.Vector);
        group.Story.Articles = story.Articles;
        (group.Story.FirstDay, group.Story.LastDay) = (story.FirstDay, story.LastDay);
        (group.Story.FirstShownDay, group.Story.LastShownDay) = (story.FirstShownDay, story.LastShownDay);
        return group;
    }

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
        Story.Articles--;
        if (!_whole)
            return;
        Story.Articles = 0;
        Story.FirstDay = Story.LastDay = Story.FirstShownDay = Story.LastShownDay = double.NaN;
        foreach (var other in _articles)
            Story.Take(other.Query);
    }
}
