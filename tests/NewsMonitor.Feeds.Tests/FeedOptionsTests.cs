namespace NewsMonitor.Feeds.Tests;

public sealed class FeedOptionsTests
{
    [Fact]
    public void The_defaults_are_usable() => Assert.Empty(new FeedOptions().Validate());

    [Fact]
    public void Fractions_of_a_second_are_usable()
    {
        var options = new FeedOptions
        {
            MinimumInterval = TimeSpan.FromMilliseconds(50),
            DefaultInterval = TimeSpan.FromMilliseconds(100),
            MaximumInterval = TimeSpan.FromMilliseconds(200),
            SweepInterval = TimeSpan.FromMilliseconds(20),
            HostSpacing = TimeSpan.Zero,
        };

        Assert.Empty(options.Validate());
    }

    public static TheoryData<string, FeedOptions> Wrong => new()
    {
        { "MinimumInterval is 00:00:00; it has to be more than zero.", new FeedOptions { MinimumInterval = TimeSpan.Zero } },
        { "DefaultInterval is 00:00:01, less than MinimumInterval (00:02:00).", new FeedOptions { DefaultInterval = TimeSpan.FromSeconds(1) } },
        { "MaximumInterval is 00:05:00, less than DefaultInterval (00:15:00).", new FeedOptions { MaximumInterval = TimeSpan.FromMinutes(5) } },
        { "MaximumBackoff is 01:00:00; it has to be between MaximumInterval (02:00:00) and 120 days.", new FeedOptions { MaximumBackoff = TimeSpan.FromHours(1) } },
        { "RetryAfterScope is 7; it has to be Feed or Host.", new FeedOptions { RetryAfterScope = (NewsMonitor.Feeds.Failing.RetryAfterScope)7 } },
        { "MaximumHostRest is 31.00:00:00; it has to be between zero and 30 days.", new FeedOptions { MaximumHostRest = TimeSpan.FromDays(31) } },
        { "GoneAfter is 00:00:00; it has to be more than zero and at most 30 days.", new FeedOptions { GoneAfter = TimeSpan.Zero } },
        { "MovePolls is 1; at least 2, because one answer may be a mistake.", new FeedOptions { MovePolls = 1 } },
        { "MoveAfter is 366.00:00:00; it has to be between zero and 365 days.", new FeedOptions { MoveAfter = TimeSpan.FromDays(366) } },
        { "OutageHosts is 1; at least 2, because one host may be down.", new FeedOptions { OutageHosts = 1 } },
        { "OutageAfter is 02:00:00; it has to be between zero and an hour.", new FeedOptions { OutageAfter = TimeSpan.FromHours(2) } },
        { "OutageRetry is 00:00:00; it has to be more than zero and at most an hour.", new FeedOptions { OutageRetry = TimeSpan.Zero } },
        { "DistrustFor is 366.00:00:00; it has to be between zero and 365 days.", new FeedOptions { DistrustFor = TimeSpan.FromDays(366) } },
        { "Jitter is 0.6; it has to be between 0 and 0.5.", new FeedOptions { Jitter = 0.6 } },
        { "MaximumSkip is 8.00:00:00; it has to be between zero and 7 days.", new FeedOptions { MaximumSkip = TimeSpan.FromDays(8) } },
        { "RecoveryAfter is 00:00:00.5000000; it has to be between SweepInterval (00:00:01) and a day.", new FeedOptions { RecoveryAfter = TimeSpan.FromSeconds(0.5) } },
        { "RecoveryRate is 0; it has to be between 0.01 and 1000000.", new FeedOptions { RecoveryRate = 0 } },
        { "HostConcurrency is 0; at least 1.", new FeedOptions { HostConcurrency = 0 } },
        { "SchedulerShards is 1025; it has to be between 1 and 1024.", new FeedOptions { SchedulerShards = 1025 } },
        { "Contact is 'me (at) home'; it has to be a URL or an address without spaces and parentheses.", new FeedOptions { Contact = "me (at) home" } },
        { "HistoryPolls is -1; it has to be between 0 and 1000.", new FeedOptions { HistoryPolls = -1 } },
        { "HistoryAge is 00:00:00; it has to be more than zero and at most 3650 days.", new FeedOptions { HistoryAge = TimeSpan.Zero } },
        { "Parser:MaxEntityCharacters is -1; it cannot be negative.", new FeedOptions { Parser = new() { MaxEntityCharacters = -1 } } },
        { "Discovery:MaximumRequests is 0; it has to be between 1 and 100.", new FeedOptions { Discovery = new() { MaximumRequests = 0 } } },
        { "Discovery:Timeout is 00:00:00; it has to be more than zero and at most 10 minutes.", new FeedOptions { Discovery = new() { Timeout = TimeSpan.Zero } } },
        { "Discovery:MaximumFeeds is 0; at least 1.", new FeedOptions { Discovery = new() { MaximumFeeds = 0 } } },
        { "Opml:MaximumBytes is 1; it has to be between 1024 and 268435456.", new FeedOptions { Opml = new() { MaximumBytes = 1 } } },
        { "Opml:MaximumOutlines is 0; at least 1.", new FeedOptions { Opml = new() { MaximumOutlines = 0 } } },
        { "Opml:MaximumDepth is 2; it has to be between 3 and 1000.", new FeedOptions { Opml = new() { MaximumDepth = 2 } } },
        { "FullText:MaximumWait is 2.00:00:00; it has to be more than zero and at most a day.", new FeedOptions { FullText = new() { MaximumWait = TimeSpan.FromDays(2) } } },
        { "FullText:MaximumAttempts is 0; it has to be between 1 and 20.", new FeedOptions { FullText = new() { MaximumAttempts = 0 } } },
        { "FullText:RetryDelay is 00:00:00; it has to be more than zero and at most an hour.", new FeedOptions { FullText = new() { RetryDelay = TimeSpan.Zero } } },
        { "FullText:MaximumConcurrentPages is 0; at least 1.", new FeedOptions { FullText = new() { MaximumConcurrentPages = 0 } } },
        { "FullText:MaximumPageBytes is 1; it has to be between 1024 and 67108864.", new FeedOptions { FullText = new() { MaximumPageBytes = 1 } } },
        { "FullText:MaximumElements is 1; it has to be between 100 and 1000000.", new FeedOptions { FullText = new() { MaximumElements = 1 } } },
        { "FullText:MinimumText is -1; it cannot be negative.", new FeedOptions { FullText = new() { MinimumText = -1 } } },
        { "FullText:MaximumHops is 11; it has to be between 0 and 10.", new FeedOptions { FullText = new() { MaximumHops = 11 } } },
        { "FullText:RobotsAge is 2.00:00:00; it has to be more than zero and at most 24 hours.", new FeedOptions { FullText = new() { RobotsAge = TimeSpan.FromDays(2) } } },
        { "FullText:RobotsRetry is 00:00:00; it has to be more than zero and at most 24 hours.", new FeedOptions { FullText = new() { RobotsRetry = TimeSpan.Zero } } },
        { "FullText:RobotsSites is 0; at least 1.", new FeedOptions { FullText = new() { RobotsSites = 0 } } },
        { "WebSub:PublicUrl is 'news.example'; it has to be an absolute http or https URL without query.", new FeedOptions { WebSub = new() { PublicUrl = "news.example" } } },
        { "WebSub:PublicUrl is 'https://news.example?a=b'; it has to be an absolute http or https URL without query.", new FeedOptions { WebSub = new() { PublicUrl = "https://news.example?a=b" } } },
        { "WebSub:SafetyInterval is 00:00:00; it has to be more than zero and at most 7 days.", new FeedOptions { WebSub = new() { SafetyInterval = TimeSpan.Zero } } },
        { "WebSub:Lease is 00:01:00; it has to be between MinimumLease (00:10:00) and MaximumLease (30.00:00:00).", new FeedOptions { WebSub = new() { Lease = TimeSpan.FromMinutes(1) } } },
        { "WebSub:MinimumLease is 00:00:00; it has to be more than zero.", new FeedOptions { WebSub = new() { MinimumLease = TimeSpan.Zero } } },
        { "WebSub:MaximumLease is 400.00:00:00; at most 365 days.", new FeedOptions { WebSub = new() { MaximumLease = TimeSpan.FromDays(400) } } },
        { "WebSub:VerifyWithin is 00:00:00; it has to be more than zero and at most a day.", new FeedOptions { WebSub = new() { VerifyWithin = TimeSpan.Zero } } },
        { "WebSub:RetryDelay is 00:00:00; it has to be more than zero and at most MaximumRetryDelay (1.00:00:00).", new FeedOptions { WebSub = new() { RetryDelay = TimeSpan.Zero } } },
        { "WebSub:MaximumRetryDelay is 31.00:00:00; at most 30 days.", new FeedOptions { WebSub = new() { MaximumRetryDelay = TimeSpan.FromDays(31) } } },
        { "WebSub:DeniedDelay is 00:01:00; it has to be between RetryDelay (00:10:00) and 365 days.", new FeedOptions { WebSub = new() { DeniedDelay = TimeSpan.FromMinutes(1) } } },
        { "WebSub:UnsubscribeAttempts is 0; it has to be between 1 and 100.", new FeedOptions { WebSub = new() { UnsubscribeAttempts = 0 } } },
        { "WebSub:HubShare is 0; it has to be between 1 and 1000.", new FeedOptions { WebSub = new() { HubShare = 0 } } },
        { "WebSub:HubTime is 00:00:00; it has to be more than zero and at most 10 minutes.", new FeedOptions { WebSub = new() { HubTime = TimeSpan.Zero } } },
        { "WebSub:MaximumConcurrentHubs is 0; at least 1.", new FeedOptions { WebSub = new() { MaximumConcurrentHubs = 0 } } },
        { "WebSub:SweepInterval is 00:00:00; at least 10 milliseconds.", new FeedOptions { WebSub = new() { SweepInterval = TimeSpan.Zero } } },
        { "WebSub:AnswerWithin is 00:02:00; it has to be more than zero and at most a minute.", new FeedOptions { WebSub = new() { AnswerWithin = TimeSpan.FromMinutes(2) } } },
        { "WebSub:MaximumPushBytes is 1; it has to be between 1024 and 536870912.", new FeedOptions { WebSub = new() { MaximumPushBytes = 1 } } },
        { "Parser:MaxEntries is 0; at least 1 entry has to be read.", new FeedOptions { Parser = new() { MaxEntries = 0 } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_with_the_reason(string sentence, FeedOptions options) => Assert.Equal([sentence], options.Validate());
}
