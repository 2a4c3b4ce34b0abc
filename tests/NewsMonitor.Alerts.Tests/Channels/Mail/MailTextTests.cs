using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Mail;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.AlertSamples;

namespace NewsMonitor.Alerts.Tests.Channels.Mail;

public sealed class MailTextTests
{
    [Fact]
    public void A_story_is_told_with_its_sources_the_latest_article_first_and_the_reasons()
    {
        var body = MailText.Render(Message(AlertOccasion.New, "The call"));

        Assert.Equal("The call", body.Subject);
        Assert.Equal(
            """
            The call

            New story: 2 independent sources, 2 articles, first seen 2024-10-08 18:00 Asia/Tokyo.

            - b.example: Second
              https://b.example/art_2
            - a.example: First
              https://a.example/art_1

            Why you are told:

            - matched & told
            """.ReplaceLineEndings("\n"),
            body.Text);
        Assert.Equal(
            """
            <h2 dir="auto">The call</h2>
            <p>New story: 2 independent sources, 2 articles, first seen 2024-10-08 18:00 Asia/Tokyo.</p>
            <ul>
            <li dir="auto">b.example: <a href="https://b.example/art_2">Second</a></li>
            <li dir="auto">a.example: <a href="https://a.example/art_1">First</a></li>
            </ul>
            <p>Why you are told:</p>
            <ul>
            <li dir="auto">matched &amp; told</li>
            </ul>
            """.ReplaceLineEndings("\n"),
            body.Html);
    }

    [Theory]
    [InlineData(AlertOccasion.Developed, "The story developed: ")]
    [InlineData(AlertOccasion.Corrected, "What was told before is no longer right: ")]
    public void A_follow_up_answers_what_was_told_before_and_says_what_it_is(AlertOccasion occasion, string words)
    {
        var body = MailText.Render(Message(occasion, "The call"));
        Assert.Equal("Re: The call", body.Subject);
        Assert.Contains(words, body.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AlertOccasion.Digest, "5 stories: One")]
    [InlineData(AlertOccasion.More, "And 5 more stories")]
    public void Several_stories_are_one_mail_that_counts_those_it_does_not_list(AlertOccasion occasion, string subject)
    {
        var together = Message(occasion, "") with { Articles = [], Parts = [Message(AlertOccasion.New, "One"), Message(AlertOccasion.Developed, "Two")], Stories = 5 };
        var body = MailText.Render(together with { Alert = together.Alert with { Story = null, StoryId = null, Why = ["Held until 7:00."] } });

        Assert.Equal(subject, body.Subject);
        foreach (var said in new[] { "Held until 7:00.", "One", "Two", "First", "And 3 more" })
        {
            Assert.Contains(said, body.Text, StringComparison.Ordinal);
            Assert.Contains(said, body.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_notice_says_which_channel_has_stopped_and_why()
    {
        var notice = Message(AlertOccasion.Notice, "");
        var body = MailText.Render(
            notice with { Alert = notice.Alert with { Story = null, StoryId = null, Notice = new AlertNotice("end_1", "webhook", "https://a.example/hook", "It failed for five days.") } });

        Assert.Equal("Alerts by webhook have stopped", body.Subject);
        Assert.StartsWith("Nothing is delivered by webhook to https://a.example/hook any more. It failed for five days.", body.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_headline_is_cut_in_the_subject_between_characters()
    {
        var subject = MailText.Render(Message(AlertOccasion.New, string.Concat(Enumerable.Repeat("a😀", 100)))).Subject;
        Assert.Equal(string.Concat(Enumerable.Repeat("a😀", 66)) + "a…", subject);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"subject": "s"}""")]
    [InlineData("not JSON")]
    public void What_is_no_stored_mail_is_none(string? payload) => Assert.Null(MailBody.FromJson(payload ?? "null"));

    private static AlertMessage Message(AlertOccasion occasion, string headline) => new(
        Alert(occasion, 2, Start) with { Story = Story(2, headline: headline), Why = ["matched & told"] },
        [Subscription("The call") with { TimeZone = "Asia/Tokyo" }],
        [Article("art_1", "First", source: "a.example"), Article("art_2", "Second", source: "b.example")]);
}
