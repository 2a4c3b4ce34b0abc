namespace NewsMonitor.Model;

/// <summary>The types of <see cref="LoggedEvent"/> and the fields of their data.</summary>
public static class LoggedEventTypes
{
    /// <summary><c>{story, headline, article, title, source, url, language}</c>: an article began a story.</summary>
    public const string StoryBegan = "story.began";

    /// <summary><c>{story, headline, article, title, source, url, language, copyOf, articles, sources, independentSources}</c>: an article joined a story.</summary>
    public const string StoryJoined = "story.joined";

    /// <summary><c>{alert, occasion, subscriber, story, headline, why}</c>: a subscriber is told.</summary>
    public const string AlertCreated = "alert.created";
}
