using NewsMonitor.Stories.Faces;
using NewsMonitor.Stories.Text;

namespace NewsMonitor.Stories.Clustering;

/// <summary>An article in the terms of an index: numbers for words, and its weights laid out for comparing.</summary>
internal sealed class ArticleQuery
{
    public ArticleQuery(AnalysedArticle article, StoryIndex index, ScoringWeights weights)
    {
        Article = article;
        var terms = index.Terms;
        Ids = new int[article.Terms.Length];
        Weights = new float[Ids.Length];
        Names = new sbyte[Ids.Length];
        var order = new int[Ids.Length];
        for (var i = 0; i < Ids.Length; i++)
            (Ids[i], order[i]) = (terms.Id(article.Terms[i], article.Language), i);
        Array.Sort(Ids, order);
        for (var i = 0; i < order.Length; i++)
            (Weights[i], Names[i]) = (article.Weights[order[i]], article.Names[order[i]]);
        LogStories = (float)Math.Log(index.Open + weights.PriorStories);
        Inverse = new float[Ids.Length];
        var entries = terms.Entries;
        double length = 0, names = 0, words = 0;
        for (var i = 0; i < Ids.Length; i++)
        {
            ref var entry = ref entries[Ids[i]];
            entry.Article = Weights[i];
            Inverse[i] = Math.Max(0.05f, LogStories - entry.LogFrequency);
            var weight = Weights[i] * Inverse[i];
            length += weight * weight;
            if (Names[i] > 0)
                names += weight * weight;
            else if (Names[i] < 0)
                words += weight * weight;
        }

        Length = Math.Sqrt(length);
        NameLength = Math.Sqrt(names);
        WordLength = Math.Sqrt(words);
        Day = article.Published is { } published ? (published - DateTimeOffset.UnixEpoch).TotalDays : double.NaN;
        ShownDay = article.Published is { } p ? Math.Floor((p - DateTimeOffset.UnixEpoch).TotalDays) : article.InferredDay ?? double.NaN;
    }

    public AnalysedArticle Article { get; }

    /// <summary>Terms, ascending.</summary>
    public int[] Ids { get; }

    /// <summary>Weight of each term in the article.</summary>
    public float[] Weights { get; }

    /// <summary>For each term 1 for a name, -1 for another word, 0 where it does not show.</summary>
    public sbyte[] Names { get; }

    /// <summary>Inverse frequency of each term now.</summary>
    public float[] Inverse { get; }

    public float LogStories { get; }

    /// <summary>Length of the weighted vector; 0 for an article without words.</summary>
    public double Length { get; }

    /// <summary>The same over names only.</summary>
    public double NameLength { get; }

    /// <summary>The same over words that are no names.</summary>
    public double WordLength { get; }

    /// <summary>Day of publication, NaN when it does not say.</summary>
    public double Day { get; }

    /// <summary>Day of publication, or what its URL or dateline shows; NaN when nothing does.</summary>
    public double ShownDay { get; }

    /// <summary>What of it a story has not; all of it without a story.</summary>
    public TermNews News(StoryIndex index, ActiveStory? story)
    {
        var terms = new string[Ids.Length];
        var isNew = new bool[Ids.Length];
        for (var i = 0; i < Ids.Length; i++)
        {
            terms[i] = index.Terms.Text(Ids[i]);
            isNew[i] = story is null || story.Vector.ArticlesWith(Ids[i]) == 0;
        }

        return new TermNews(terms, Weights, Inverse, isNew);
    }

    /// <summary>Lays its weights out in the index again, after <see cref="Release"/>.</summary>
    public void LayOut(StoryIndex index)
    {
        var entries = index.Terms.Entries;
        for (var i = 0; i < Ids.Length; i++)
            entries[Ids[i]].Article = Weights[i];
    }

    /// <summary>Clears what it laid out in the index.</summary>
    public void Release(StoryIndex index)
    {
        var entries = index.Terms.Entries;
        foreach (var id in Ids)
            entries[id].Article = 0;
    }
}
