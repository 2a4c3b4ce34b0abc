namespace NewsMonitor.Stories.Clustering;

/// <summary>An open article of which another is a copy.</summary>
/// <param name="ArticleId">The article that it resembles most.</param>
/// <param name="Original">The article of which that one is a copy, or itself: a copy of a copy counts to the same original.</param>
/// <param name="Story">The story of both.</param>
/// <param name="Pinned">True when an operator put that article in its story.</param>
internal sealed record CopyMatch(string ArticleId, string Original, ActiveStory Story, CopyLikeness Likeness, bool Pinned = false);
