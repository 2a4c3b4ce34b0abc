namespace NewsMonitor.Model;

/// <summary>Two stories of different languages that report one event. Linked, not merged: each stays what it is.</summary>
/// <param name="First">The story whose id comes first in ordinal order.</param>
/// <param name="Score">Evidence that both report one event; the larger the surer.</param>
/// <param name="Reasons">For people: what they share, strongest first.</param>
public sealed record StoryLink(string First, string Second, double Score, string[] Reasons)
{
    /// <summary>The link between two stories, whichever is given first.</summary>
    public static StoryLink Between(string one, string other, double score, string[] reasons) =>
        string.CompareOrdinal(one, other) < 0 ? new StoryLink(one, other, score, reasons) : new StoryLink(other, one, score, reasons);

    /// <summary>The other end; null for a story that is none of both.</summary>
    public string? Other(string story) => story == First ? Second : story == Second ? First : null;
}
