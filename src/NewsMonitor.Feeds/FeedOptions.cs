using NewsMonitor.Feeds.Discovery;
using NewsMonitor.Feeds.Failing;
using NewsMonitor.Feeds.FullText;
using NewsMonitor.Feeds.Identity;
using NewsMonitor.Feeds.Opml;
using NewsMonitor.Feeds.Parsing;
using NewsMonitor.Feeds.WebSub;

namespace NewsMonitor.Feeds;

/// <summary>How feeds are polled. Bound from <c>NewsMonitor:Feeds</c>; times are TimeSpans (<c>00:15:00</c>).</summary>
public sealed record FeedOptions
{
    /// <summary>Least time between two polls of one feed.</summary>
    public TimeSpan MinimumInterval { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Time between two polls of a feed whose rhythm is not known, and where a slow feed comes back to when it has news.</summary>
    public TimeSpan DefaultInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Most time between two polls of a feed that answers, whatever it or its silence asks for.</summary>
    public TimeSpan MaximumInterval { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Most time between two polls of a feed that fails; null for four times <see cref="MaximumInterval"/>.</summary>
    public TimeSpan? MaximumBackoff { get; init; }

    /// <summary>Longest Retry-After that is obeyed; a longer one is taken as this.</summary>
    public TimeSpan MaximumRetryAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Whether the syndication module's update period (sy:updatePeriod, sy:updateFrequency) is "not before", as RSS ttl is.</summary>
    public bool ObeyUpdatePeriod { get; init; } = true;

    /// <summary>Longest that a poll is put off for the feed's skipHours and skipDays; zero to pass them over.</summary>
    public TimeSpan MaximumSkip { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Who waits when a server sends Retry-After: the feed, or all feeds of the host that answered.</summary>
    public RetryAfterScope RetryAfterScope { get; init; } = RetryAfterScope.Host;

    /// <summary>Longest time for which one feed's Retry-After holds up the other feeds of its host.</summary>
    public TimeSpan MaximumHostRest { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Two answers 410 (gone) this far apart, and none of another kind between them, stop a feed.</summary>
    public TimeSpan GoneAfter { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How many good polls in a row have to be led to the same URL for good (301, 308) before the feed moves there.</summary>
    public int MovePolls { get; init; } = 3;

    /// <summary>Least time between the first and the last of them.</summary>
    public TimeSpan MoveAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How many hosts that answered before have to be out of reach, and nobody within it, before the fault is taken for our own.</summary>
    public int OutageHosts { get; init; } = 3;

    /// <summary>How long that has to last.</summary>
    public TimeSpan OutageAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How soon a poll is tried again during an outage of ours; doubles up to twelve times this while it lasts.</summary>
    public TimeSpan OutageRetry { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How far polls are spread around their interval, as a part of it on either side, 0 to 0.5.</summary>
    public double Jitter { get; init; } = 0.1;

    /// <summary>Every how many polls validators are left out, to find out a server that answers 304 for ever; 0 for never.</summary>
    public int UnconditionalEvery { get; init; } = 100;

    /// <summary>How long no validators are sent to a feed whose validators were found to hide news.</summary>
    public TimeSpan DistrustFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Least time between the beginnings of two polls of one host.</summary>
    public TimeSpan HostSpacing { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most polls of one host at a time.</summary>
    public int HostConcurrency { get; init; } = 2;

    /// <summary>How many schedulers share the hosts, 1 to <see cref="HostShard.Buckets"/>. The same on every silo.</summary>
    public int SchedulerShards { get; init; } = 4;

    /// <summary>How often a scheduler looks for due feeds.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most polls of one scheduler at a time.</summary>
    public int MaximumConcurrentPolls { get; init; } = 64;

    /// <summary>After a scheduler looked for due feeds no more for this long (a stop, a store that refuses), what is due is spread out.</summary>
    public TimeSpan RecoveryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Polls a second at which a scheduler catches up after a stop when more than <see cref="MaximumConcurrentPolls"/> are due; faster where a
    /// feed's own interval would pass otherwise.
    /// </summary>
    public double RecoveryRate { get; init; } = 10;

    /// <summary>How long no poll is started after the store refused one; doubles up to twelve times this while it goes on refusing.</summary>
    public TimeSpan StoreRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time for a whole fetch, redirects and body included: it also ends a body that drips.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for one connection, TLS included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest body in bytes, as sent and as decoded.</summary>
    public int MaximumBodyBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Largest response head in KiB.</summary>
    public int MaximumHeaderKilobytes { get; init; } = 32;

    /// <summary>Most redirects followed in one fetch.</summary>
    public int MaximumRedirects { get; init; } = 5;

    /// <summary>Lets feeds point at loopback, private and other addresses that are not public.</summary>
    public bool AllowPrivateNetworks { get; init; }

    /// <summary>A URL or mail address at which an outlet finds who polls it; goes into the User-Agent.</summary>
    public string? Contact { get; init; }

    /// <summary>Polls of each feed that its history holds at most; 0 for none.</summary>
    public int HistoryPolls { get; init; } = 50;

    /// <summary>How long polls stay in the history.</summary>
    public TimeSpan HistoryAge { get; init; } = TimeSpan.FromDays(14);

    /// <summary>News pushed by hubs.</summary>
    public WebSubOptions WebSub { get; init; } = new();

    /// <summary>What a document may cost.</summary>
    public FeedParserOptions Parser { get; init; } = new();

    /// <summary>How entries become articles.</summary>
    public ArticleOptions Articles { get; init; } = new();

    /// <summary>How the pages of articles are read, for feeds that ask for it.</summary>
    public FullTextOptions FullText { get; init; } = new();

    /// <summary>What a list of feeds may cost to import.</summary>
    public OpmlOptions Opml { get; init; } = new();

    /// <summary>What looking for a site's feeds may cost.</summary>
    public DiscoveryOptions Discovery { get; init; } = new();

    /// <summary>Most time between two polls of a feed that fails.</summary>
    internal TimeSpan BackoffCap => MaximumBackoff ?? 4 * MaximumInterval;

    /// <summary>No rule puts a poll off for longer, however they meet; jitter adds less than an hour to any of them.</summary>
    internal TimeSpan LongestWait =>
        new[] { MaximumInterval, BackoffCap, MaximumRetryAfter, MaximumHostRest, OutageRetry, WebSub.SafetyInterval }.Max() + MaximumSkip + TimeSpan.FromHours(2);

    /// <summary>Sentences that say which setting is wrong and why; none when all are usable.</summary>
    public IReadOnlyList<string> Validate()
    {
        var wrong = new List<string>();
        Check(MinimumInterval > TimeSpan.Zero, $"{nameof(MinimumInterval)} is {MinimumInterval}; it has to be more than zero.");
        Check(MinimumInterval <= DefaultInterval, $"{nameof(DefaultInterval)} is {DefaultInterval}, less than {nameof(MinimumInterval)} ({MinimumInterval}).");
        Check(DefaultInterval <= MaximumInterval, $"{nameof(MaximumInterval)} is {MaximumInterval}, less than {nameof(DefaultInterval)} ({DefaultInterval}).");
        Check(MaximumInterval <= TimeSpan.FromDays(30), $"{nameof(MaximumInterval)} is {MaximumInterval}; at most 30 days.");
        Check(BackoffCap >= MaximumInterval && BackoffCap <= TimeSpan.FromDays(120), $"{nameof(MaximumBackoff)} is {MaximumBackoff}; it has to be between {nameof(MaximumInterval)} ({MaximumInterval}) and 120 days.");
        Check(MaximumRetryAfter >= TimeSpan.Zero && MaximumRetryAfter <= TimeSpan.FromDays(30), $"{nameof(MaximumRetryAfter)} is {MaximumRetryAfter}; it has to be between zero and 30 days.");
        Check(MaximumSkip >= TimeSpan.Zero && MaximumSkip <= TimeSpan.FromDays(7), $"{nameof(MaximumSkip)} is {MaximumSkip}; it has to be between zero and 7 days.");
        Check(Enum.IsDefined(RetryAfterScope), $"{nameof(RetryAfterScope)} is {RetryAfterScope}; it has to be {RetryAfterScope.Feed} or {RetryAfterScope.Host}.");
        Check(MaximumHostRest >= TimeSpan.Zero && MaximumHostRest <= TimeSpan.FromDays(30), $"{nameof(MaximumHostRest)} is {MaximumHostRest}; it has to be between zero and 30 days.");
        Check(GoneAfter > TimeSpan.Zero && GoneAfter <= TimeSpan.FromDays(30), $"{nameof(GoneAfter)} is {GoneAfter}; it has to be more than zero and at most 30 days.");
        Check(MovePolls >= 2, $"{nameof(MovePolls)} is {MovePolls}; at least 2, because one answer may be a mistake.");
        Check(MoveAfter >= TimeSpan.Zero && MoveAfter <= TimeSpan.FromDays(365), $"{nameof(MoveAfter)} is {MoveAfter}; it has to be between zero and 365 days.");
        Check(OutageHosts >= 2, $"{nameof(OutageHosts)} is {OutageHosts}; at least 2, because one host may be down.");
        Check(OutageAfter >= TimeSpan.Zero && OutageAfter <= TimeSpan.FromHours(1), $"{nameof(OutageAfter)} is {OutageAfter}; it has to be between zero and an hour.");
        Check(OutageRetry > TimeSpan.Zero && OutageRetry <= TimeSpan.FromHours(1), $"{nameof(OutageRetry)} is {OutageRetry}; it has to be more than zero and at most an hour.");
        Check(DistrustFor >= TimeSpan.Zero && DistrustFor <= TimeSpan.FromDays(365), $"{nameof(DistrustFor)} is {DistrustFor}; it has to be between zero and 365 days.");
        Check(Jitter is >= 0 and <= 0.5, $"{nameof(Jitter)} is {Jitter}; it has to be between 0 and 0.5.");
        Check(UnconditionalEvery >= 0, $"{nameof(UnconditionalEvery)} is {UnconditionalEvery}; it cannot be negative.");
        Check(HostSpacing >= TimeSpan.Zero && HostSpacing <= TimeSpan.FromHours(1), $"{nameof(HostSpacing)} is {HostSpacing}; it has to be between zero and an hour.");
        Check(HostConcurrency >= 1, $"{nameof(HostConcurrency)} is {HostConcurrency}; at least 1.");
        Check(SchedulerShards is >= 1 and <= HostShard.Buckets, $"{nameof(SchedulerShards)} is {SchedulerShards}; it has to be between 1 and {HostShard.Buckets}.");
        Check(SweepInterval >= TimeSpan.FromMilliseconds(10), $"{nameof(SweepInterval)} is {SweepInterval}; at least 10 milliseconds.");
        Check(MaximumConcurrentPolls >= 1, $"{nameof(MaximumConcurrentPolls)} is {MaximumConcurrentPolls}; at least 1.");
        Check(RecoveryAfter >= SweepInterval && RecoveryAfter <= TimeSpan.FromDays(1), $"{nameof(RecoveryAfter)} is {RecoveryAfter}; it has to be between {nameof(SweepInterval)} ({SweepInterval}) and a day.");
        Check(RecoveryRate is >= 0.01 and <= 1_000_000, $"{nameof(RecoveryRate)} is {RecoveryRate}; it has to be between 0.01 and 1000000.");
        Check(StoreRetryDelay > TimeSpan.Zero && StoreRetryDelay <= TimeSpan.FromHours(1), $"{nameof(StoreRetryDelay)} is {StoreRetryDelay}; it has to be more than zero and at most an hour.");
        // A grain call that asks for a poll is given two minutes.
        Check(TotalTimeout > TimeSpan.Zero && TotalTimeout <= TimeSpan.FromSeconds(100), $"{nameof(TotalTimeout)} is {TotalTimeout}; it has to be more than zero and at most 100 seconds.");
        Check(ConnectTimeout > TimeSpan.Zero, $"{nameof(ConnectTimeout)} is {ConnectTimeout}; it has to be more than zero.");
        Check(MaximumBodyBytes is >= 1024 and <= 512 * 1024 * 1024, $"{nameof(MaximumBodyBytes)} is {MaximumBodyBytes}; it has to be between 1024 and 536870912.");
        Check(MaximumHeaderKilobytes is >= 1 and <= 1024, $"{nameof(MaximumHeaderKilobytes)} is {MaximumHeaderKilobytes}; it has to be between 1 and 1024.");
        Check(MaximumRedirects is >= 0 and <= 20, $"{nameof(MaximumRedirects)} is {MaximumRedirects}; it has to be between 0 and 20.");
        Check(Contact is null || Contact.All(c => c is > ' ' and < '\x7f' and not ('(' or ')')), $"{nameof(Contact)} is '{Contact}'; it has to be a URL or an address without spaces and parentheses.");
        Check(HistoryPolls is >= 0 and <= 1000, $"{nameof(HistoryPolls)} is {HistoryPolls}; it has to be between 0 and 1000.");
        Check(HistoryAge > TimeSpan.Zero && HistoryAge <= TimeSpan.FromDays(3650), $"{nameof(HistoryAge)} is {HistoryAge}; it has to be more than zero and at most 3650 days.");
        wrong.AddRange(WebSub.Validate().Select(sentence => $"{nameof(WebSub)}:{sentence}"));
        wrong.AddRange(Parser.Validate().Select(sentence => $"{nameof(Parser)}:{sentence}"));
        wrong.AddRange(Articles.Validate().Select(sentence => $"{nameof(Articles)}:{sentence}"));
        wrong.AddRange(FullText.Validate().Select(sentence => $"{nameof(FullText)}:{sentence}"));
        wrong.AddRange(Discovery.Validate().Select(sentence => $"{nameof(Discovery)}:{sentence}"));
        wrong.AddRange(Opml.Validate().Select(sentence => $"{nameof(Opml)}:{sentence}"));
        return wrong;

        void Check(bool holds, string sentence)
        {
            if (!holds)
                wrong.Add(sentence);
        }
    }
}
