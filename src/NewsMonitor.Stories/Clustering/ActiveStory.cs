namespace NewsMonitor.Stories.Clustering;

/// <summary>An open story as the engine remembers it.</summary>
internal sealed class ActiveStory(string id, int slot) : IComparable<ActiveStory>
{
    public string Id { get; } = id;

    /// <summary>Its number in the postings.</summary>
    public int Slot { get; } = slot;

    /// <summary>Its article that arrived first (of equals the one with the least id).</summary>
    public string FirstArticle { get; set; } = "";

    /// <summary>Title of that article, for reasons.</summary>
    public string Title { get; set; } = "";

    public DateTimeOffset FirstArrival { get; set; }

    public StoryVector Vector { get; } = new();

    public int Articles { get; set; }

    /// <summary>Earliest and latest publication of its articles, in days; NaN when none says.</summary>
    public double FirstDay { get; set; } = double.NaN;

    public double LastDay { get; set; } = double.NaN;

    public double FirstShownDay { get; set; } = double.NaN;

    public double LastShownDay { get; set; } = double.NaN;

    public DateTimeOffset LatestArrival { get; set; }

    public bool Closed { get; set; }

    /// <summary>Counts an article. Its terms are the caller's affair.</summary>
    public void Take(ArticleQuery query)
    {
        var article = query.Article;
        if (Articles == 0 || article.Arrived < FirstArrival || (article.Arrived == FirstArrival && string.CompareOrdinal(article.Id, FirstArticle) < 0))
            (FirstArrival, FirstArticle, Title) = (article.Arrived, article.Id, article.Title);
        Articles++;
        if (article.Arrived > LatestArrival)
            LatestArrival = article.Arrived;
        if (!double.IsNaN(query.ShownDay))
        {
            FirstShownDay = double.IsNaN(FirstShownDay) ? query.ShownDay : Math.Min(FirstShownDay, query.ShownDay);
            LastShownDay = double.IsNaN(LastShownDay) ? query.ShownDay : Math.Max(LastShownDay, query.ShownDay);
        }

        if (!double.IsNaN(query.Day))
        {
            FirstDay = double.IsNaN(FirstDay) ? query.Day : Math.Min(FirstDay, query.Day);
            LastDay = double.IsNaN(LastDay) ? query.Day : Math.Max(LastDay, query.Day);
        }
    }

    /// <summary>
    /// Stories by the arrival of their first article, then by id. Ties break by this and never by the order in which an index came to
    /// know them: an index that was rebuilt, or that dropped a story and took it back, decides as before.
    /// </summary>
    public int CompareTo(ActiveStory? other) => other is null ? 1
        : FirstArrival != other.FirstArrival ? FirstArrival.CompareTo(other.FirstArrival) : string.CompareOrdinal(Id, other.Id);
}
