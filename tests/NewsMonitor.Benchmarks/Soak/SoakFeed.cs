using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace NewsMonitor.Benchmarks.Soak;

/// <summary>
/// One feed as its server sees it: what it publishes, what it gave to whom, and whether the poller keeps the rules towards it. How it fails is in
/// SoakFeed.Failing.cs.
/// </summary>
internal sealed partial class SoakFeed
{
    private readonly Lock _lock = new();
    private readonly SoakPlan _plan;
    private readonly SoakRules _rules;
    private readonly TimeProvider _clock;
    private readonly SoakDocument _document;
    private readonly DateTimeOffset _start;
    private readonly Dictionary<string, SoakEntry> _delivered = new(StringComparer.Ordinal);

    private Validity _given = Validity.None;
    private long _arrived;
    private long _answered;
    private TimeSpan _notBefore;
    private string _notBeforeRule = "";
    private int _polls;
    private int _failures;
    private int _moves;
    private bool _closed;

    public SoakFeed(int number, SoakHost host, string root, SoakPlan plan, SoakRules rules, TimeProvider clock)
    {
        (Number, Host, Root, _plan, _rules, _clock) = (number, host, root, plan, rules, clock);
        Kind = plan.Kind(number);
        _start = clock.GetUtcNow();
        _document = new SoakDocument($"https://soak-{number}.example", number, _start);
    }

    public int Number { get; }

    public SoakKind Kind { get; }

    public SoakHost Host { get; }

    /// <summary>Of its host: scheme, address, port.</summary>
    public string Root { get; }

    /// <summary>Another host, to which some redirects lead.</summary>
    public string Elsewhere { get; set; } = "";

    public string Url => $"{Root}/feed/{Number}";

    public string Moved => $"{Root}/moved/{Number}";

    public int Polls => _polls;

    /// <summary>What the poller must have, and how it is called there; filled by answers that were sent as a whole.</summary>
    public IReadOnlyDictionary<string, SoakEntry> Delivered => _delivered;

    /// <summary>From now on nothing counts as delivered: the poller is being stopped.</summary>
    public void Close()
    {
        lock (_lock)
            _closed = true;
    }

    /// <summary>The latest edition of an article that it published; null when it published no such one.</summary>
    public SoakEntry? Published(string link)
    {
        lock (_lock)
            return _document.Find(link);
    }

    /// <summary>Published and never given to the poller, although it has left the document: lost to everybody.</summary>
    public int Missed()
    {
        lock (_lock)
            return Math.Max(0, _document.Count - SoakDocument.Window - _delivered.Count);
    }

    /// <summary>It failed the last time.</summary>
    public bool Fails
    {
        get
        {
            lock (_lock)
                return _failures > 0;
        }
    }

    /// <summary>How long the poller has not been here; asked at the end.</summary>
    public TimeSpan Silence => _arrived == 0 ? _clock.GetUtcNow() - _start : _clock.GetElapsedTime(_arrived) - Host.RestedSince(_arrived);

    private bool Recovered => _clock.GetUtcNow() - _start >= _plan.Recovery;

    /// <summary>A request for its URL, or for the one it moved to.</summary>
    public async Task AnswerAsync(HttpContext context, bool moved)
    {
        // A poll that is redirected comes by twice; what comes to the new URL by itself is a poll of a feed that has moved there.
        var hop = moved && TakeHop();
        if (!hop)
            Arrive(context, moved);
        var ticket = hop ? null : new Ticket(Host);
        try
        {
            // As outlets do, it thinks before it answers.
            await Task.Delay(TimeSpan.FromMilliseconds(5 + Number % 20), _clock, context.RequestAborted);
            var misery = hop ? SoakKind.Well : Misery(moved);
            if (misery == SoakKind.Well)
                await PublishAsync(context, ticket);
            else
                await FailAsync(context, misery, ticket);
        }
        finally
        {
            ticket?.End();
        }
    }

    /// <summary>A request that another host's redirect led here: what it learns or tells has nothing to do with the feed's own host.</summary>
    public Task AnswerElsewhereAsync(HttpContext context)
    {
        _rules.Check("validators are shown to no other host", Validity.Of(context.Request).IsNone, () => $"{Name}: {Validity.Of(context.Request)}");
        return PublishAsync(context, ticket: null, keep: false);
    }

