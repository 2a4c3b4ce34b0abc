using NewsMonitor.Model;

namespace NewsMonitor.Stories.Text;

/// <summary>What the story engine looks at in an article. Made by <see cref="ArticleAnalyser"/>, on any thread; immutable.</summary>
public sealed class AnalysedArticle
{
    // It is kept with every open story and named in reasons: a page of text in its place must not be.
    private const int MaximumTitle = 300;

    internal AnalysedArticle(Article article, string[] terms, float[] weights, sbyte[] names, uint[] sketch, uint[] opening, int bodyTerms, int? inferredDay, Encounter encounter, NamedTimes times)
        : this(article.Id, article.Title, article.Language, article.Published, article.FirstSeen, terms, weights, names, sketch, opening, bodyTerms, inferredDay, encounter, times)
    {
    }

    internal AnalysedArticle(
        string id, string title, string language, DateTimeOffset? published, DateTimeOffset arrived,
        string[] terms, float[] weights, sbyte[] names, uint[] sketch, uint[] opening, int bodyTerms, int? inferredDay, Encounter encounter, NamedTimes times)
    {
        Id = id;
        Title = title.Length > MaximumTitle ? title[..MaximumTitle] : title;
        Language = language;
        Published = published;
        Arrived = arrived;
        Terms = terms;
        Weights = weights;
        Names = names;
        Sketch = sketch;
        Opening = opening;
        BodyTerms = bodyTerms;
        InferredDay = inferredDay;
        Encounter = encounter;
        Times = times;
    }

    public string Id { get; }

    /// <summary>At most 300 characters of it.</summary>
    public string Title { get; }

    public string Language { get; }

    public DateTimeOffset? Published { get; }

    public DateTimeOffset Arrived { get; }

    /// <summary>Distinct terms, in the order of their first occurrence; those that end in <see cref="ArticleAnalyser.BeginningMark"/> are beginnings of a title's words.</summary>
    internal string[] Terms { get; }

    /// <summary>Weight of each term: 1 + ln(count), times what its kind weighs, normalised so that the squares sum to about 1, on the grid of <see cref="TermWeight"/>.</summary>
    internal float[] Weights { get; }

    /// <summary>For each term: 1 for a name, -1 for another word, 0 where it does not show (numbers, titles, scripts without capitals).</summary>
    internal sbyte[] Names { get; }

    /// <summary>The smallest hashes of its shingles, ascending: two articles' copies show in what these share.</summary>
    internal uint[] Sketch { get; }

    /// <summary>The same of the first words of its body: a text that was cut short shows in it.</summary>
    internal uint[] Opening { get; }

    /// <summary>Words of the body that were counted.</summary>
    internal int BodyTerms { get; }

    /// <summary>Day of publication that its URL or its first words show, days since 1970-01-01; null when they show none.</summary>
    internal int? InferredDay { get; }

    /// <summary>Sentence vector of title and lead (<see cref="Embeddings.EmbeddingVector"/>); null where no generator gave one.</summary>
    internal sbyte[]? Embedding { get; private set; }

    /// <summary>The same article with a sentence vector.</summary>
    internal AnalysedArticle With(sbyte[]? embedding)
    {
        if (embedding is null)
            return this;
        var copy = (AnalysedArticle)MemberwiseClone();
        copy.Embedding = embedding;
        return copy;
    }

    internal Encounter Encounter { get; }

    /// <summary>Weekdays and months that its title and first words name.</summary>
    internal NamedTimes Times { get; }

    /// <summary>All of it but the id as bytes, to be stored: what an index saw, whatever becomes of the article's text.</summary>
    public byte[] ToBytes() => AnalysisFormat.Write(this);

    /// <param name="id">The article's.</param>
    /// <param name="bytes">Of <see cref="ToBytes"/>.</param>
    /// <returns>Null when another version wrote the bytes, or they are damaged: the article is to be analysed anew.</returns>
    public static AnalysedArticle? FromBytes(string id, ReadOnlySpan<byte> bytes) => AnalysisFormat.Read(id, bytes);
}
