using NewsMonitor.Stories.Clustering;

namespace NewsMonitor.Stories.Review;

/// <summary>
/// A story taken apart on the table: its articles, each with the other stories that it might belong to. The index is left as it is; only the
/// numbers of its articles' terms are held until it is disposed of.
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
        Articles = [.. articles.Select(a => Lay(engine, a))];
        FindCopies();
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
        _evidence.AddRange(article.Others);
        var copy = article.Copy;
        foreach (var group in groups)
        {
            _evidence.Add(new Evidence { Story = group.Story });
            foreach (var (other, likeness) in article.Copies)
            {
                if (likeness.Resemblance > (copy?.Likeness.Resemblance ?? 0) && group.Has(other))
                    copy = new CopyMatch(other.Id, other.Id, group.Story, likeness);
            }
        }

        _scorer.Score(article.Query, _evidence, copy, _index);
        return _evidence;
    }

    public void Dispose()
    {
        foreach (var article in Articles)
            article.Query.Release(_index);
    }

    private TableArticle Lay(StoryEngine engine, ReviewedArticle article)
    {
        var query = new ArticleQuery(article.Article, _index, engine.Weights);
        var copy = engine.Copies.Find(article.Article, Story);
        var others = engine.Search.Find(query, copy?.Story);
        others.RemoveAll(e => e.Story == Story);
        _scorer.Score(query, others, copy, _index);
        return new TableArticle(query, article.Pinned, [.. others], copy);
    }

    private void FindCopies()
    {
        for (var i = 0; i < Articles.Count; i++)
        {
            var one = Articles[i].Query.Article;
            for (var j = 0; j < i; j++)
            {
                var other = Articles[j].Query.Article;
                var likeness = CopyTest.Compare(one.Sketch, one.Opening, other.Sketch, other.Opening);
                if (!likeness.IsCopy)
                    continue;
                Articles[i].Copies.Add((Articles[j], likeness));
                Articles[j].Copies.Add((Articles[i], likeness));
            }
        }
    }
}
