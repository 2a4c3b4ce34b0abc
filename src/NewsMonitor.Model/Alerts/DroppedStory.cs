namespace NewsMonitor.Model;

/// <summary>That a story was not told to a subscription because of its quiet hours, and what the story was then.</summary>
/// <param name="Sources">Independent sources.</param>
/// <param name="Assignment">Its highest assignment.</param>
public sealed record DroppedStory(DateTimeOffset At, int Sources, long Assignment);
