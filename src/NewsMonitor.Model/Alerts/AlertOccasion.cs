namespace NewsMonitor.Model;

/// <summary>What there is to tell. Each occasion happens once per subscriber and story.</summary>
public enum AlertOccasion
{
    /// <summary>The story began, as far as this subscriber is concerned: webhook type <c>story.new</c>.</summary>
    New,

    /// <summary>The story grew materially after the first alert: webhook type <c>story.developed</c>.</summary>
    Developed,
}
