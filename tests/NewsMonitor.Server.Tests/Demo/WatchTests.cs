using NewsMonitor.Server.Demo;
using NewsMonitor.Server.Demo.Press;
using NewsMonitor.Server.Demo.Watch;
using NewsMonitor.TestKit;

namespace NewsMonitor.Server.Tests.Demo;

public sealed class WatchTests
{
    private static readonly DemoContent Content = DemoContent.Load();

    [Fact]
    public void An_event_of_a_story_is_read()
    {
        const string Data = """
            {"sequence":7,"at":"2024-10-08T12:00:00Z","type":"story.joined","subject":"story_1","data":{"story":"story_1","headline":"H","article":"art_2",
            "title":"T","source":"eastgate.example","url":"https://eastgate.example/a","language":"en","copyOf":"art_1","articles":2,"sources":2,"independentSources":1}}
            """;

        Assert.Equal(
            new ArticlePlaced("story_1", "H", "art_2", "T", "eastgate.example", "https://eastgate.example/a", "art_1", Began: false),
            Happening.Parse("story.joined", Data));
    }

    [Fact]
    public void An_alert_is_read_with_its_reasons()
    {
        const string Data = """
            {"type":"alert.created","data":{"alert":"alert_1","occasion":"New","subscriber":"desk-asia","story":"story_1","headline":"H","why":["a","b"]}}
            """;

        var alert = Assert.IsType<AlertTold>(Happening.Parse("alert.created", Data));

        Assert.Equal(("desk-asia", "new", "story_1"), (alert.Subscriber, alert.Occasion, alert.Story));
        Assert.Equal(["a", "b"], alert.Why);
    }

    [Fact]
    public void An_event_that_the_demo_does_not_know_is_passed_over() =>
        Assert.Null(Happening.Parse("gap", """{"data":{}}"""));

    [Fact]
    public void Stories_are_numbered_and_add_up_their_outlets_and_copies()
    {
        var ledger = new Ledger();
        ledger.Add(Placed("story_1", "a", "north-wire.example"));
        ledger.Add(Placed("story_2", "b", "lampwright.example"));
        ledger.Add(Placed("story_1", "c", "eastgate.example") with { CopyOf = "a", Began = false });

        var story = ledger.Add(new AlertTold("story_1", "H", "alert_1", "desk-asia", "new", []));

        Assert.Equal((1, 2, 1), (story.Number, story.Outlets, story.Copies));
        Assert.Equal((2, 3, 1), (ledger.Stories.Count, ledger.Articles, ledger.Alerts.Count));
    }

    [Fact]
    public void A_story_with_exactly_its_articles_is_exact()
    {
        var ledger = new Ledger();
        foreach (var article in Content.Articles.Where(article => article.IsNew))
            ledger.Add(Placed(article));

        Assert.All(Verdict.Of(Content, ledger.Stories), verdict => Assert.True(verdict.Exact, verdict.Written.Id));
    }

    [Fact]
    public void A_story_that_took_another_ones_article_is_not_exact_and_neither_is_the_robbed_one()
    {
        var ledger = new Ledger();
        foreach (var article in Content.Articles.Where(article => article.IsNew))
            ledger.Add(article.Id == "visit-wire" ? Placed(article) with { Story = "the-call" } : Placed(article));

        var wrong = Verdict.Of(Content, ledger.Stories).Where(verdict => !verdict.Exact).Select(verdict => verdict.Written.Id);

        Assert.Equal(["the-call", "the-visit"], wrong);
    }

    [Fact]
    public void A_feed_is_mentioned_when_it_fails_and_when_it_is_back_and_not_between()
    {
        var health = new FeedHealth();
        var changes = new[] { (false, 0), (true, 1), (true, 2), (false, 0), (false, 0) }
            .SelectMany(poll => health.Look([new WatchedFeed("http://outlet.example/feed", poll.Item1, poll.Item1 ? "503" : null, poll.Item2)]))
            .Select(change => change.What);

        Assert.Equal(["fails: 503", "is back after 2 failed polls; nothing was lost"], changes);
    }

    [Fact]
    public void What_goes_to_a_file_has_no_colours_and_no_broken_lines()
    {
        var time = new FakeClock();
        using var file = new StringWriter { NewLine = "\n" };
        var clock = new DemoClock(time, 1);
        clock.Start();
        var view = new TerminalView(file, terminal: false, clock);
        var ledger = new Ledger();
        time.Advance(TimeSpan.FromSeconds(65));
        foreach (var happening in new Happening[] { Placed(Content.Find("call-wire")), new AlertTold("the-call", "H [sic]", "alert_1", "desk-asia", "new", ["2 independent sources; asked for: 2 or more.", "Name: h in the title: excerpt", new string('x', 300)]) })
            view.Show(happening, ledger.Add(happening));

        var lines = file.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(" 1:05  story     #1  North Wire          US and Chinese commerce chiefs speak by phone as export curbs strain ties", lines[0]);
        Assert.StartsWith(" 1:05  ALERT     #1  desk-asia           H [sic]  (2 independent sources: h, xxx", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
        Assert.DoesNotContain('\u001b', file.ToString());
    }

    [Fact]
    public void The_closing_names_every_story_and_the_articles_of_the_call_and_the_visit()
    {
        using var file = new StringWriter();
        var view = new TerminalView(file, terminal: false, new DemoClock(new FakeClock(), 1));
        var ledger = new Ledger();
        foreach (var article in Content.Articles.Where(article => article.IsNew))
            ledger.Add(Placed(article));

        view.Closing(ledger, Verdict.Of(Content, ledger.Stories), new WebhookInbox(new FakeClock()));

        Assert.Contains("15 events were published, 15 stories found, 15 of them with exactly their articles.", file.ToString(), StringComparison.Ordinal);
        Assert.All(
            Content.Articles.Where(article => article.Story is "the-call" or "the-visit"),
            article => Assert.Contains(article.Title, file.ToString(), StringComparison.Ordinal));
    }

    private static ArticlePlaced Placed(string story, string article, string source) => new(story, story, article, article, source, null, null, Began: true);

    private static ArticlePlaced Placed(DemoArticle article)
    {
        var outlet = Outlets.All.Single(outlet => outlet.Id == article.Outlet);
        var url = new Uri(new Uri(outlet.Site), outlet.Link(article)).AbsoluteUri;
        return new ArticlePlaced(article.Story, article.Story, article.Id, article.Title, outlet.Host, url, article.CopyOf, Began: true);
    }
}
