using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NewsMonitor.Alerts.Channels;
using NewsMonitor.Alerts.Channels.Chat;
using NewsMonitor.Alerts.Channels.Discord;
using NewsMonitor.Alerts.Channels.Ntfy;
using NewsMonitor.Alerts.Channels.Slack;
using NewsMonitor.Alerts.Channels.Teams;
using NewsMonitor.Alerts.Channels.Telegram;
using NewsMonitor.Model;
using static NewsMonitor.Alerts.Tests.Channels.Chat.ChatSamples;

namespace NewsMonitor.Alerts.Tests.Channels.Chat;

/// <summary>Whatever outlets write, every chat takes it and shows it as it is.</summary>
public sealed class ChatMessageTests
{
    private static readonly Gen<string> Text =
        from parts in Gen.Elements(
            "<", ">", "&", "&amp;", "*", "_", "`", "~", "|", "[", "](", ")", "\\", "\"", "'", "#", "-", "@everyone", "<!here>", "<@U1>", "\n", "\t", "\0", "\u2028", "e\u0301",
            "👩‍👩‍👧‍👦", "商务部", "العربية", "\ud83d", "word ", "a much longer stretch of words that outlets like to write ").ListOf()
        from times in Gen.Frequency((9, Gen.Constant(1)), (1, Gen.Choose(2, 60)))
        select string.Concat(Enumerable.Repeat(string.Concat(parts), times));

    private static readonly Gen<AlertMessage> Messages =
        from headline in Text
        from articles in Gen.Choose(0, 30)
        from why in Text.ListOf()
        from parts in Gen.Choose(0, 40)
        let message = Message(headline, articles: articles, why: [.. why.DefaultIfEmpty("why")])
        select parts < 30 ? message : message with
        {
            Alert = message.Alert with { Occasion = AlertOccasion.Digest, StoryId = null, Story = null },
            Parts = [.. Enumerable.Repeat(message, parts)],
            Stories = parts,
        };

    [Fact]
    public void Every_chat_takes_every_message_and_shows_its_lines_as_they_are() => Prop.ForAll(Messages.ToArbitrary(), message =>
    {
        var options = new ChatOptions { Articles = 20, Reasons = 20, Stories = 30 };
        var chat = ChatMessage.From(message, options);
        var lines = chat.Lines.Select(line => string.Concat(line.Select(run => run.Text))).ToList();

        var slack = Written(SlackMessage.Render(chat));
        Assert.True(SlackService.Takes(slack));
        Begins([$"*{chat.Title}*", .. lines], SlackService.Visible(slack));

        var discord = Written(DiscordMessage.Render(chat));
        Assert.True(DiscordService.Takes(discord));
        Begins(lines, DiscordService.Visible(discord));

        var telegram = Written(TelegramMessage.Render(chat));
        Assert.True(TelegramService.Takes(telegram));
        Begins([chat.Title, .. lines], TelegramService.Visible((string)telegram["text"]!));

        var teams = Written(TeamsMessage.Render(chat));
        Assert.True(TeamsService.Takes(teams, Bytes(teams)));
        Begins([chat.Title, .. lines], TeamsService.Visible(teams));

        var ntfy = Written(NtfyMessage.Render(chat));
        Assert.True(NtfyService.Takes(ntfy, Bytes(ntfy)));
        Begins(lines, (string)ntfy["message"]!);
    }).Check(Cases.Of(300));

    [Theory]
    [InlineData(500)]
    [InlineData(190)]
    public void Links_that_are_long_or_become_so_in_a_chat_s_notation_cost_no_line(int ampersands)
    {
        var url = $"https://a.example/?{new string('&', ampersands)}";
        var message = Message(articles: 5);
        message = message with
        {
            Alert = message.Alert with { Story = message.Alert.Story! with { Url = url } },
            Articles = [.. message.Articles.Select(article => article with { Url = url })],
        };
        var chat = ChatMessage.From(message, new ChatOptions());
        string[] lines = [.. chat.Lines.Select(line => string.Concat(line.Select(run => run.Text)))];

        var slack = Written(SlackMessage.Render(chat));
        Assert.True(SlackService.Takes(slack));
        Assert.Equal([$"*{chat.Title}*", .. lines], SlackService.Visible(slack).Split('\n'));
        var discord = Written(DiscordMessage.Render(chat));
        Assert.True(DiscordService.Takes(discord));
        Assert.Equal(lines, DiscordService.Visible(discord).Split('\n'));
        var telegram = Written(TelegramMessage.Render(chat));
        Assert.True(TelegramService.Takes(telegram));
        Assert.Equal([chat.Title, .. lines], TelegramService.Visible((string)telegram["text"]!).Split('\n'));
        var teams = Written(TeamsMessage.Render(chat));
        Assert.True(TeamsService.Takes(teams, Bytes(teams)));
        Assert.Equal([chat.Title, .. lines], TeamsService.Visible(teams).Split('\n'));
        var ntfy = Written(NtfyMessage.Render(chat));
        Assert.True(NtfyService.Takes(ntfy, Bytes(ntfy)));
        Assert.Equal(lines, ((string)ntfy["message"]!).Split('\n'));
        // Where there is room for them, the first of them lead somewhere.
        Assert.Equal(ampersands < 200, ((string)slack["blocks"]![0]!["text"]!["text"]!).Contains("<https://a.example/?&amp;", StringComparison.Ordinal));
    }

