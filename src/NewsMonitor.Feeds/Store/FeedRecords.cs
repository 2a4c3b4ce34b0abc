using NewsMonitor.Feeds.Scheduling;
using NewsMonitor.Feeds.WebSub;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds;

/// <param name="Url">Already checked and normalised: see <see cref="FeedUrl"/>.</param>
/// <param name="FullText">See <see cref="Feed.FullText"/>.</param>
/// <param name="Access">Shown to the feed's host from the first poll on.</param>
public sealed record NewFeed(string Url, string? Title, string[] Tags, DateTimeOffset Added, bool FullText = false, FeedAccess? Access = null);

/// <summary>What an operator changes of a feed; null leaves a part as it is.</summary>
public sealed record FeedChange(string? Title = null, string[]? Tags = null, bool? Paused = null, bool? FullText = null);

/// <param name="FeedId">The feed; the article where it is a page.</param>
/// <param name="NextPoll">Since when it is due.</param>
/// <param name="Interval">What its rhythm asks for; null when that is not known.</param>
/// <param name="Skip">When it asks not to be polled.</param>
/// <param name="IsPage">The page of an article rather than a feed: see <see cref="IPageStore"/>.</param>
/// <param name="LastPoll">When it was polled last; null for never.</param>
public sealed record DueFeed(
    string FeedId, string Host, DateTimeOffset NextPoll, TimeSpan? Interval = null, SkippedTimes Skip = default, bool IsPage = false, DateTimeOffset? LastPoll = null)
{
    /// <summary>When the feed has waited one interval too long. A host that rests moves <see cref="NextPoll"/> of all its feeds to one time; that must not move this, or feeds
    /// with long intervals would stand behind the others after every rest.</summary>
    /// <param name="usual">The interval of a feed whose rhythm is not known.</param>
    public DateTimeOffset Deadline(TimeSpan usual)
    {
        var interval = Interval ?? usual;
        return (LastPoll is { } last && last + interval < NextPoll ? last + interval : NextPoll) + interval;
    }
}

/// <summary>A poll that is moved to another time without having been made.</summary>
/// <param name="From">The time that it is moved from: a feed whose next poll was set anew meanwhile is left alone.</param>
/// <param name="Reason">In words for the operator.</param>
public sealed record MovedPoll(string FeedId, DateTimeOffset From, DateTimeOffset To, string Reason);

/// <summary>One poll's outcome, to be stored in one transaction.</summary>
public sealed record FeedPoll
{
    public required string FeedId { get; init; }

    /// <summary>The new state; its <see cref="FeedPollState.Version"/> and <see cref="FeedPollState.Polls"/> are those that were read.</summary>
    public required FeedPollState State { get; init; }

    /// <summary>
    /// Stored instead of <see cref="State"/> when at least one article is new, which the store alone can tell; null when the poll
    /// cannot bring any.
    /// </summary>
    public FeedPollState? StateWhenNews { get; init; }

    /// <summary>
    /// When the feed was due as it was read. If somebody put it off while it was polled, as its host's wish for rest does, the later time stands.
    /// Null sets the time in any case.
    /// </summary>
    public DateTimeOffset? WasDue { get; init; }

    /// <summary>The state as it was read: of a poll that brings nothing, the store writes what it changes. Null makes it write everything.</summary>
    public FeedPollState? Was { get; init; }

    /// <summary>What set the time of the next poll, for the metrics; <see cref="RuleWhenNews"/> where <see cref="StateWhenNews"/> is stored.</summary>
    public PollRule Rule { get; init; }

    public PollRule RuleWhenNews { get; init; }

    /// <summary>What the document says of the feed; null leaves it as it is.</summary>
    public string? Title { get; init; }

    public string? SiteUrl { get; init; }

    public string? Language { get; init; }

    /// <summary>
    /// Every readable article of the document in document order; empty for a 304 or a failure. The store finds out which are new
    /// (inserted as pending), which changed (content updated, story untouched) and which are as before (not written).
    /// </summary>
    public Article[] Articles { get; init; } = [];

