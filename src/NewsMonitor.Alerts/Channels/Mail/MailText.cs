using System.Globalization;
using NewsMonitor.Alerts.Wording;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Mail;

/// <summary>Writes an alert for people, in plain text and in HTML that say the same.</summary>
internal static class MailText
{
    private const int LongestSubject = 200;

    public static MailBody Render(AlertMessage message)
    {
        var page = new MailPage();
        if (message.Alert.Notice is { } notice)
            Tell(page, notice);
        else if (message.Alert.Story is null)
            Tell(page, message);
        else
            Tell(page, MailStory.From(message));
        return new MailBody(ChannelText.Line(Subject(message), LongestSubject), page.Text, page.Html, message.Alert.Follows);
    }

    // A follow-up is an answer to what was told before: mail programs put it into its thread, some of them by the subject, too.
    private static string Subject(AlertMessage message) => message.Alert switch
    {
        { Notice: { } notice } => $"Alerts by {notice.Channel} have stopped",
        { Story: { } story, Occasion: AlertOccasion.New } => story.Headline,
        { Story: { } story } => $"Re: {story.Headline}",
        { Occasion: AlertOccasion.More } => $"And {Words.Stories(AlertOccasion.More, message.Stories)}",
        _ => $"{Words.Stories(message.Alert.Occasion, message.Stories)}: {message.Parts.Select(part => part.Alert.Story?.Headline).FirstOrDefault()}",
    };

    private static void Tell(MailPage page, AlertNotice notice)
    {
        page.Paragraph($"Nothing is delivered by {notice.Channel}{(notice.Where is { } where ? $" to {ChannelText.Line(where)}" : "")} any more. {ChannelText.Line(notice.Reason)}");
        page.Paragraph(Words.Resuming);
    }

    private static void Tell(MailPage page, AlertMessage message)
    {
        page.List(message.Alert.Why.Select(why => new MailLine(ChannelText.Line(why))));
        foreach (var part in message.Parts)
            Tell(page, MailStory.From(part));
        if (message.Stories > message.Parts.Count)
            page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"And {message.Stories - message.Parts.Count} more that are too many for a mail."));
    }

    private static void Tell(MailPage page, MailStory story)
    {
        page.Heading(story.Headline, story.Url);
        page.Paragraph(story.Facts);
        page.List(story.Articles.Select(article => new MailLine(article.Title, article.Url, $"{article.Source}: ")));
        page.Paragraph("Why you are told:");
        page.List(story.Why.Select(why => new MailLine(why)));
    }
}
