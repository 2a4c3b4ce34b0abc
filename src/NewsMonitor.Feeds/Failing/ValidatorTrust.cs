using NewsMonitor.Feeds.Fetching;
using NewsMonitor.Model;

namespace NewsMonitor.Feeds.Failing;

/// <summary>
/// Finds out servers whose 304 is not to be believed. Pure. Now and then a poll sends nothing to compare with. When it brings news under the
/// validators that were there before, the case is clear. When it brings news under other validators and the poll before it was told that there
/// were none, the news may be younger than that poll. So from then on every 304 is followed by such a poll, until a request with validators is
/// answered with a document: an honest server does so for every second piece of news, one that always says 304 never does.
/// </summary>
internal static class ValidatorTrust
{
    // Under suspicion every second poll sends nothing, so half of an honest server's news clear it: it gets there once in 32 times that it was
    // suspected, which itself takes news at just the poll that sends nothing. The price of a mistake is whole documents for a while.
    private const int Enough = 6;

    // When that time is over, less is enough.
    private const int Afterwards = 3;

    /// <summary>What to send with the next request.</summary>
    public static Validators ToSend(FeedPollState known, FeedOptions options, DateTimeOffset now) =>
        known.DistrustedUntil > now || IsProbe(known, options) ? Validators.None : Known(known);

    /// <summary>After a whole document without news, and after one with news.</summary>
    /// <param name="known">The state before this poll.</param>
    /// <param name="sent">What the request carried.</param>
    /// <param name="came">What the answer carried.</param>
    /// <param name="after">The state to be stored.</param>
    /// <param name="news">At least one article is new.</param>
    /// <param name="options">How long validators are distrusted.</param>
    /// <param name="now">When the poll ended.</param>
    public static FeedPollState After(
        FeedPollState known, Validators sent, Validators came, FeedPollState after, bool news, FeedOptions options, DateTimeOffset now)
    {
        if (sent.Any)
            return after with { MissedNews = 0 };
        if (!news)
            return after;
        if (came.SameDocumentAs(Known(known)))
            return after with { DistrustedUntil = now + options.DistrustFor };
        if (known is not { HttpStatus: 304, Status: FeedStatus.NotModified })
            return after;
        var missed = known.MissedNews + 1;
        return missed < Enough
            ? after with { MissedNews = missed }
            : after with { MissedNews = Afterwards, DistrustedUntil = now + options.DistrustFor };
    }

    private static bool IsProbe(FeedPollState known, FeedOptions options) =>
        options.UnconditionalEvery > 0
        && (known.Polls % options.UnconditionalEvery == options.UnconditionalEvery - 1 || known is { MissedNews: > 0, HttpStatus: 304, Status: FeedStatus.NotModified });

    private static Validators Known(FeedPollState known) => new(known.ETag, known.LastModified);
}
