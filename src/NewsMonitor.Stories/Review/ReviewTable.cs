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

    /// <summary>Evidence for an article belonging to each of the other stories, and to groups that do not hold it.</summary>
    /// <returns>Valid until the next call.</returns>
    public List<Evidence> Weigh(TableArticle article, params ReadOnlySpan<ArticleGroup> groups)
    {
        _evidence.Clear();
        foreach (var story in article.Others)
            _evidence.Add(new Evidence { Story = story });
        var copy = article.Copy;
        foreach (var group in groups)
        {
            _evidence.Add(new Evidence { Story = group.Story });
            foreach (var original in group.Articles)
            {
                if (Compare(article, original) is { IsCopy: true } likeness && likeness.Resemblance > (copy?.Likeness.Resemblance ?? 0))
                    copy = new CopyMatch(original.Id, original.Id, group.Story, likeness);
            }
        }

        _scorer.Score(article.Query, _evidence, copy, _index);
        return _evidence;
    }

    /// <summary>How far one is a copy of the other.</summary>
    public static CopyLikeness Compare(TableArticle article, TableArticle other)
    {
        var (one, two) = (article.Query.Article, other.Query.Article);
        return CopyTest.Compare(one.Sketch, one.Opening, two.Sketch, two.Opening);
    }

    public void Dispose()
    {
        Count(again: true);
        foreach (var article in Articles)
            article.Query.Release(_index);
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
