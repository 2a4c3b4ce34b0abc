namespace NewsMonitor.Model;

/// <summary>The types of <see cref="LoggedEvent"/> and the fields of their data.</summary>
public static class LoggedEventTypes
{
    /// <summary><c>{story, headline, article, title, source, url, language}</c>: an article began a story.</summary>
    public const string StoryBegan = "story.began";

    /// <summary><c>{story, headline, article, title, source, url, language, copyOf, articles, sources, independentSources, novelty, developed}</c>: an article joined a story.</summary>
    public const string StoryJoined = "story.joined";

    /// <summary>
    /// <c>{change, story, other, headline, articles, by, reasons, sources, independentSources}</c>: the other story went up into this one, with
    /// that many articles. Subject and counts are the story's that stays.
    /// </summary>
    public const string StoryMerged = "story.merged";

    /// <summary>The same fields: articles of the other story became this one.</summary>
    public const string StorySplit = "story.split";

    /// <summary>The same fields: articles of the other story went to this one.</summary>
    public const string StoryMoved = "story.moved";

    /// <summary>
    /// <c>{story, headline, language, other, otherHeadline, otherLanguage, score, reasons}</c>: two stories of different languages are taken to
    /// report one event. Subject is the first by id.
    /// </summary>
    public const string StoryLinked = "story.linked";

    /// <summary><c>{story, other}</c>: they are so no longer, by what their articles tell now.</summary>
    public const string StoryUnlinked = "story.unlinked";

    /// <summary>
    /// <c>{alert, occasion, subscriber, story, headline, why, parts}</c>: a subscriber is told. Where it is of several stories together, <c>parts</c> are their
    /// alerts, each of which had an event of its own; <c>story</c> and <c>headline</c> are left out then and in a notice.
    /// </summary>
    public const string AlertCreated = "alert.created";

    /// <summary><c>{alert, subscriber, story}</c>: the subscriber has seen an alert; without <c>story</c> where it tells of several or of none.</summary>
    public const string AlertAcknowledged = "alert.acknowledged";

    /// <summary><c>{story, headline, by, reason}</c>: somebody said that a story is not so.</summary>
    public const string StoryRetracted = "story.retracted";
}