    /// <summary>The feed itself: 304, or the document.</summary>
    /// <param name="context">The request and its answer.</param>
    /// <param name="ticket">To be given back before the answer goes out.</param>
    /// <param name="cut">The document ends in the middle of an entry.</param>
    /// <param name="keep">The poller keeps the answer's validators.</param>
    private async Task PublishAsync(HttpContext context, Ticket? ticket, bool cut = false, bool keep = true)
    {
        SoakEntry[] entries;
        Validity now;
        bool same;
        lock (_lock)
        {
            _document.GoOn(_clock.GetUtcNow());
            entries = _document.Latest();
            now = Validity.Of(Number, Kind == SoakKind.AlwaysNotModified ? 0 : _document.Version);
            same = now.Holds(context.Request);
        }

        var response = context.Response;
        if (now.ETag is not null && !(same && Number % 3 == 0))
            response.Headers.ETag = now.ETag;
        if (now.LastModified is not null && !(same && Number % 3 == 0))
            response.Headers.LastModified = now.LastModified;
        if (Number % 7 == 0)
            response.Headers.CacheControl = "max-age=15";
        response.Headers.SetCookie = "soak=1";
        if (same)
        {
            response.StatusCode = 304;
            Good(entries: [], validity: now);
            ticket?.End();
            return;
        }

        var text = SoakDocument.Render(entries);
        if (cut)
        {
            // The end of the document is missing, from the middle of an entry on.
            var at = text.LastIndexOf("<description>", StringComparison.Ordinal);
            (text, entries) = (text[..at], entries[..^1]);
        }

        response.ContentType = "application/rss+xml";
        if (Number % 5 == 0)
        {
            response.Headers.ContentEncoding = "gzip";
            var packed = Packed(text);
            Good(entries, cut || !keep ? Validity.None : now);
            ticket?.End();
            response.ContentLength = packed.Length;
            await response.Body.WriteAsync(packed, context.RequestAborted);
            return;
        }

        // What is written below is on its way as a whole: the poller may be back before this method ends.
        Good(entries, cut || !keep ? Validity.None : now);
        ticket?.End();
        await response.WriteAsync(text, context.RequestAborted);
    }

    /// <summary>A good answer goes out.</summary>
    private void Good(SoakEntry[] entries, Validity validity)
    {
        lock (_lock)
        {
            _failures = 0;
            _given = validity;
            _answered = _clock.GetTimestamp();
            (_notBefore, _notBeforeRule) = Number % 7 == 0
                ? (TimeSpan.FromSeconds(15), "a feed is not polled while its answer is fresh (Cache-Control)")
                : (_plan.Options.MinimumInterval, "a feed is polled at the floor of intervals at most");
            if (_closed)
                return;
            foreach (var entry in entries)
                _delivered[entry.Link] = entry;
        }
    }

    private void Arrive(HttpContext context, bool moved)
    {
        var headers = context.Request.Headers;
        Host.Arrived(Name);
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            _polls++;
            if (_polls > 1)
            {
                var since = _clock.GetElapsedTime(_answered == 0 ? _arrived : _answered, now);
                _rules.Check(_notBeforeRule, since >= _notBefore, () => $"{Name}: again after {since}");
                // A host that asks to be left alone holds up all its feeds.
                var waited = since - Host.RestedSince(_answered == 0 ? _arrived : _answered);
                var cap = (_failures > 0 ? _plan.Backoff + _plan.Options.TotalTimeout : _plan.Options.MaximumInterval) + SoakPlan.Patience;
                _rules.Check("a feed is polled within the cap of intervals, also one that fails", waited <= cap, () => $"{Name}: {since} after {_failures} failures");
            }

            CheckConditions(context, moved);
            _arrived = now;
            _answered = 0;
            (_notBefore, _notBeforeRule) = (_plan.Options.MinimumInterval, "a feed is polled at the floor of intervals at most");
        }

        _rules.Check("requests name program and contact", headers.UserAgent.ToString().Contains("NewsMonitor/", StringComparison.Ordinal) && headers.UserAgent.ToString().Contains(_plan.Options.Contact!, StringComparison.Ordinal), () => $"{Name}: {headers.UserAgent}");
        _rules.Check("requests carry no cookie and no trace", !headers.ContainsKey("Cookie") && !headers.ContainsKey("traceparent"), () => Name);
    }

    private void CheckConditions(HttpContext context, bool moved)
    {
        var sent = Validity.Of(context.Request);
        // Validators belong to the URL that gave them.
        if (moved && _moves == 0)
        {
            _moves = _polls;
            _rules.Check("validators are dropped when a feed moves", sent.IsNone, () => $"{Name}: {sent}");
            return;
        }

        if (Kind == SoakKind.AlwaysNotModified && _given != Validity.None)
        {
            // Once it is found out nothing is sent any more.
            _rules.Check("validators are those of the last good answer, byte for byte", sent.IsNone || sent == _given, () => $"{Name}: {sent} for {_given}");
            return;
        }

        var probe = _polls % _plan.Options.UnconditionalEvery == 0;
        if (probe && !_given.IsNone)
            _rules.Check($"every {_plan.Options.UnconditionalEvery}th poll has no condition", sent.IsNone, () => $"{Name}: poll {_polls} sent {sent}");
        else if (!probe)
            // None where news came right after a 304 some time: then the poller looks closer for a while.
            _rules.Check("validators are those of the last good answer, byte for byte", sent == _given || sent.IsNone, () => $"{Name}: poll {_polls} sent {sent} for {_given}");
    }

    private string Name => $"feed {Number} ({Kind}, {Host.Address})";

    private bool TakeHop()
    {
        lock (_lock)
        {
            var hop = _hopExpected;
            _hopExpected = false;
            return hop;
        }
    }

    /// <summary>The host's count of requests on their way, given back once.</summary>
    private sealed class Ticket(SoakHost host)
    {
        private int _ended;

        public void End()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
                host.Ended();
        }
    }
}
