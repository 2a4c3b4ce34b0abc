namespace NewsMonitor.Stories.Review;

public enum ReviewOutcome
{
    /// <summary>The story is as it should be, or an operator wants it as it is.</summary>
    Unchanged,

    Changed,

    /// <summary>Refused, because the index that decided is not what the database says: the story is due still.</summary>
    Stale,

    /// <summary>The decision could not be made; the story is put off.</summary>
    Failed,
}
