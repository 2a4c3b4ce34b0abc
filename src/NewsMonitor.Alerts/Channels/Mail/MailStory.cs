using NewsMonitor.Alerts.Wording;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Mail;

/// <summary>What a mail says of one story. Every text is one line without control characters, every URL http or https.</summary>
/// <param name="Facts">What happened, the sources, and since when, in the subscriber's time zone.</param>
/// <param name="Articles">The latest first.</param>
internal sealed record MailStory(string Headline, string? Url, string Facts, IReadOnlyList<(string Source, string Title, string? Url)> Articles, IReadOnlyList<string> Why)
{
    /// <param name="message">Of one story.</param>
    public static MailStory From(AlertMessage message)
    {
        var (alert, story) = (message.Alert, message.Alert.Story!);
        return new MailStory(
            ChannelText.Line(story.Headline),
            ChannelText.Link(story.Url),
            Tell(alert.Occasion, story, message.Zone),
            [.. message.Articles.Reverse().Select(article => (ChannelText.Line(article.Source), ChannelText.Line(article.Title), ChannelText.Link(article.Url)))],
            [.. alert.Why.Select(why => ChannelText.Line(why))]);
    }

    private static string Tell(AlertOccasion occasion, Story story, TimeZoneInfo zone) => $"{Kind(occasion)}: {Words.Reports(story, zone)}.";

    private static string Kind(AlertOccasion occasion) => occasion switch
    {
        AlertOccasion.New => "New story",
        AlertOccasion.Developed => "The story developed",
        AlertOccasion.Corrected => "What was told before is no longer right",
        _ => throw new ArgumentOutOfRangeException(nameof(occasion), occasion, "There is no such occasion of one story."),
    };
}