    [Fact]
    public void The_longest_title_is_there_whatever_its_link_and_its_letters()
    {
        var message = Message(new string('&', 2 * ChatMessage.LongestTitle));
        message = message with { Alert = message.Alert with { Story = message.Alert.Story! with { Url = $"https://a.example/?{new string('&', 199)}" } } };
        var chat = ChatMessage.From(message, new ChatOptions());
        Assert.NotNull(chat.Url);

        Assert.StartsWith($"*{chat.Title}*", SlackService.Visible(Written(SlackMessage.Render(chat))), StringComparison.Ordinal);
        Assert.StartsWith(chat.Title, TelegramService.Visible((string)Written(TelegramMessage.Render(chat))["text"]!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\n\t b", 10, "a b")]
    [InlineData(" a ", 10, "a")]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd👍👍", 6, "abcd…")]
    [InlineData("ae\u0301e\u0301e\u0301", 5, "ae\u0301…")]
    [InlineData(null, 5, "")]
    public void A_line_is_cut_between_characters(string? text, int max, string expected) => Assert.Equal(expected, ChannelText.Line(text, max));

    [Theory]
    [InlineData("https://example.org/a(b)?c=|<x>", "https://example.org/a%28b%29?c=%7C%3Cx%3E")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://user:pass@example.org/", null)]
    [InlineData("/relative", null)]
    [InlineData(null, null)]
    public void Only_web_addresses_become_links(string? url, string? expected) => Assert.Equal(expected, ChatLink.Of(url));

    [Fact]
    public void The_latest_articles_come_first_and_times_are_in_the_subscriber_s_zone()
    {
        var message = Message(articles: 9);
        message = message with { Subscriptions = [message.Subscriptions[0] with { TimeZone = "Asia/Singapore" }] };
        var lines = ChatMessage.From(message, new ChatOptions()).Lines.Select(line => string.Concat(line.Select(run => run.Text))).ToList();

        Assert.Equal("2 independent sources, 2 articles, first seen 2024-10-08 17:00 Asia/Singapore", lines[0]);
        Assert.Equal(["9", "8", "7", "6", "5"], lines.Skip(1).Take(5).Select(line => line[^1..]));
        Assert.Equal(["The call: raimondo in the title", "For: The call"], lines.Skip(6));
    }

    [Fact]
    public void Several_stories_are_a_line_each_and_those_left_out_are_counted()
    {
        var message = Together(AlertOccasion.Digest, 5, 3);
        var chat = ChatMessage.From(message, new ChatOptions { Stories = 2 });

        Assert.Equal("5 stories", chat.Title);
        Assert.Equal(
            ["New: Story 1 (2 independent sources)", "New: Story 2 (2 independent sources)", "and 3 more", "Quiet hours.", "For: The call"],
            chat.Lines.Select(line => string.Concat(line.Select(run => run.Text))));
        Assert.Equal("https://a.example/call?x=1&y=%282%29", chat.Lines[0][1].Url);
        Assert.Equal("5 more stories", ChatMessage.From(Together(AlertOccasion.More, 5, 3), new ChatOptions()).Title);
        Assert.Equal("1 story", ChatMessage.From(Together(AlertOccasion.Digest, 1, 1), new ChatOptions()).Title);
    }

    [Fact]
    public void A_notice_names_the_channel_and_why_it_is_off()
    {
        var message = Message();
        message = message with
        {
            Alert = message.Alert with
            {
                Occasion = AlertOccasion.Notice, StoryId = null, Story = null, Why = [], Notice = new AlertNotice("end_1", "webhook", "https://a.example", "It failed for\nfive days."),
            },
            Subscriptions = [],
            Articles = [],
        };
        var chat = ChatMessage.From(message, new ChatOptions());
        Assert.Equal(("No longer delivered: webhook https://a.example", "It failed for five days."), (chat.Title, Assert.Single(Assert.Single(chat.Lines)).Text));
    }

    [Fact]
    public void Settings_are_checked()
    {
        Assert.Empty(new AlertOptions().Validate());
        Assert.Equal(["NewsMonitor:Alerts:FeedEntries is 501; it must be between 1 and 500."], new AlertOptions { FeedEntries = 501 }.Validate());
        Assert.Equal(
            [
                "NewsMonitor:Alerts:Chat:Articles is 21; it must be between 0 and 20.",
                "NewsMonitor:Alerts:Chat:Reasons is -1; it must be between 0 and 20.",
                "NewsMonitor:Alerts:Chat:Stories is 0; it must be between 1 and 30.",
                "NewsMonitor:Alerts:Chat:SlackApi is 'slack.com'; it must be an http or https URL that ends with a slash.",
                "NewsMonitor:Alerts:Chat:NtfyServer is 'https://ntfy.sh'; it must be an http or https URL that ends with a slash.",
            ],
            new AlertOptions { Chat = new ChatOptions { Articles = 21, Reasons = -1, Stories = 0, SlackApi = "slack.com", NtfyServer = "https://ntfy.sh" } }.Validate());
    }

    private static AlertMessage Together(AlertOccasion occasion, int stories, int parts)
    {
        var message = Message();
        return message with
        {
            Alert = message.Alert with { Occasion = occasion, StoryId = null, Story = null, Why = ["Quiet hours."] },
            Articles = [],
            Parts = [.. Enumerable.Range(1, parts).Select(i => Message($"Story {i}"))],
            Stories = stories,
        };
    }

    private static JsonObject Written(JsonObject json) => ChatRequest.Read(ChatRequest.Write(json));

    private static int Bytes(JsonObject json) => Encoding.UTF8.GetByteCount(ChatRequest.Write(json));

    // All lines, or those before the first that did not fit.
    private static void Begins(IReadOnlyList<string> lines, string shown)
    {
        var seen = shown.Split('\n');
        Assert.Equal(lines.Take(seen.Length), seen);
    }
}
