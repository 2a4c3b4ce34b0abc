using NewsMonitor.Model;

namespace NewsMonitor.Stories.Tests.Stage;

/// <summary>Makes articles.</summary>
internal static class Wire
{
    public static readonly DateTimeOffset Start = new(2024, 10, 8, 9, 0, 0, TimeSpan.Zero);

    public static Article Article(string id, string title, string text = "", DateTimeOffset? published = null, string language = "en", DateTimeOffset? arrived = null) => new()
    {
        Id = id,
        FeedId = "feed",
        Identity = id,
        Source = $"{id}.example",
        Title = title,
        Text = text,
        Language = language,
        Published = published,
        FirstSeen = arrived ?? Start,
        Updated = Start,
        ContentHash = id,
    };
}
