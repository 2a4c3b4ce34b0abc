namespace NewsMonitor.Model;

/// <summary>That a story is not so: who was told of it is told of that, once, and nobody is told of it any more as new.</summary>
/// <param name="At">When it was said first.</param>
/// <param name="By">Who said it.</param>
/// <param name="Reason">For people.</param>
public sealed record StoryRetraction(string StoryId, DateTimeOffset At, string By, string Reason);
