using System.Collections.Concurrent;
using NewsMonitor.Server.Demo.Press;
using NewsMonitor.Server.Demo.Watch;
using NewsMonitor.Server.Wiring;

namespace NewsMonitor.Server.Demo;

/// <summary>
/// Publishes the outlets' feeds, watches them with an ordinary server, and shows what comes of it. The server shares the process and nothing
/// else: what the demo tells it and knows of it goes over HTTP.
/// </summary>
/// <param name="pace">How many times as fast as it was written for.</param>
/// <param name="words">Where it is shown to a person.</param>
/// <param name="terminal">Whether that is a terminal.</param>
/// <param name="json">Where the result goes for machines; null for nowhere.</param>
internal sealed class DemoRun(double pace, TextWriter words, bool terminal, TextWriter? json, TimeProvider time)
{
    // It is over when nothing has happened for so long (beside the settle window), and has failed when it goes on for so much longer than planned.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly DemoContent _content = DemoContent.Load();
    private readonly Ledger _ledger = new();
    private readonly FeedHealth _health = new();
    private readonly WebhookInbox _inbox = new(time);

    // Webhooks that arrived before /events told of their alerts, by alert.
    private readonly Dictionary<string, ReceivedWebhook> _early = new(StringComparer.Ordinal);

    // What happens on several threads is shown by one, in the order in which it came.
    private readonly ConcurrentQueue<Action<TerminalView>> _news = new();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("newsmonitor-demo-");
        try
        {
            await using var server = NewsMonitorServer.Build(DemoSettings.For(directory.FullName, pace));
            await server.StartAsync(cancellationToken);
            try
            {
                await RunAgainstAsync(new Uri(server.Urls.First()), cancellationToken);
            }
            finally
            {
                await server.StopAsync(CancellationToken.None);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task RunAgainstAsync(Uri server, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = server };
        var api = new ServerApi(client);
        var clock = new DemoClock(time, pace);
        var stand = new NewsStand(new Newsroom(_content), clock) { Noticed = outlet => _health.HasFailed(outlet.Path) };
        await using var site = await PressSite.StartAsync(stand, _inbox, cancellationToken);
        _inbox.Received = webhook => _news.Enqueue(view => Show(view, webhook));

        var view = new TerminalView(words, terminal, clock);
        view.Opening(_content, site.Address, server);
        foreach (var subscription in Subscriptions.All)
            await api.SubscribeAsync(subscription, subscription.Webhook ? (new Uri(site.Address, WebhookInbox.Path), _inbox.Secret) : null, cancellationToken);
        foreach (var outlet in Outlets.All)
            await api.WatchFeedAsync(new Uri(site.Address, outlet.Path), cancellationToken);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = Task.WhenAll(new EventListener(client, time).RunAsync(Happened, over.Token), WatchFeedsAsync(api, over.Token));
        try
        {
            await ShowAsync(view, stand, clock, watching, cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var verdicts = Verdict.Of(_content, _ledger.Stories);
        view.Closing(_ledger, verdicts, _inbox);
        if (json is not null)
            await json.WriteLineAsync(Summary.Of(_ledger, verdicts, _inbox, clock.Elapsed).ToString());
    }

    private void Happened(Happening happening) => _news.Enqueue(view =>
    {
        var story = _ledger.Add(happening);
        view.Show(happening, story);
        if (happening is AlertTold alert && _early.Remove(alert.Alert, out var webhook))
            view.Show(webhook, story);
    });

    private void Show(TerminalView view, ReceivedWebhook webhook)
    {
        if (webhook.Alert is not { } id)
            view.Show(webhook, story: null);
        else if (_ledger.Alerts.FirstOrDefault(alert => alert.Alert == id) is { } alert)
            view.Show(webhook, _ledger.Stories.First(story => story.Id == alert.Story));
        else
            _early[id] = webhook;
    }

    private async Task WatchFeedsAsync(ServerApi api, CancellationToken cancellationToken)
    {
        while (true)
        {
            var feeds = await api.FeedsAsync(cancellationToken);
            _news.Enqueue(view =>
            {
                foreach (var (url, what) in _health.Look(feeds))
                    view.ShowFeed(Outlets.All.First(outlet => url.EndsWith(outlet.Path, StringComparison.Ordinal)).Name, what);
            });
            await Task.Delay(DemoSettings.Paced(TimeSpan.FromMilliseconds(500), pace), time, cancellationToken);
        }
    }

    /// <summary>Shows what happens until all that is to happen has.</summary>
    /// <exception cref="TimeoutException">It takes too long; the message says what is missing.</exception>
    private async Task ShowAsync(TerminalView view, NewsStand stand, DemoClock clock, Task watching, CancellationToken cancellationToken)
    {
        var expected = _content.Articles.Count(article => article.IsNew);
        var calm = Calm + DemoSettings.Paced(DemoSettings.SettleWindow, pace);
        var began = time.GetTimestamp();
        var latest = began;
        while (true)
        {
            var before = (_ledger.Articles, _ledger.Alerts.Count, _inbox.Verified);
            while (_news.TryDequeue(out var show))
                show(view);
            if (before != (_ledger.Articles, _ledger.Alerts.Count, _inbox.Verified))
                latest = time.GetTimestamp();

            // The outlets begin when everybody listens: a first poll finds their feeds empty.
            if (clock.Elapsed == TimeSpan.Zero && stand.ReadSince(0))
                clock.Start();
            if (Missing() is not { } missing)
            {
                if (time.GetElapsedTime(latest) > calm)
                    return;
            }
            else if (time.GetElapsedTime(began).TotalSeconds > _content.Duration / pace + Patience.TotalSeconds)
            {
                throw new TimeoutException($"The demo does not come to its end: {missing}.");
            }

            if (watching.IsCompleted)
                await watching;
            await Task.Delay(Look, time, cancellationToken);
        }

        string? Missing()
        {
            if (!stand.ReadSince(_content.Duration))
                return "not every feed has been read to its end";
            if (_ledger.Articles < expected)
                return $"{_ledger.Articles} of {expected} articles have a story";
            if (!_health.AllWell)
                return "a feed still fails";
            var due = _ledger.Alerts.Count(alert => Subscriptions.All.Any(subscription => subscription.Webhook && subscription.Subscriber == alert.Subscriber));
            return _inbox.Verified < due ? $"{_inbox.Verified} of {due} webhooks have arrived" : null;
        }
    }
}
