using NewsMonitor.Feeds;
using NewsMonitor.Model;

namespace NewsMonitor.Server.Api.Feeds;

/// <summary>A feed to watch.</summary>
internal sealed record NewFeedBody
{
    /// <summary>Absolute http or https URL of the feed document; of a web site where discover is true.</summary>
    public required string Url { get; init; }

    /// <summary>True to look for the feed of the site at the URL: it is watched if there is exactly one.</summary>
    public bool? Discover { get; init; }

    /// <summary>A name for it; the feed's own title when left out.</summary>
    public string? Title { get; init; }

    public string[]? Tags { get; init; }

    /// <summary>True to read the page of each new article for its text, as far as the site's robots.txt allows.</summary>
    public bool? FullText { get; init; }

    /// <summary>Credentials and headers for the feed's own host.</summary>
    public FeedAccessBody? Access { get; init; }
}

/// <summary>What to change of a feed; what is left out stays.</summary>
internal sealed record FeedChangeBody
{
    public string? Title { get; init; }

    public string[]? Tags { get; init; }

    /// <summary>True stops polling, false goes on.</summary>
    public bool? Paused { get; init; }

    /// <summary>True reads the page of each article that is new from then on.</summary>
    public bool? FullText { get; init; }
}

/// <summary>A feed that is watched, how its last poll ended, and when and why the next one is.</summary>
/// <param name="FullText">Whether the pages of its new articles are read for their text.</param>
/// <param name="Access">That its host is shown credentials or headers; null for none.</param>
internal sealed record FeedBody(
    string Id, string Url, string? Title, string? SiteUrl, string? Language, string[] Tags, DateTimeOffset Added, bool Paused, bool FullText, ShownAccessBody? Access,
    FeedPollBody Poll)
{
    public static FeedBody From(Feed feed) =>
        new(feed.Id, feed.Url, feed.Title, feed.SiteUrl, feed.Language, feed.Tags, feed.Added, feed.Paused, feed.FullText, ShownAccessBody.From(feed.Access),
            FeedPollBody.From(feed.Poll));
}

/// <param name="HttpStatus">Status of the last answer; null when there was none.</param>
/// <param name="Error">What went wrong in the last poll, in words; where its status is no failure, what was wrong with the document and was read nevertheless; null when all was well.</param>
/// <param name="Failures">Polls that failed in a row.</param>
/// <param name="NextPoll">Null when polling was stopped because the feed is gone.</param>
/// <param name="NextPollReason">Why the next poll is then, in words.</param>
/// <param name="IntervalSeconds">The time between polls that the feed's rhythm asks for; null before the first good poll.</param>
/// <param name="Stopped">When polling was stopped because the feed is gone (410); null when it was not. Changing paused to false resumes it.</param>
/// <param name="Move">Where the server says that the feed has moved, as long as that is not believed; null when it says nothing of the kind.</param>
internal sealed record FeedPollBody(
    FeedStatus Status,
    int? HttpStatus,
    string? Error,
    int Failures,
    DateTimeOffset? LastPoll,
    DateTimeOffset? LastSuccess,
    DateTimeOffset? LastNews,
    DateTimeOffset? NextPoll,
    string NextPollReason,
    double? IntervalSeconds,
    DateTimeOffset? Stopped,
    FeedMoveBody? Move)
{
    public static FeedPollBody From(FeedPollState poll) => new(
        poll.Status, poll.HttpStatus, poll.Error, poll.Failures, poll.LastPoll, poll.LastSuccess, poll.LastNews,
        poll.StoppedAt is null ? poll.NextPoll : null, poll.NextPollReason, poll.Interval?.TotalSeconds, poll.StoppedAt,
        poll.Move is { } move ? new FeedMoveBody(move.To, move.Since, move.Seen) : null);
}

/// <summary>A move that the feed's server announces and that is not believed yet.</summary>
/// <param name="Polls">Good polls in a row that were led there.</param>
internal sealed record FeedMoveBody(string To, DateTimeOffset Since, int Polls);

/// <summary>What a poll that was asked for brought.</summary>
/// <param name="Polled">False when another poll of the feed was stored before this one: the rest is that one's. A feed that is paused or stopped is polled, too.</param>
internal sealed record PollBody(
    bool Polled, FeedStatus Status, int NewArticles, int UpdatedArticles, string? Error, DateTimeOffset NextPoll, string NextPollReason)
{
    public static PollBody From(PollSummary poll) =>
        new(poll.Polled, poll.Status, poll.NewArticles, poll.UpdatedArticles, poll.Error, poll.NextPoll, poll.NextPollReason);
}

internal static class NewFeeds
{
    public static NewFeed ToNewFeed(this NewFeedBody body, DateTimeOffset now)
    {
        FeedLimits.Check(body.Title, body.Tags);
        var url = FeedUrl.Normalise(body.Url);
        return new NewFeed(url, body.Title?.Trim(), body.Tags ?? [], now, body.FullText ?? false, body.Access?.ToAccess(url));
    }
}
