using NewsMonitor.Model;
using NewsMonitor.Stories.Faces;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>
/// Decides which story an article belongs to, one article after the other, at once and for good. One engine a language. Not thread-safe;
/// knows no clock: what it decides depends on the articles alone.
/// </summary>
public sealed class StoryEngine
{
    private readonly StoryOptions _options;
    private readonly ScoringWeights _weights;
    private readonly ArticleAnalyser _analyser;
    private readonly StoryIndex _index;
    private readonly CopyIndex _copies;
    private readonly CandidateSearch _search;
    private readonly StoryScorer _scorer;

    public StoryEngine(StoryOptions options)
        : this(options, new ArticleAnalyser(options), ScoringWeights.Default)
    {
    }

    public StoryEngine(StoryOptions options, ArticleAnalyser analyser)
        : this(options, analyser, ScoringWeights.Default)
    {
    }

    internal StoryEngine(StoryOptions options, ArticleAnalyser analyser, ScoringWeights weights)
    {
        _options = options;
        _weights = weights;
        _analyser = analyser;
        _index = new StoryIndex(options);
        _copies = new CopyIndex(options);
        _search = new CandidateSearch(_index, options);
        _scorer = new StoryScorer(options, weights);
    }

    /// <summary>Stories that articles may join.</summary>
    public int OpenStories => _index.Open;

    public StoryAssignment Assign(Article article) => Assign(_analyser.Analyse(article));

    /// <summary>The same for an article that was analysed elsewhere, with the same options.</summary>
    public StoryAssignment Assign(AnalysedArticle article) => Assign(article, noteNews: false, out _);

    /// <summary>The same, and notes which of the article's terms are new to its story.</summary>
    public StoryAssignment Assign(AnalysedArticle article, out TermNews news)
    {
        var assignment = Assign(article, noteNews: true, out var noted);
        news = noted!;
        return assignment;
    }

    /// <summary>How telling the terms of an article are among the open stories now. Changes nothing.</summary>
    public TermNews Tell(AnalysedArticle article)
    {
        var query = new ArticleQuery(article, _index, _weights);
        var news = query.News(null);
        query.Release(_index);
        return news;
    }

    private StoryAssignment Assign(AnalysedArticle article, bool noteNews, out TermNews? news)
    {
        var query = new ArticleQuery(article, _index, _weights);
        var copy = _copies.Find(article);
        var candidates = _search.Find(query, copy?.Story);
        _scorer.Score(query, candidates, copy, _index);

        var best = 0;
        for (var i = 1; i < candidates.Count; i++)
        {
            if (candidates[i].Rank > candidates[best].Rank)
                best = i;
        }

        double? margin = null;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (i != best && (margin is null || candidates[best].Rank - candidates[i].Rank < margin))
                margin = candidates[best].Rank - candidates[i].Rank;
        }

        // What an operator said of a text holds for its copies.
        var followed = copy is { Pinned: true } ? candidates.FindIndex(c => c.Story == copy.Story) : -1;
        if (followed >= 0)
            best = followed;
        var joins = followed >= 0 || (candidates.Count > 0 && candidates[best].Score > 0);
        var assignment = new StoryAssignment
        {
            ArticleId = article.Id,
            StoryId = joins ? candidates[best].Story.Id : StableId.Create("story", article.Id),
            Began = !joins,
            Score = candidates.Count > 0 ? Math.Round(candidates[best].Score, 4) : null,
            Margin = margin is { } m ? Math.Round(m, 4) : null,
            CopyOf = joins ? candidates[best].Copy?.Original : null,
            Reasons = followed >= 0
                ? [$"an operator put {copy!.ArticleId} here, of which it is a copy"]
                : Reasons.Of(query, candidates.Count > 0 ? candidates[best] : null, joins, margin, _options),
        };
        news = noteNews ? query.News(joins ? candidates[best].Story : null) : null;
        Take(article, query, joins ? candidates[best].Story : null, assignment.StoryId, assignment.CopyOf, pinned: false);
        return assignment;
    }

    /// <summary>Takes an article with the story it was given before, and the original of which it is a copy, without deciding anew; pinned when an operator put it there.</summary>
    public void Restore(Article article, string storyId, string? copyOf = null, bool pinned = false) =>
        Restore(_analyser.Analyse(article), storyId, copyOf, pinned);

    /// <summary>
    /// The same for an article that was analysed elsewhere, with the same options. The articles of one story are restored in the order in which
    /// they were assigned; stories in any order, also one beside the other.
    /// </summary>
    public void Restore(AnalysedArticle article, string storyId, string? copyOf = null, bool pinned = false)
    {
        Take(article, new ArticleQuery(article, _index, _weights), _index.Find(storyId), storyId, copyOf, pinned);
    }

    /// <summary>
    /// Drops an open story with all its articles, as if they had never come: what is left decides as an engine to which only the other stories
    /// were restored. To merge stories, split one or move an article: forget those concerned and restore them as they are now.
    /// </summary>
    /// <returns>False when no such story is open.</returns>
    public bool Forget(string storyId)
    {
        if (_index.Find(storyId) is not { } story)
            return false;
        Drop(story);
        return true;
    }

    /// <summary>Closes the stories whose latest article arrived before <paramref name="latestBefore"/>: they are no candidates any more.</summary>
    /// <returns>How many closed.</returns>
    public int Close(DateTimeOffset latestBefore)
    {
        var quiet = _index.Quiet(latestBefore);
        quiet.ForEach(Drop);
        return quiet.Count;
    }

    /// <summary>
    /// What to <see cref="Close"/> at <paramref name="now"/>: stories without an article for the option's time, and more when there are more
    /// than the option allows. In whole milliseconds, as the database keeps the arrivals: both close the same stories.
    /// </summary>
    public DateTimeOffset ClosingTime(DateTimeOffset now)
    {
        var quiet = DateTimeOffset.FromUnixTimeMilliseconds((now - _options.CloseAfter).ToUnixTimeMilliseconds());
        if (_index.Open <= _options.MaximumOpenStories)
            return quiet;
        // A tenth more than needed, so that this is not done for every article.
        var crowded = _index.LatestArrivalOfQuietest(_index.Open - (int)(_options.MaximumOpenStories * 0.9));
        return crowded > quiet ? crowded : quiet;
    }

    /// <summary>True when <see cref="Close"/> at this time would close a story.</summary>
    public bool HasQuiet(DateTimeOffset latestBefore) => _index.HasQuiet(latestBefore);

    internal StoryIndex Index => _index;

    internal CopyIndex Copies => _copies;

    internal CandidateSearch Search => _search;

    internal StoryScorer Scorer => _scorer;

    internal ScoringWeights Weights => _weights;

    internal StoryOptions Options => _options;

    private void Take(AnalysedArticle article, ArticleQuery query, ActiveStory? story, string storyId, string? copyOf, bool pinned)
    {
        story ??= _index.Begin(storyId);
        _index.Add(story, query);
        _copies.Add(article, story, copyOf, pinned);
    }

    private void Drop(ActiveStory story)
    {
        _copies.Remove(story);
        _index.Remove(story);
    }
}
