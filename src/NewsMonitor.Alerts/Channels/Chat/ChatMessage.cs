using System.Globalization;
using NewsMonitor.Alerts.Wording;
using NewsMonitor.Model;

namespace NewsMonitor.Alerts.Channels.Chat;

/// <summary>What people are told of an alert, before a chat's notation and limits.</summary>
/// <param name="Title">One line.</param>
/// <param name="Url">Where the title leads; null for nowhere.</param>
/// <param name="Lines">The most important first.</param>
internal sealed record ChatMessage(string Title, string? Url, IReadOnlyList<ChatRun[]> Lines, DateTimeOffset At)
{
    /// <summary>All of it, the title before the lines, for chats that have no place of its own for it.</summary>
    public IEnumerable<ChatRun[]> Whole => Lines.Prepend([new ChatRun(Title, Url, Strong: true)]);

    /// <summary>Longest title, in UTF-16 units: the shortest limit of a chat.</summary>
    public const int LongestTitle = 250;

    private const int LongestRun = 300;

    public static ChatMessage From(AlertMessage message, ChatOptions options)
    {
        var alert = message.Alert;
        return (alert.Story, alert.Notice) switch
        {
            ({ } story, _) => OfStory(message, story, options),
            (_, { } notice) => new ChatMessage(
                Titled(Words.Ended(notice)), null, [Line(notice.Reason), .. alert.Why.Take(options.Reasons).Select(Line)], alert.Created),
            _ => OfSeveral(message, options),
        };
    }

    private static ChatMessage OfStory(AlertMessage message, Story story, ChatOptions options)
    {
        var alert = message.Alert;
        var articles = message.Articles.Reverse().Take(options.Articles).Select(article => new[]
        {
            Plain($"{ChannelText.Line(article.Source, LongestRun)}: "),
            new ChatRun(ChannelText.Line(article.Title.Length > 0 ? article.Title : article.Url, LongestRun), ChatLink.Of(article.Url)),
        });
        return new ChatMessage(
            Titled($"{alert.Occasion}: {Headline(story)}"),
            ChatLink.Of(story.Url),
            [[Plain(Words.Reports(story, message.Zone))], .. articles, .. alert.Why.Take(options.Reasons).Select(Line), For(message)],
            alert.Created);
    }

    private static ChatMessage OfSeveral(AlertMessage message, ChatOptions options)
    {
        var alert = message.Alert;
        var listed = message.Parts.Where(part => part.Alert.Story is not null).Take(options.Stories).ToList();
        var lines = listed.Select(part => Listed(part.Alert.Occasion, part.Alert.Story!)).ToList();
        if (message.Stories > listed.Count)
            lines.Add([Plain(string.Create(CultureInfo.InvariantCulture, $"and {message.Stories - listed.Count} more"))]);
        return new ChatMessage(Words.Stories(alert.Occasion, message.Stories), null, [.. lines, .. alert.Why.Take(options.Reasons).Select(Line), For(message)], alert.Created);
    }

    private static ChatRun[] Listed(AlertOccasion occasion, Story story) =>
    [
        Plain($"{occasion}: "),
        new ChatRun(ChannelText.Line(Headline(story), LongestRun), ChatLink.Of(story.Url)),
        Plain($" ({Words.Sources(story.IndependentSources)})"),
    ];

    private static string Titled(string text) => ChannelText.Line(text, LongestTitle);

    private static ChatRun[] Line(string text) => [Plain(ChannelText.Line(text, LongestRun))];

    private static ChatRun[] For(AlertMessage message) => Line($"For: {string.Join(", ", message.Subscriptions.Select(s => s.Name))}");

    private static ChatRun Plain(string text) => new(text);

    private static string Headline(Story story) => story.Headline.Length > 0 ? story.Headline : "a story without a headline";
}

/// <summary>A stretch of a line, as plain text.</summary>
/// <param name="Url">Where it leads; null for nowhere.</param>
internal sealed record ChatRun(string Text, string? Url = null, bool Strong = false);