    /// <summary>
    /// New articles with a web address wait for the text of their page until then at the latest, instead of being pending at once; null when
    /// the feed does not ask for pages.
    /// </summary>
    public DateTimeOffset? PagesUntil { get; init; }

    /// <summary>What the feed's history remembers of this poll beside its state; null for one that is not counted among its polls.</summary>
    public PollTrace? Trace { get; init; }

    /// <summary>Whether the document was read whole, so that <see cref="Hubs"/> is what it says.</summary>
    public bool HubsKnown { get; init; }

    /// <summary>Where its news can be subscribed to; null when it names no hub.</summary>
    public HubLinks? Hubs { get; init; }

    /// <summary>
    /// The URL that the feed has from this poll on; null when it stays where it is. When another feed has that URL, the two become one: that
    /// one, with the tags and articles of both.
    /// </summary>
    public string? MovedTo { get; init; }

    /// <summary>Lets all feeds of a host wait; null when no host asked for it.</summary>
    public HostRest? HostRest { get; init; }

    /// <summary>It failed for a fault of ours: nothing of it counts, and the feed's state is as before but for the time of the next poll.</summary>
    public bool Uncounted { get; init; }

    /// <summary>Takes back failures that were not the feeds' own; null when there are none.</summary>
    public Pardon? Pardon { get; init; }
}

/// <param name="Duration">From the first byte sent to the last one read.</param>
/// <param name="Bytes">Of the body, as sent.</param>
/// <param name="Keep">Polls of the feed that its history holds at most, this one included; 0 for none.</param>
/// <param name="Since">Older ones are forgotten.</param>
public sealed record PollTrace(TimeSpan Duration, long Bytes, int Keep, DateTimeOffset Since);

/// <summary>A poll in a feed's history.</summary>
/// <param name="At">When it ended.</param>
/// <param name="HttpStatus">Null when there was no answer.</param>
/// <param name="Error">What went wrong, in words; null when all was well.</param>
public sealed record PollRecord(
    long Version, DateTimeOffset At, TimeSpan Duration, FeedStatus Status, int? HttpStatus, long Bytes, int New, int Changed, string? Error);

/// <summary>No other feed of the host is polled before a time.</summary>
/// <param name="Host">As in <see cref="DueFeed.Host"/>.</param>
/// <param name="Reason">For the operator, on each feed that waits.</param>
public sealed record HostRest(string Host, DateTimeOffset Until, string Reason);

/// <summary>Failures without an answer that were counted in error: they are taken back, as far as the history knows them, and the feeds are polled soon.</summary>
/// <param name="Since">Polls that ended at or after this.</param>
public sealed record Pardon(DateTimeOffset Since, DateTimeOffset NextPoll, string Reason);

/// <param name="Stored">False when somebody else stored a poll of this feed meanwhile: nothing was written, read again.</param>
/// <param name="New">Articles not seen before.</param>
/// <param name="Updated">Articles whose content changed.</param>
/// <param name="PendingLanguages">Languages of the new articles: whose story indexes to wake.</param>
public sealed record IngestResult(bool Stored, int New, int Updated, string[] PendingLanguages)
{
    /// <summary>The feed that this one became one with; null when it did not.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Other feeds of the host that wait now and would not have otherwise.</summary>
    public int Resting { get; init; }

    /// <summary>Feeds whose last failures were taken back.</summary>
    public int Pardoned { get; init; }
}

/// <param name="Text">Words that must all occur in title or text; null for any.</param>
/// <param name="Since">Arrived at or after this; null for any time.</param>
public sealed record ArticleFilter(string? Text = null, string? FeedId = null, DateTimeOffset? Since = null, string? StoryId = null, bool? SetAside = null);

/// <param name="Lag">How long the longest-due feed has been waiting; zero when none is due.</param>
public sealed record FeedCounts(long Feeds, long Failing, long Due, TimeSpan Lag, long Articles)
{
    /// <summary>Feeds that are gone and not polled until an operator resumes them.</summary>
    public long Stopped { get; init; }
}
