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

    /// <summary>Stories that are told together; those that a cap held back are more of what was told before.</summary>
    public static string Stories(AlertOccasion occasion, int count) =>
        occasion == AlertOccasion.More ? Count(count, "more story", "more stories") : Count(count, "story", "stories");
}
