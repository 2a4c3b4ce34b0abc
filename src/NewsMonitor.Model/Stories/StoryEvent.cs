namespace NewsMonitor.Model;

/// <summary>An article joined a story: pending work for the alerts, written with the assignment.</summary>
/// <param name="Sequence">Order of writing within one database.</param>
/// <param name="Language">The story's language, the key of who matches it.</param>
public sealed record StoryEvent(long Sequence, string StoryId, string ArticleId, string Language, StoryEventKind Kind, DateTimeOffset At);
