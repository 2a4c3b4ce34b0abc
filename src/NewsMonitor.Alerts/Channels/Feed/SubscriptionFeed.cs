using NewsMonitor.Alerts.Wording;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Feed;

/// <summary>A subscription's alerts as a feed, before its notation.</summary>
/// <param name="Id">The same for as long as the subscription is there, whatever it is called and wherever it is served.</param>
/// <param name="Self">Where it is served.</param>
/// <param name="Updated">The latest alert, or the subscription where there is none.</param>
/// <param name="Entries">The newest first.</param>
public sealed record SubscriptionFeed(string Id, string Title, Uri Self, DateTimeOffset Updated, IReadOnlyList<SubscriptionFeedEntry> Entries)
{
    /// <param name="alerts">The newest first, of one story each or notices.</param>
    /// <param name="self">The URL at which it is asked for.</param>
    public static SubscriptionFeed From(Subscription subscription, IReadOnlyList<Alert> alerts, Uri self)
    {
        var entries = alerts.Select(SubscriptionFeedEntry.From).OfType<SubscriptionFeedEntry>().ToList();
        return new SubscriptionFeed(
            FeedUuid.Of(subscription.Id), ChannelText.Line(subscription.Name, 500), self, entries.Count > 0 ? entries[0].Updated : subscription.Created, entries);
    }
}

/// <summary>One alert. Another alert on the same story is another entry, and so is that the subscription is no longer delivered somewhere else.</summary>
/// <param name="Id">The same for ever.</param>
/// <param name="Category">The occasion, as the type of a webhook.</param>
/// <param name="Text">Plain text of several lines: sources, and why it was told.</param>
public sealed record SubscriptionFeedEntry(string Id, string Title, string? Url, DateTimeOffset Updated, string Category, string Text)
{
    private const int LongestLine = 1000;

    /// <returns>Null for what tells of several stories together.</returns>
    internal static SubscriptionFeedEntry? From(Alert alert) => alert switch
    {
        { Story: { } story } => From(alert, story),
        { Notice: { } notice } => new SubscriptionFeedEntry(
            FeedUuid.Of(alert.Id),
            ChannelText.Line(Words.Ended(notice), LongestLine),
            null,
            alert.Created,
            AlertTypes.Of(alert.Occasion),
            $"{ChannelText.Line(notice.Reason, LongestLine)}\n{Words.Resuming}"),
        _ => null,
    };

    private static SubscriptionFeedEntry From(Alert alert, Story story)
    {
        var headline = ChannelText.Line(story.Headline, LongestLine);
        return new SubscriptionFeedEntry(
            FeedUuid.Of(alert.Id),
            alert.Occasion == AlertOccasion.New ? headline : $"{alert.Occasion}: {headline}",
            ChannelText.Link(story.Url),
            alert.Created,
            AlertTypes.Of(alert.Occasion),
            string.Join('\n', alert.Why.Select(why => ChannelText.Line(why, LongestLine)).Prepend(Words.Reports(story))));
    }
}
