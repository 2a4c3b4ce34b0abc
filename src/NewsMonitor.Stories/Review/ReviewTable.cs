using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>
/// A story taken apart on the table: its articles, each with the other stories that it might belong to. Until it is disposed of, the index
/// counts words as if the story were not there, so that what its articles have in common is as telling as when the first of them came.
/// </summary>
internal sealed class ReviewTable : IDisposable
{
    private readonly StoryIndex _index;
    private readonly StoryScorer _scorer;
    private readonly List<Evidence> _evidence = [];

    public ReviewTable(StoryEngine engine, ActiveStory story, IEnumerable<ReviewedArticle> articles)
    {
        _index = engine.Index;
        _scorer = engine.Scorer;
        Story = story;
        Options = engine.Options;
        Count(again: false);
        Articles = [.. articles.Select(a => Lay(engine, a))];
        Rest = ArticleGroup.Of(story, Articles);
    }

    public ActiveStory Story { get; }

    public StoryOptions Options { get; }

    public IReadOnlyList<TableArticle> Articles { get; }

    /// <summary>The story, less the articles that were taken out of it.</summary>
    public ArticleGroup Rest { get; }

    /// <summary>Evidence for an article belonging to each of the other stories, and to <paramref name="own"/> where that is not null.</summary>
    /// <returns>Valid until the next call.</returns>
    public List<Evidence> Weigh(TableArticle article, ArticleGroup? own)
    {
        _evidence.Clear();
        foreach (var story in article.Others)
            _evidence.Add(new Evidence { Story = story });
        var copy = article.Copy;
        if (own is not null)
        {
            _evidence.Add(new Evidence { Story = own.Story });
            copy = Copy(article, own);
        }

        _scorer.Score(article.Query, _evidence, copy, _index);
        return _evidence;
    }

    public void Dispose()
    {
        Count(again: true);
        foreach (var article in Articles)
            article.Query.Release(_index);
    }

    /// <summary>What the article is a copy of, in other stories or among its own.</summary>
    private static CopyMatch? Copy(TableArticle article, ArticleGroup own)
    {
        var best = article.Copy;
        foreach (var sibling in own.Articles)
        {
            var (one, other) = (article.Query.Article, sibling.Query.Article);
            var likeness = CopyTest.Compare(one.Sketch, one.Opening, other.Sketch, other.Opening);
            if (sibling != article && likeness.IsCopy && likeness.Resemblance >= (best?.Likeness.Resemblance ?? 0))
                best = new CopyMatch(other.Id, other.Id, own.Story, likeness);
        }

        return best;
    }

    private TableArticle Lay(StoryEngine engine, ReviewedArticle article)
    {
        var query = new ArticleQuery(article.Article, _index, engine.Weights);
        var copy = engine.Copies.Find(article.Article, Story);
        var others = engine.Search.Find(query, copy?.Story).Where(e => e.Story != Story).Select(e => e.Story).ToArray();
        return new TableArticle(query, article.Pinned, others, copy);
    }

    private void Count(bool again)
    {
        var terms = Story.Vector.Read();
        while (terms.MoveNext())
            _index.Terms.Except(terms.Id, terms.Articles, again);
    }
}
