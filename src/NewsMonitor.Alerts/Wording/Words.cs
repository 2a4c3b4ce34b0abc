using System.Globalization;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Wording;

/// <summary>Counts in what people read.</summary>
internal static class Words
{
    public static string Count(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    public static string Sources(int count) => Count(count, "independent source", "independent sources");

    /// <summary>How widely a story is reported.</summary>
    public static string Reports(Story story) => $"{Sources(story.IndependentSources)}, {Count(story.Articles, "article", "articles")}";

    /// <summary>The same, and since when.</summary>
    public static string Reports(Story story, TimeZoneInfo zone) =>
        string.Create(CultureInfo.InvariantCulture, $"{Reports(story)}, first seen {TimeZoneInfo.ConvertTime(story.FirstSeen, zone):yyyy-MM-dd HH:mm} {zone.Id}");

    /// <summary>What an owner can do about an endpoint that is disabled.</summary>
    public const string Resuming = "Save a subscription with this channel to take it into use again; what was not delivered can be replayed.";

    /// <summary>That an endpoint is disabled, in one line without the reason.</summary>
    public static string Ended(AlertNotice notice) => notice.Where is { } where ? $"No longer delivered: {notice.Channel} {where}" : $"No longer delivered: {notice.Channel}";

    /// <summary>Stories that are told together; those that a cap held back are more of what was told before.</summary>
    public static string Stories(AlertOccasion occasion, int count) =>
        occasion == AlertOccasion.More ? Count(count, "more story", "more stories") : Count(count, "story", "stories");
}
