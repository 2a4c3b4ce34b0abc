using System.Globalization;
using NewsMonitor.Server.Demo.Press;
using Spectre.Console;

namespace NewsMonitor.Server.Demo.Watch;

/// <summary>
/// Shows the demo line by line, so that it reads as well in a file as on a terminal; colours are added where there is one.
/// Safe to call from several threads.
/// </summary>
public sealed class TerminalView
{
    private const int WidthOfFiles = 140;

    private readonly Lock _lock = new();
    private readonly IAnsiConsole _console;
    private readonly DemoClock _clock;
    private readonly Dictionary<string, string> _names = Outlets.All.ToDictionary(outlet => outlet.Host, outlet => outlet.Name, StringComparer.Ordinal);

    public TerminalView(TextWriter writer, bool terminal, DemoClock clock)
    {
        _clock = clock;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!terminal)
            _console.Profile.Width = WidthOfFiles;
        _console.Profile.Capabilities.Unicode = true;
    }

    public void Opening(DemoContent content, Uri press, Uri server)
    {
        lock (_lock)
        {
            Text($"{Outlets.All.Count} invented outlets publish {content.Articles.Count(article => article.IsNew)} articles about {content.Stories.Count} events at {press.GetLeftPart(UriPartial.Authority)}.");
            Text($"NewsMonitor watches their feeds from {server.GetLeftPart(UriPartial.Authority)}, over HTTP as it would watch any other.");
            _console.WriteLine();
            foreach (var subscription in Subscriptions.All)
                Text($"  {subscription.Subscriber,-14} {Wish(subscription)}");
            _console.WriteLine();
            foreach (var (kind, colour, meaning) in Kinds)
                Markup($"  [{colour}]{kind,-8}[/] {meaning}");
            _console.WriteLine();
        }
    }

    private static readonly (string Kind, string Colour, string Meaning)[] Kinds =
    [
        ("story", "green", "an article began a story; the number is the story's"),
        ("joined", "grey", "an article joined it"),
        ("copy", "olive", "a syndicated copy joined it: no new source"),
        ("ALERT", "bold red", "a subscriber is told, once per story"),
        ("webhook", "blue", "the subscriber's own server has received and verified it"),
        ("feed", "purple", "a feed fails or is back"),
    ];

    public void Show(Happening happening, FoundStory story)
    {
        switch (happening)
        {
            case ArticlePlaced { Began: true } article:
                Line("story", story.Number, Name(article.Source), article.Title);
                break;
            case ArticlePlaced { CopyOf: { } original } copy:
                var from = story.Articles.Find(article => article.Article == original);
                Line("copy", story.Number, Name(copy.Source), copy.Title, from is null ? "" : $"of {Name(from.Source)}");
                break;
            case ArticlePlaced article:
                Line("joined", story.Number, Name(article.Source), article.Title);
                break;
            case AlertTold alert:
                Line("ALERT", story.Number, alert.Subscriber, alert.Headline, Because(alert.Why));
                break;
        }
    }

    /// <param name="webhook">What arrived.</param>
    /// <param name="story">The story that it tells of; null when it could not be verified.</param>
    public void Show(ReceivedWebhook webhook, FoundStory? story)
    {
        if (webhook.Problem is { } problem)
            Line("webhook", story?.Number, "refused", problem);
        else
            Line("webhook", story?.Number, webhook.Repeated ? "verified, again" : "verified", webhook.Headline ?? "", webhook.Type ?? "");
    }

    public void ShowFeed(string name, string what) => Line("feed", null, name, what);

    public void Closing(Ledger ledger, IReadOnlyList<StoryVerdict> verdicts, WebhookInbox inbox)
    {
        lock (_lock)
        {
            _console.WriteLine();
            var table = new Table().Border(TableBorder.Simple).AddColumns("", "Story", "Articles", "Outlets", "Copies", "Told");
            foreach (var index in new[] { 0, 2, 3, 4 })
                table.Columns[index].RightAligned().NoWrap();
            foreach (var story in ledger.Stories)
            {
                var told = ledger.Alerts.Where(alert => alert.Story == story.Id).Select(alert => alert.Occasion == "new" ? alert.Subscriber : $"{alert.Subscriber} ({alert.Occasion})").Order(StringComparer.Ordinal);
                table.AddRow($"#{story.Number}", Escape(story.Headline), Number(story.Articles.Count), Number(story.Outlets), story.Copies == 0 ? "" : Number(story.Copies), Escape(string.Join(", ", told)));
            }

            _console.Write(table);
            foreach (var verdict in verdicts.Where(verdict => verdict.Written.Id is "the-call" or "the-visit"))
            {
                Markup($"[bold]{Escape(verdict.Written.Name)}[/]");
                foreach (var article in verdict.Found.SelectMany(story => story.Articles))
                    Text($"  {Name(article.Source),-19} {article.Title}{(article.CopyOf is null ? "" : "  (copy)")}");
                _console.WriteLine();
            }

            var exact = verdicts.Count(verdict => verdict.Exact);
            var alerts = Subscriptions.All.Select(subscription => subscription.Subscriber).Distinct(StringComparer.Ordinal)
                .Select(subscriber => $"{subscriber} {Number(ledger.Alerts.Count(alert => alert.Subscriber == subscriber))}");
            Text($"{verdicts.Count} events were published, {ledger.Stories.Count} stories found, {exact} of them with exactly their articles.");
            Text($"Alerts: {string.Join(", ", alerts)}. Webhooks verified: {inbox.Verified}, refused: {inbox.Refused}.");
            Text($"It took {_clock.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} seconds.");
        }
    }

    private static string Wish(DemoSubscription subscription) =>
        subscription.Query + (subscription.MinSources > 1 ? $" (from {subscription.MinSources} outlets on)" : "") + (subscription.Webhook ? " (by webhook)" : "");

    // The reasons are "2 independent sources; ..." and "Name of the subscription: raimondo in the title: ... an excerpt ...". There is room for
    // the number and the terms.
    private static string Because(string[] why)
    {
        var terms = why.Skip(1).Select(reason => reason.Split(": ") is [_, var matched, ..] ? matched.Split([" in the ", " is the "], StringSplitOptions.None)[0] : reason);
        return string.Join(": ", why.Take(1).Select(reason => reason.Split(';')[0].TrimEnd('.')).Append(string.Join(", ", terms.Distinct(StringComparer.Ordinal))));
    }

    private string Name(string source) => _names.GetValueOrDefault(source, source);

    private void Line(string kind, int? story, string who, string what, string note = "")
    {
        var seconds = (int)_clock.Elapsed.TotalSeconds;
        var head = string.Create(CultureInfo.InvariantCulture, $"{seconds / 60,2}:{seconds % 60:00}  ");
        var subject = $"  {(story is { } number ? "#" + Number(number) : ""),-4}{Cut(who, 19),-20}";
        var room = _console.Profile.Width - head.Length - 8 - subject.Length - 1;
        var noted = note.Length == 0 ? "" : $"  ({Cut(note, room / 2)})";
        var colour = Kinds.First(row => row.Kind == kind).Colour;
        lock (_lock)
            Markup($"[grey]{head}[/][{colour}]{kind,-8}[/]{Escape(subject)}{Escape(Cut(what, room - noted.Length))}[grey]{Escape(noted)}[/]");
    }

    private void Text(string text) => Markup(Escape(text));

    private void Markup(string markup)
    {
        _console.Markup(markup);
        _console.WriteLine();
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, Math.Max(length - 1, 0)).TrimEnd(), "…");

    private static string Escape(string text) => text.EscapeMarkup();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
