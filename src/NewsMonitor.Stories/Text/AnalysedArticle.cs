using NewsMonitor.Model;

namespace NewsMonitor.Stories.Text;

/// <summary>What the story engine looks at in an article. Made by <see cref="ArticleAnalyser"/>, on any thread; immutable.</summary>
public sealed class AnalysedArticle
{
    internal AnalysedArticle(Article article, string[] terms, float[] weights, sbyte[] names, uint[] sketch, int bodyTerms, int? inferredDay)
    {
        Id = article.Id;
        Title = article.Title;
        Language = article.Language;
        Published = article.Published;
        Arrived = article.FirstSeen;
        Terms = terms;
        Weights = weights;
        Names = names;
        Sketch = sketch;
        BodyTerms = bodyTerms;
        InferredDay = inferredDay;
    }

    public string Id { get; }

    public string Title { get; }

    public string Language { get; }

    public DateTimeOffset? Published { get; }

    public DateTimeOffset Arrived { get; }

    /// <summary>Distinct terms, in the order of their first occurrence.</summary>
    internal string[] Terms { get; }

    /// <summary>Weight of each term: 1 + ln(count), normalised so that the squares sum to 1.</summary>
    internal float[] Weights { get; }

    /// <summary>For each term: 1 for a name, -1 for another word, 0 where it does not show (numbers, titles, scripts without capitals).</summary>
    internal sbyte[] Names { get; }

    /// <summary>The smallest hashes of its shingles, ascending: two articles' copies show in what these share.</summary>
    internal uint[] Sketch { get; }

    /// <summary>Words of the body that were counted.</summary>
    internal int BodyTerms { get; }

    /// <summary>Day of publication that its URL or its first words show, days since 1970-01-01; null when they show none.</summary>
    internal int? InferredDay { get; }
}
