namespace NewsMonitor.Stories.Clustering;

/// <summary>An open story as the engine remembers it.</summary>
internal sealed class ActiveStory(string id, int slot, long ordinal, string title)
{
    public string Id { get; } = id;

    /// <summary>Its number in the postings.</summary>
    public int Slot { get; } = slot;

    /// <summary>Stories in the order in which they began: breaks ties the same way after a rebuild.</summary>
    public long Ordinal { get; } = ordinal;

    /// <summary>Title of its first article, for reasons.</summary>
    public string Title { get; } = title;

    public StoryVector Vector { get; } = new();

    public int Articles { get; set; }

    /// <summary>Earliest and latest publication of its articles, in days; NaN when none says.</summary>
    public double FirstDay { get; set; } = double.NaN;

    public double LastDay { get; set; } = double.NaN;

    public double FirstShownDay { get; set; } = double.NaN;

    public double LastShownDay { get; set; } = double.NaN;

    public DateTimeOffset LatestArrival { get; set; }

    public bool Closed { get; set; }
}
